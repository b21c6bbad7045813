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
    """Published national values of one indicator of one series, of periods that ended by as_of.

    One row a publication, oldest period first:
      year                the year the period ends in
      period_start, period_end   first and last days, included; month_count the calendar months they touch
      value               in unit, as published (persons, per_1000_employees)
      mark_code           "about", "more_than" or None
      is_derived          computed from published figures; the remark says how
      is_interpolated     between two published values
      remark              what the publication adds, in English, or None
      is_longest_of_year  no publication of the same year covers more of it
      source_url          where it was read

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/national", as_of=as_of, series=series, indicator=indicator)


def regional(viewer: Viewer, as_of: date) -> DataFrame:
    """Published counts of injured, killed and victims in the regions the viewer may see, latest period first.

    Columns: series_code, series_name_kk, series_name_ru, series_name_en, indicator_code, indicator_name_kk,
    indicator_name_ru, indicator_name_en, region_code, name_kk, name_ru, name_en, period_start, period_end,
    value (persons); mark_code, is_derived, remark and source_url as in national.
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/regional", as_of=as_of)


def targets(viewer: Viewer, as_of: date, *, indicator: str) -> DataFrame:
    """National targets of an indicator, first year first.

    Columns: year, value in the indicator's unit, is_interpolated, source_url.
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "figures/targets", as_of=as_of, indicator=indicator)
