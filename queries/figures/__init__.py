"""Official figures as published, series by series and never mixed, and the targets they are held against."""

from datetime import date

from pandas import DataFrame

from queries.db import Viewer, read


def series(viewer: Viewer, as_of: date) -> DataFrame:
    """Published series, by code: what each is called and what it counts.

    Columns: series_code, name_kk, name_ru, name_en, definition_kk, definition_ru, definition_en.
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/series", as_of=as_of)


def national(viewer: Viewer, as_of: date, *, series: str, indicator: str) -> DataFrame:
    """Published national values of one indicator of one series, of periods over and published by as_of.

    One row a publication, oldest period first:
      year                the year the period ends in
      period_start, period_end   first and last days, included; month_count the calendar months they touch
      value               in unit, as published (persons, per_1000_employees)
      mark_code           "about", "more_than" or None
      is_derived          computed from published figures; the remark says how
      is_interpolated     between two published values
      remark              what the publication adds, in English, or None
      is_longest_of_year  no publication of the same year covers more of it; of several of that period the latest
      is_latest           no later publication of the same period is known; the others are listed beside it
      published_on        day of publication, or None where it is not recorded
      source_url          where it was read

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/national", as_of=as_of, series=series, indicator=indicator)


def regional(viewer: Viewer, as_of: date) -> DataFrame:
    """Published counts of injured, killed and victims in the regions the viewer may see, latest period first.

    Columns: series_code, series_name_kk, series_name_ru, series_name_en, indicator_code, indicator_name_kk,
    indicator_name_ru, indicator_name_en, region_code, name_kk, name_ru, name_en, period_start, period_end,
    value (persons); mark_code, is_derived, remark, is_latest, published_on and source_url as in national.
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/regional", as_of=as_of)


def points(viewer: Viewer, as_of: date, *, indicator: str, region: str | None) -> DataFrame:
    """Published values of one indicator of the country (region None) or a region, to be drawn as points, each with its address.

    series_code, series_name_kk, series_name_ru, series_name_en: one line never holds points of two series; the rest as in national.
    By series, oldest period first; none of a region the viewer may not see. Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/points", as_of=as_of, indicator=indicator, region=region)


def reconciliation(viewer: Viewer, as_of: date) -> DataFrame:
    """What the labour inspectorate published beside what the accident register counts for the same days and place.

    Counts and rates of periods that the register covers; the country, where the viewer sees all of it, then regions; latest first:
      series_code, indicator_code, region_code (None: the country), each with names: series_name_*, indicator_name_*, name_*
      period_start, period_end   first and last days, included
      value, register_value      published and counted, in unit (persons, per_1000_employees of the period itself)
      difference, share          register less published; as a share of the published, None where that is fewer than five persons
      differs                    told to the published digit; "about" within one percent, "more than" as said
      since_on                   where it differs: first day of the run of differing periods it belongs to; else None
      mark_code, is_derived, remark, source_url   as in national

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/reconciliation", as_of=as_of)


def target_path(viewer: Viewer, as_of: date, *, indicator: str) -> DataFrame:
    """Targets of an indicator by year as known on the day: first the country's, then those of each region the viewer may see.

    One row a region and year, first year first; no row where no target is known:
      region_code         None for the country
      year
      value               in the indicator's unit
      is_interpolated     on a straight line between two official or entered years
      is_own              the region's own; False where the country's stands in for it
      version             of the region's own targets, None where published
      changed_by          code of who entered it, changed_by_kk, _ru, _en the post, changed_on the day, reason the act; None where published
      source_url          where the act is published, or None

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/target_path", as_of=as_of, indicator=indicator)


def targets(viewer: Viewer, as_of: date, *, indicator: str) -> DataFrame:
    """National targets of an indicator as known on the day, first year first.

    Columns: year, value in the indicator's unit, is_interpolated, source_url.
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/targets", as_of=as_of, indicator=indicator)
