"""Questions and the change of the Administration screen: rules of the statutory degree, their versions and their checklists."""

import json
from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_one, write
from queries.refusals import plain, refused_as

REFUSALS = frozenset(
    {
        "changed_meanwhile", "day_is_scored", "scoring_is_under_way", "constants_make_sense", "risk_rule_reason_check",
        "risk_rule_indicator_reason_code_check", "risk_rule_indicator_points_each_check", "risk_rule_indicator_most_counted_check",
    }
)  # fmt: skip


def laws(viewer: Viewer, as_of: date) -> DataFrame:
    """The laws whose rules set a degree, labour law first.

    law: labour or industrial_safety; may_change: the viewer may change its rules; name_kk, name_ru, name_en of the ministry that
    answers for it. Raises Unavailable.
    """
    return read(viewer, "administration/laws")


def may_change_anything(viewer: Viewer, as_of: date) -> bool:
    """Whether the viewer may change anything on the Administration screen: rules, targets or ladders. Raises Unavailable."""
    row = read_one(viewer, "administration/may_change_anything")
    return bool(row and row["may_change"])


def rule_versions(viewer: Viewer, as_of: date) -> DataFrame:
    """Every version of every rule made by the day, the newest first.

    law, version; regime: points or rule; valid_from, valid_to: both included, valid_to None while open and before valid_from where
    the version was replaced unused; is_in_force on as_of; constants, indicators: dicts; status; changed_by: code of the person,
    changed_by_kk, _ru, _en: the post, changed_on, reason: all None for versions of the reference facts. Raises Unavailable.
    """
    return read(viewer, "administration/rule_versions", as_of=as_of)


def degrees_if(viewer: Viewer, as_of: date, *, law: str, constants: str, indicators: str) -> DataFrame:
    """How the degrees of the last scoring would stand under a rule only proposed; constants and indicators as JSON.

    region_code and name_kk, name_ru, name_en: None for the whole country, which comes first; degree_before, degree_after;
    facility_count. What stays as it is has a row too. Nothing is written. Raises Unavailable.
    """
    return read(viewer, "administration/degrees_if", law=law, constants=constants, indicators=indicators)


def last_scored(viewer: Viewer, as_of: date) -> date | None:
    """The last day scored, whatever as_of; None before the first. Raises Unavailable."""
    row = read_one(viewer, "administration/last_scored")
    return row["scored_on"] if row else None


def checklists(viewer: Viewer, as_of: date) -> DataFrame:
    """Requirements in the checklist of each kind of facility, by its code.

    hazard_type_code, name_kk, name_ru, name_en; gross_count, significant_count, minor_count. Raises Unavailable.
    """
    return read(viewer, "administration/checklists")


def change_rule(
    viewer: Viewer, *, law: str, base_version: int, valid_from: date, constants: dict[str, Any], indicators: dict[str, Any], reason: str
) -> None:
    """Makes the next version of a rule, with its entry in the audit trail.

    Raises Refused with one of REFUSALS or not_allowed, Unavailable.
    """
    given = {"constants": json.dumps(constants), "indicators": json.dumps(indicators), "reason": plain(reason)}
    with refused_as(REFUSALS):
        write(viewer, "administration/change_rule", law=law, base_version=base_version, valid_from=valid_from, **given)
