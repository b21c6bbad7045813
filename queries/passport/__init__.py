"""The passport of one facility: what it is, its score and why, what was checked, found and ordered there."""

from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_one
from queries.facilities import filters


def found(viewer: Viewer, as_of: date, *, sought: str) -> DataFrame:
    """At most 50 facilities found by name in any language, address, owner or BIN (facilities_matching), or by register number.

    facility_id, name_*, hazard_*, region_*, owner_* in kk, ru and en (owner may be None), address, bin;
    names that begin with the words first, then by name. Raises Unavailable.
    """
    return read(viewer, "passport/found", as_of=as_of, sought=filters.search_words(sought))


def identity(viewer: Viewer, as_of: date, *, facility_id: int) -> dict[str, Any] | None:
    """The head of the passport; None where there is none, it was not known yet, or is not theirs to see.

    facility_id, source_key; name_*, hazard_*, region_*, district_*, owner_*, parent_*, activity_*, source_*
    in kk, ru and en (owner, parent, activity and district may be None); hazard_type_code, region_code;
    region_taken_from: point, nearest or declared; latitude, longitude in degrees; employee_count persons;
    danger_radius_m metres; bin, parent_bin, owner_name, address; is_declaration_required (None when not
    known), declaration_no; commissioned_on, decommissioned_on, known_on; last_inspected_on (None where no
    inspection is known), overdue_prescription_count on the day; is_demonstration, file_name and received_on
    of the delivery. Raises Unavailable.
    """
    return read_one(viewer, "passport/identity", as_of=as_of, facility_id=facility_id)


def score(viewer: Viewer, as_of: date, *, facility_id: int) -> dict[str, Any] | None:
    """The score in force on the day, or None where the facility had not been scored by then.

    safety_degree, labour_degree: code of a degree; points 0 to 100 or None; violation_class;
    last_inspected_on; overdue_prescription_count on scored_on; reasons: list of {code, count, points};
    scored_on: day of the last run; is_top_shared: another of its homogeneous group that the viewer sees has 100 points, too. Raises
    Unavailable.
    """
    return read_one(viewer, "passport/score", as_of=as_of, facility_id=facility_id)


def rules(viewer: Viewer, as_of: date) -> DataFrame:
    """The version of each law's rule that the last scoring used.

    law: industrial_safety or labour; version; regime: rule or points; valid_from, valid_to: None while open; constants,
    indicators: dicts; status: checked or unchecked; source_url; note_kk, note_ru, note_en. Ordered by law. Raises Unavailable.
    """
    return read(viewer, "passport/rules", as_of=as_of)


