"""Where harm may go unreported: leads to look into, with what they stand on, and never a verdict."""

from datetime import date

from pandas import DataFrame, Series

from queries import indicators, shares
from queries.db import Viewer, read

INDICATOR = "victims_per_death"


def ratio_published(viewer: Viewer, as_of: date) -> DataFrame:
    """Victims per death as published: victims of the Bureau of National Statistics over deaths of the labour inspectorate.

    The only figure across the two series; higher is better, the path is in figures.target_path. A row a place and year, the country first:
      region_code        None for the country, with name_kk, name_ru, name_en; year
      victim_count       persons; killed_count persons, not-a-number where no deaths of the year and place are published
      ratio, low, high   victims per death and the exact 95 % interval; not-a-number under five deaths
      is_at_most         the deaths were published as "more than", so that the ratio is at most this
      source_url, killed_source_url   where each was read

    Raises Unavailable when the database does not answer.
    """
    rows = read(viewer, "concealment/ratio_published", as_of=as_of)
    alike = Series(1.0, index=rows.index)
    found = shares.ratio_intervals(rows["victim_count"], alike, rows["killed_count"], alike).where(rows["ratio"].notna())
    return rows.assign(low=found["low"], high=found["high"])


def ratio_of_register(viewer: Viewer, as_of: date) -> DataFrame:
    """Injured per death in the accident register itself, which is another thing than the published ratio and has no target.

    The indicator injured_per_death over the reporting period; the whole first (region_code None), then regions, lowest ratio first:
      injured_count, killed_count   persons, the injured including the killed
      ratio, low, high   injured per death and the exact 95 % interval; not-a-number under five deaths; ratio_before of the same
                         months a year before

    Raises Unavailable when the database does not answer.
    """
    names = {"numerator": "injured_count", "denominator": "killed_count", "value": "ratio", "value_before": "ratio_before"}
    rows = indicators.of_period(viewer, as_of, indicator="injured_per_death")[["region_code", *names]].rename(columns=names)
    found = shares.binomial_intervals(rows["killed_count"], rows["injured_count"]).where(rows["ratio"].notna())
    rows = rows.assign(low=1 / found["high"], high=1 / found["low"])
    return rows.sort_values("ratio", key=lambda ratios: ratios.where(rows["region_code"].notna(), -1), ignore_index=True)


def admissions(viewer: Viewer, as_of: date, *, by: str, region: str | None = None) -> DataFrame:
    """Hospital admissions with an injury at work in the year up to as_of, and those without an accident registered within ten days.

    by: region, activity or employer; region: None for all the viewer sees. The whole first (is_whole), then most without an accident first:
      code, is_whole, name_kk, name_ru, name_en   region of the hospital, section of activity or BIN; None where the employer is not said
      admission_count          at least ten days old on as_of
      without_accident_count   none registered, for the employer anywhere, within ten days (admissions_between says how)
      never_registered_count   of them: none registered later either
      without_accident_share, low, high   share with its exact 95 % interval; not-a-number under five admissions

    Raises Unavailable when the database does not answer.
    """
    rows = read(viewer, "concealment/admissions", as_of=as_of, by=by, region=region)
    return _with_interval(rows, rows["without_accident_count"], rows["admission_count"], rows["without_accident_share"])


def late_reports(viewer: Viewer, as_of: date, *, by: str, region: str | None = None) -> DataFrame:
    """Accidents of the year up to as_of reported later than the 24 hours of article 187 of the Labour Code.

    by: region, activity or employer; region: None for all the viewer sees. The whole first (is_whole), then most late reports first:
      code, is_whole, name_kk, name_ru, name_en   region, section of activity or BIN; None where the employer is not registered
      report_count   accidents reported by as_of
      late_count     reported after the day that follows the accident: the hour of a report is not known
      late_share, low, high   share with its exact 95 % interval; not-a-number under five reports
      middle_days_late, most_days_late   whole days beyond that day, of the late ones

    Raises Unavailable when the database does not answer.
    """
    rows = read(viewer, "concealment/late_reports", as_of=as_of, by=by, region=region)
    return _with_interval(rows, rows["late_count"], rows["report_count"], rows["late_share"])


def improbable_zeros(viewer: Viewer, as_of: date, *, by: str, region: str | None = None) -> DataFrame:
    """Employers that reported none injured in the three years up to as_of, where at least three are expected.

    Expected: the rate of the employer's section of activity in the whole country, the same for every viewer, times its employees.
    by: region, activity or employer; region: code, or None for all the viewer may see.
    The whole first (is_whole), then most zeros first; no row before the register covers three years:
      code, is_whole, name_kk, name_ru, name_en   region of registration, section of activity or BIN
      employer_count        employers of whom at least three are expected
      zero_count            of them: none reported anywhere
      zero_count_expected   how many zeros chance alone would make: the sum of exp(-expected)
      injured_expected_where_zero   persons expected at the employers that reported none

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "concealment/improbable_zeros", as_of=as_of, by=by, region=region)


def leads(viewer: Viewer, as_of: date) -> DataFrame:
    """Employers to look at, with what speaks for it; an employer with hospitals or accidents in two regions stands in each.

    One row an employer and region, most injured unaccounted for first:
      place, bin, name_kk, name_ru, name_en (None where the viewer may not see the employer), employee_count
      region_code, region_kk, region_ru, region_en, activity_kk, activity_ru, activity_en
      unaccounted_count   persons: the larger of never_registered_count and expected_count
      without_accident_count, never_registered_count, last_admitted_on   admissions of the year without an accident, see admissions
      expected_count, zero_probability   where none was reported in three years; else not-a-number, see improbable_zeros
      late_count, most_days_late   late reports of the year; a lead of their own from two on
      facility_count, facility_id, facility_kk, facility_ru, facility_en   facilities of the employer in the region, and the one
                          to visit: where the latest report came from, else the one with most workers; None where there is none

    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "concealment/leads", as_of=as_of)


def evidence(viewer: Viewer, as_of: date, *, bin: str | None = None, region: str | None = None, section: str | None = None) -> DataFrame:
    """The admissions without an accident and the late reports of the year, latest first: what leads and counts stand on.

    Of one employer, region or section of activity, or of all the viewer may see. Columns: kind ("admission", "late_report"), region_code,
    region_*, bin, employer_* (None where the hospital names none, or the viewer may not see it), happened_on, known_on (day the report
    arrived), severity (of an admission), registered_on (day an accident was registered, None where none was), days_late, facility_id (of a
    late report, where it happened at one).
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "concealment/evidence", as_of=as_of, bin=bin, region=region, section=section)


def _with_interval(rows: DataFrame, parts: Series, wholes: Series, share: Series) -> DataFrame:
    found = shares.binomial_intervals(parts, wholes).where(share.notna())
    return rows.assign(low=found["low"], high=found["high"])
