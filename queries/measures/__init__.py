"""Measures of completion: how much of an instruction is really done, counted, at what pace, and where it is still open."""

from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_one, write
from queries.refusals import plain, refused_as

CODES = ("programme_done", "systems_connected", "inspected", "prescriptions_fulfilled", "insured", "declared", "milestones")
OF_A_PROGRAMME = frozenset({"programme_done", "systems_connected"})
MOST_LISTED = 2000
REFUSALS = frozenset(
    {
        "no_such_instruction", "changed_meanwhile", "nothing_to_withdraw", "since_is_past", "no_such_programme", "nothing_to_count",
        "reason_is_given",
    }
)  # fmt: skip


def one(viewer: Viewer, as_of: date, *, instruction_id: int) -> dict[str, Any] | None:
    """What is counted for an instruction as known on as_of, with count and pace; None where nothing is, or it is not the viewer's to see.

    Counted, of what the viewer may see:
      measure_code       one of CODES; version of the choice, from 1
      since              first day that counts; set_on, reason_*, author_* in kk, ru, en: who chose it and why
      programme_code, of_region, of_hazard_type  what the set is limited to, None for no limit; programme_*, region_*, hazard_* names
      asked_count, done_count, open_count  facilities, or milestones, at the end of the day; done_at_start at the end of since
      pace_from, gained_count   how many came to be done after that day: 90 days before, or since
      finishes_on        day on which all are done at that pace; None where that is not within ten years, or nothing is asked
      verdict            nothing_asked, complete, no_deadline, too_early, in_time or behind: data/schema/479_pace.sql
      due_on             deadline as known on the day; days_spare: from finishes_on to it, negative when short, None without either
      is_part            the viewer sees only a part of the set: his region's
    Of the whole, the same for everybody: whole_finishes_on, whole_verdict, whole_days_spare. declared_state and
    declared_pct: the lead body's last, the share it declares done per cent, either may be None.
    Raises Unavailable when the database does not answer.
    """
    return read_one(viewer, "measures/one", as_of=as_of, instruction_id=instruction_id)


def by_day(viewer: Viewer, as_of: date, *, instruction_id: int) -> DataFrame:
    """The count on every day it changed, from the first day of the measure to as_of: counted_on, asked_count, done_count.

    Of what the viewer may see, each day as was known then; no row where nothing is counted. Raises Unavailable.
    """
    return read(viewer, "measures/by_day", as_of=as_of, instruction_id=instruction_id)


def by_region(viewer: Viewer, as_of: date, *, instruction_id: int) -> DataFrame:
    """Each region of the set that the viewer may see, the one with most open first.

    region_code, name_kk, name_ru, name_en; asked_count, done_count, open_count facilities; done_pct of those asked, not-a-number under
    five. No row for milestones. Raises Unavailable.
    """
    return read(viewer, "measures/by_region", as_of=as_of, instruction_id=instruction_id)


def still_open(viewer: Viewer, as_of: date, *, instruction_id: int) -> DataFrame:
    """Facilities of the set not known to be done, of those the viewer may see, of the highest degree first, at most MOST_LISTED.

    facility_id; name_*, region_*, district_*, hazard_*, owner_* in kk, ru, en (district and owner may be None); degree: the higher one
    of both laws, None where not scored. Raises Unavailable.
    """
    return read(viewer, "measures/still_open", as_of=as_of, instruction_id=instruction_id, most=MOST_LISTED)


def standing(viewer: Viewer, as_of: date) -> DataFrame:
    """The pace of every measured instruction the viewer may see, over the whole, by number of the instruction.

    instruction_id, measure_code, due_on, finishes_on, verdict, days_spare as in one(). Raises Unavailable.
    """
    return read(viewer, "measures/standing", as_of=as_of)


def versions(viewer: Viewer, as_of: date, *, instruction_id: int) -> DataFrame:
    """Every choice of what is counted made by the day, the newest first.

    version, from 1; measure_code, None where it was withdrawn. Raises Unavailable.
    """
    return read(viewer, "measures/versions", as_of=as_of, instruction_id=instruction_id)


def programmes(viewer: Viewer, as_of: date) -> DataFrame:
    """Programmes a measure can be counted by: programme_code, kind_code, name_kk, name_ru, name_en. Raises Unavailable."""
    return read(viewer, "measures/programmes", as_of=as_of)


def may_set(viewer: Viewer, as_of: date) -> bool:
    """Whether the viewer may choose what is counted; the same on any day. Raises Unavailable."""
    return bool((read_one(viewer, "measures/may_set") or {})["may_set"])


def set_measure(
    viewer: Viewer,
    *,
    instruction_id: int,
    base_version: int,
    measure_code: str | None,
    since: date | None,
    reason: str,
    programme_code: str | None = None,
    of_region: str | None = None,
    of_hazard_type: str | None = None,
) -> None:
    """Chooses what is counted for an instruction from today on, or withdraws it where measure_code is None, with the entry in the trail.

    base_version is the version seen, 0 where there was none. Raises Refused with one of REFUSALS or not_allowed, Unavailable.
    """
    given = {"programme_code": programme_code, "of_region": of_region, "of_hazard_type": of_hazard_type, "reason": plain(reason)}
    asked = {"instruction_id": instruction_id, "base_version": base_version, "measure_code": measure_code, "since": since}
    with refused_as(REFUSALS):
        write(viewer, "measures/set_measure", **asked, **given)