def next_visits(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """From which day each law allows the next planned visit; no rows where the facility was not scored by the day.

    law: industrial_safety or labour; years: that must pass at its degree, None where no rule is in force; last_visit_on: the last
    planned one under the law, None where none is known; allowed_on: None where nothing holds a visit back. Raises Unavailable.
    """
    return read(viewer, "passport/next_visits", as_of=as_of, facility_id=facility_id)


def quarters(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """The last 12 calendar quarters, oldest first, the day's own quarter being the last.

    starts_on, ends_on; quarter_class: suspended, gross, significant, minor, clean or not_inspected;
    inspection_count, gross_count, significant_count, minor_count, accident_count, killed_count;
    overdue_count: prescriptions overdue at the quarter's end. Raises Unavailable.
    """
    return read(viewer, "passport/quarters", as_of=as_of, facility_id=facility_id)


def devices(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """Devices in service, those longest beyond their service life first.

    kind_code, made_on, service_life_years, service_ends_on: first day beyond it, expertise_valid_to or None,
    is_beyond_service_life, is_expertise_valid (None without expertise). Raises Unavailable.
    """
    return read(viewer, "passport/devices", as_of=as_of, facility_id=facility_id)


def permits(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """The permit or contract of each of the six kinds, in a fixed order.

    kind_code, number, valid_from, valid_to, state: valid, lapsed, not_yet or none. Raises Unavailable.
    """
    return read(viewer, "passport/permits", as_of=as_of, facility_id=facility_id)


def substances(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """Dangerous substances held at the last delivery, furthest above their threshold first.

    substance, quantity_tonnes, threshold_tonnes or None. Raises Unavailable.
    """
    return read(viewer, "passport/substances", facility_id=facility_id)


def inspections(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """Inspections known on the day, newest first.

    inspected_on, kind_code, body_kk, body_ru, body_en, gross_count, significant_count, minor_count,
    inspector_days, suspended_until: last day of suspension or None. Raises Unavailable.
    """
    return read(viewer, "passport/inspections", as_of=as_of, facility_id=facility_id)


def violations(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """Violations known on the day: not fixed first, then the gravest, then the newest.

    found_on, severity, article and text_kk, text_ru, text_en of the requirement (None where not named),
    prescription_number, fixed_on: None where no fix was known on the day. Raises Unavailable.
    """
    return read(viewer, "passport/violations", as_of=as_of, facility_id=facility_id)


def prescriptions(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """Prescriptions known on the day: the longest overdue first, then the open, then the fulfilled ones.

    number, issued_on, due_on, fulfilled_on (None where not known to be), state: overdue, open, fulfilled or
    fulfilled_late; days_overdue: whole days past due_on, None where not overdue. Raises Unavailable.
    """
    return read(viewer, "passport/prescriptions", as_of=as_of, facility_id=facility_id)


def accidents(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """Accidents at work known on the day, newest first.

    occurred_on, injured_count (killed included), killed_count, cause_code, known_on, act_on: day of the act
    of investigation or None. Raises Unavailable.
    """
    return read(viewer, "passport/accidents", as_of=as_of, facility_id=facility_id)


def score_over_time(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """Every score up to the day, oldest first.

    valid_from: day of the run; shown_to: day of the run that changed it, or the day asked; points 0 to 100
    or not-a-number; safety_degree, labour_degree, violation_class, overdue_prescription_count; probability
    within twelve months, None where no model was valid; laws_by_hand: list of the laws whose degree was set by hand. Raises Unavailable.
    """
    return read(viewer, "passport/score_over_time", as_of=as_of, facility_id=facility_id)


def probability(viewer: Viewer, as_of: date, *, facility_id: int) -> dict[str, Any] | None:
    """The predicted probability kept with the score in force on the day; None where none was, or no version was valid.

    probability 0 to 1; mark: its class, 1 to 4 (probability_mark); model_version; base_log_odds, base_probability: of a facility
    with nothing but what is usual; known_through: last day the version knew of; first_origin, last_origin: days it looked ahead
    from; scored_on: day of the last run. Raises Unavailable.
    """
    return read_one(viewer, "passport/probability", as_of=as_of, facility_id=facility_id)


def contributions(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """What adds up to that probability, heaviest first; with base_log_odds it is the log odds exactly.

    code: a feature of risk_features_on; value: text, a number or a code, None where not known; name_kk, name_ru, name_en of a
    code, else None; log_odds: what it adds. Raises Unavailable.
    """
    return read(viewer, "passport/contributions", as_of=as_of, facility_id=facility_id)


def remedies(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """What can be done there that would lower that probability, the most effective first.

    action: fix_gross_violations, fulfil_prescriptions, renew_expertise, close_insurance_gap or replace_devices; thing_count: of how
    many things; log_odds: what it adds, negative; probability_after, mark_after: once it and all rows before it are done;
    mark_now. The first row whose mark_after is below mark_now ends the smallest set that reaches a lower class. Raises
    Unavailable.
    """
    return read(viewer, "passport/remedies", as_of=as_of, facility_id=facility_id)


def things_to_do(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """What the things to do there are about, as known on the day of the last scoring, of each kind those waiting longest first.

    action: fulfil_prescriptions, replace_devices or renew_expertise; name: number of the prescription, code of the kind of device;
    since: its last day to be fulfilled, the end of the service life, the last day of the expertise. Raises Unavailable.
    """
    return read(viewer, "passport/things_to_do", as_of=as_of, facility_id=facility_id)


def events(viewer: Viewer, as_of: date, *, facility_id: int) -> DataFrame:
    """What happened in the three years up to the day, as known on it, oldest first.

    kind: inspection, accident or prescription; starts_on; ends_on: of a prescription the day it was fulfilled, or as_of, else
    starts_on; state: of an inspection the worst severity found, or clean; of an accident killed or injured; of a prescription overdue,
    open, fulfilled or fulfilled_late; counted: violations found, or people injured (killed included). Raises Unavailable.
    """
    return read(viewer, "passport/events", as_of=as_of, facility_id=facility_id)
