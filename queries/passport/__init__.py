"""The passport of one facility: what it is, what it scored and why, what was checked, found, ordered and happened there."""

from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_one


def identity(viewer: Viewer, as_of: date, *, facility_id: int) -> dict[str, Any] | None:
    """The head of the passport, or None where there is no such facility, it was not known yet, or it is not the viewer's to see.

    facility_id, source_key; name_*, hazard_*, region_*, district_*, owner_*, parent_*, activity_*, source_* in kk, ru and en
    (owner, parent, activity and district may be None); hazard_type_code, region_code; region_taken_from: point, nearest or declared;
    latitude, longitude in degrees; employee_count persons; danger_radius_m metres; bin, parent_bin, owner_name, address;
    is_declaration_required (None when not known), declaration_no; commissioned_on, decommissioned_on, known_on;
    last_inspected_on (None where no inspection is known), overdue_prescription_count on the day;
    is_demonstration, file_name and received_on of the delivery. Raises Unavailable.
    """
    return read_one(viewer, "passport/identity", as_of=as_of, facility_id=facility_id)


def score(viewer: Viewer, as_of: date, *, facility_id: int) -> dict[str, Any] | None:
    """The score in force on the day, or None where the facility had not been scored by then.

    safety_degree, labour_degree: code of a degree; points 0 to 100 or None; violation_class; last_inspected_on;
    overdue_prescription_count on scored_on; reasons: list of {code, count, points}; scored_on: day of the last run.
    Raises Unavailable.
    """
    return read_one(viewer, "passport/score", as_of=as_of, facility_id=facility_id)


def rules(viewer: Viewer, as_of: date) -> DataFrame:
    """The rule each law applied on the day of the last scoring.

    law: industrial_safety or labour; regime: rule or points; valid_from, valid_to; constants: dict; status: checked or unchecked;
    source_url; note_kk, note_ru, note_en. Ordered by law. Raises Unavailable.
    """
    return read(viewer, "passport/rules", as_of=as_of)


def quarters(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """The last 12 calendar quarters, oldest first, the day's own quarter being the last.

    starts_on, ends_on; quarter_class: suspended, gross, significant, minor, clean or not_inspected; inspection_count, gross_count,
    significant_count, minor_count, accident_count, killed_count; overdue_count: prescriptions overdue at the quarter's end.
    Raises Unavailable.
    """
    return read(viewer, "passport/quarters", as_of=as_of, facility_id=facility_id)
