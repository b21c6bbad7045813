"""What changed, and what needs a decision: the counts of the first screen, by region and in total."""

from datetime import date
from typing import Any

from pandas import DataFrame, Series, to_numeric

from queries import statistics
from queries.db import Viewer, read, read_one

GRID_DEGREES = 0.08
A_DAY = 1  # both days are looked at once: equal exposure


def risk_zone(viewer: Viewer, as_of: date) -> DataFrame:
    """Facilities in the high-risk zone: of high degree under industrial safety at the last scoring.

    One row a region the viewer may see, after a first row for all of them, which has no region_code:
      scored_on, scored_on_before   the last scoring, and the last one a year earlier
      previous_scored_on       the last scoring of an earlier month
      is_comparable            the same rule set the degree on both days a year apart
      high_count, high_count_before       facilities in the zone, now and a year before
      worker_count             people working there, as far as they are reported
      without_workers_count    facilities in the zone that do not report them
      entered_count, left_count   facilities that came into the zone and left it since previous_scored_on; None where the rule
                               has changed since
      p_value                  exact test of high_count against a year before; above 0.05 it could be chance

    Counts are None where there was no scoring to count from. Raises Unavailable.
    """
    return _tested(read(viewer, "overview/risk_zone", as_of=as_of), "high_count")


def flow(viewer: Viewer, as_of: date, *, law: str) -> DataFrame:
    """The high-risk zone under a law at the last scoring of each month of two years, in the country or the viewer's region.

    scored_on; since: the last scoring of an earlier month, None where there was none; facility_count, worker_count (persons),
    without_workers_count (facilities that did not say), owner_count (enterprises by BIN), without_owner_count (facilities without one);
    entered_* and left_* of facility_count, worker_count, owner_count since then, None without it; is_rule_changed: another version of the
    rule set the degree on the two days. Raises Unavailable.
    """
    return read(viewer, "overview/flow", as_of=as_of, law=law)


def moved(viewer: Viewer, as_of: date, *, law: str, scored_on: date, has_entered: bool) -> DataFrame:
    """At most a thousand facilities that entered the high-risk zone, or left it, since the last scoring of an earlier month.

    facility_id; name_*, region_*, owner_* in kk, ru and en; bin; employee_count or None, most first; degree, points, reasons
    ({code, count, points}) and regime on scored_on and, as *_before, then; None where not scored; is_rule_changed. Raises Unavailable.
    """
    return read(viewer, "overview/moved", as_of=as_of, law=law, scored_on=scored_on, has_entered=has_entered)


def overdue_prescriptions(viewer: Viewer, as_of: date) -> DataFrame:
    """Overdue prescriptions on the day and on the same day a year before, each as known on its day.

    One row a region, after a first row for all, whose region_code is None: region_code, day_before,
    overdue_count, overdue_count_before, p_value of the exact test between the two. Raises Unavailable.
    """
    return _tested(read(viewer, "overview/overdue_prescriptions", as_of=as_of), "overdue_count")


def overdue_instructions(viewer: Viewer, as_of: date) -> dict[str, Any]:
    """Instructions past their deadline that the viewer may see, on the day and the same day a year before.

    day_before; overdue_count: a report was made, but not of completion; no_report_count: no report is
    recorded; at_risk_count; overdue_count_before; p_value of the exact test between the overdue.
    Raises Unavailable.
    """
    found = read_one(viewer, "overview/overdue_instructions", as_of=as_of) or {}
    counts = found["overdue_count"], found["overdue_count_before"]
    return found | {"p_value": statistics.same_period_p_value(counts[0], A_DAY, counts[1], A_DAY)}


def longest_overdue(viewer: Viewer, as_of: date, *, region: str | None = None) -> DataFrame:
    """The thousand prescriptions longest overdue on the day, of one region where one is given.

    facility_id; name_*, region_* in kk, ru, en; number, issued_on, due_on, days_overdue: whole days past
    due_on. Raises Unavailable.
    """
    return read(viewer, "overview/longest_overdue", as_of=as_of, region=region)


def first_to_look_at(viewer: Viewer, as_of: date) -> DataFrame:
    """Ten facilities of high degree at the last scoring, the most pressing first, by what was known then.

    scored_on; facility_id; name_*, hazard_*, region_* in kk, ru, en; is_high_safety, is_high_labour: under which law;
    gross_count: gross violations not known to be fixed; overdue_count: overdue prescriptions,
    longest_overdue_days: of the oldest; fatal_count: fatal accidents in three years; employee_count persons
    or None. Raises Unavailable.
    """
    return read(viewer, "overview/first_to_look_at", as_of=as_of)


def region_outlines(viewer: Viewer, as_of: date) -> DataFrame:
    """Outlines of the regions the viewer may see, coarse enough for a small map; the same on any day.

    region_code, name_kk, name_ru, name_en, outline: GeoJSON geometry in degrees, label_longitude,
    label_latitude, is_small: too small on such a map for a word. Raises Unavailable.
    """
    return read(viewer, "overview/region_outlines", grid_degrees=GRID_DEGREES)


def _tested(rows: DataFrame, column: str) -> DataFrame:
    """The rows with the exact test of a count against the same count a year before."""
    now, before = to_numeric(rows[column]), to_numeric(rows[f"{column}_before"])
    watched = Series(A_DAY, index=rows.index)
    return rows.assign(p_value=statistics.same_period_p_values(now, watched, before, watched))
