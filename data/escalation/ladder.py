"""The ladder: on which day whom a deadline is told of."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from queries import working_days
from queries.viewer import Viewer

LEVELS = ("heads", "controllers", "office")  # one above the other, above those who carry out
HEADS = frozenset({"minister", "akimat"})


class Open(NamedTuple):
    """An instruction that is not done, with its deadline and its ladder."""

    instruction_id: int
    number: str
    texts: dict[str, str]
    leads: dict[str, str]
    due_on: date
    lead_body_code: str
    first_days: int
    second_days: int
    working_days_a_level: int
    top_level: str


class Part(NamedTuple):
    """What a person who sees an instruction has to do with it, as the database decides."""

    reports: bool
    decides: bool


def step_for(person: Viewer, part: Part, one: Open, day: date) -> str | None:
    """The last step of the ladder that the person is told of and that has come by the day; earlier ones it makes needless."""
    theirs = set(_levels_of(person, part, one))
    steps = _steps(one.due_on, one.first_days, one.second_days, one.working_days_a_level, one.top_level)
    come = [step for step, level, step_on in steps if level in theirs and step_on <= day]
    return come[-1] if come else None


@lru_cache(maxsize=20_000)
def _steps(due_on: date, first_days: int, second_days: int, working_days_a_level: int, top_level: str) -> tuple[tuple[str, str, date], ...]:
    """Every step, whom it is told, and its day: always a working day, and never later than the ladder says."""
    end = working_days.on_or_before(due_on)
    levels = LEVELS[: LEVELS.index(top_level) + 1]
    return (
        ("first", "executors", working_days.on_or_before(due_on - timedelta(days=first_days))),
        ("second", "executors", working_days.on_or_before(due_on - timedelta(days=second_days))),
        ("deadline", "executors", end),
        *((level, level, working_days.after(end, place * working_days_a_level)) for place, level in enumerate(levels, start=1)),
    )


def _levels_of(person: Viewer, part: Part, one: Open) -> Iterator[str]:
    """Where the person stands: among those who carry out, or above them."""
    if part.reports:
        yield "executors"
    if person.role in HEADS and person.body_code == one.lead_body_code:
        yield "heads"
    if part.decides:
        yield "controllers"
    if person.role == "pm_office":
        yield "office"
