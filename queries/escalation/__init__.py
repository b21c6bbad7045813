"""Who was told of a deadline and took note of it, and the ladder by which people are told."""

from datetime import date

from pandas import DataFrame

from queries.db import Viewer, read, read_one, write
from queries.refusals import refused_as

REFUSALS = frozenset({"ladder_changed_meanwhile", "reminders_come_in_turn", "level_takes_1_to_20_days", "level_is_known"})


def notices(viewer: Viewer, as_of: date, *, instruction_id: int) -> DataFrame:
    """Who was told of an instruction's deadline through the day, the newest first.

    told_on; due_on: the deadline told of; step: first, second (reminders), deadline (its day), heads, controllers, office (levels above);
    user_code, person_kk/ru/en (post); acknowledged_on: the day the person took note, None where not by as_of. Raises Unavailable.
    """
    return read(viewer, "escalation/notices", as_of=as_of, instruction_id=instruction_id)


def acknowledge(viewer: Viewer, *, instruction_id: int) -> None:
    """Takes note, for the viewer, of everything he was told about an instruction. Raises Unavailable."""
    write(viewer, "escalation/acknowledge", instruction_id=instruction_id)


def ladders(viewer: Viewer, as_of: date) -> DataFrame:
    """The ladder of every issuer whose instructions the viewer may see, by issuer.

    issuer_kk/ru/en; version, 0 for the usual ladder; first_days, second_days: calendar days before the deadline of the two reminders;
    working_days_a_level: working days after the deadline, and after each level, until the next is told;
    top_level: heads, controllers or office. Raises Unavailable.
    """
    return read(viewer, "escalation/ladders", as_of=as_of)


def may_change(viewer: Viewer, as_of: date) -> bool:
    """Whether the viewer may change ladders; the same on any day. Raises Unavailable."""
    return bool((read_one(viewer, "escalation/may_change") or {})["may_change"])


def change_ladder(
    viewer: Viewer, *, issuer: str, base_version: int, first_days: int, second_days: int, working_days_a_level: int, top_level: str
) -> None:
    """The next version of an issuer's ladder from today on; issuer as in issuer_kk, base_version the one seen.

    Raises Refused with one of REFUSALS or not_allowed, Unavailable.
    """
    days = {"first_days": first_days, "second_days": second_days, "working_days_a_level": working_days_a_level}
    with refused_as(REFUSALS):
        write(viewer, "escalation/change_ladder", issuer=issuer, base_version=base_version, top_level=top_level, **days)
