"""What a letter says, in the language of the person: read from sentences.csv, one row a code."""

import csv
import os
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date

from data.escalation.facts import Person
from data.escalation.ladder import Open
from queries import working_days

FILE = Path(__file__).parent / "sentences.csv"
LANGUAGES = ("kk", "ru", "en")  # the state language first
MOST_TOLD = 50


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Every sentence by its code, then by its language."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def written(person: Person, instructions: list[Open], day: date) -> tuple[str, str]:
    """Subject and body of a letter about instructions, given by deadline: it counts all and tells the first MOST_TOLD."""
    return _say("subject", person, count=len(instructions)), "\n".join(_lines(person, instructions, day)) + "\n"


def _lines(person: Person, instructions: list[Open], day: date) -> Iterator[str]:
    yield person.names[LANGUAGES.index(person.language)]
    yield ""
    yield _say("opening", person, day=_day(day, person))
    for heading, of_it in _parts(instructions[:MOST_TOLD], day):
        yield from ("", _say(heading, person).upper())
        for one in of_it:
            yield from ("", *_item(one, person, day))
    if len(instructions) > MOST_TOLD:
        yield from ("", _say("more", person, count=len(instructions) - MOST_TOLD))
    yield from ("", "-- ", _say("ending", person))


def _parts(instructions: Iterable[Open], day: date) -> Iterator[tuple[str, list[Open]]]:
    past = [one for one in instructions if one.due_on < day]
    ahead = [one for one in instructions if one.due_on >= day]
    yield from [(heading, of_it) for heading, of_it in (("past", past), ("ahead", ahead)) if of_it]


def _item(one: Open, person: Person, day: date) -> Iterator[str]:
    left = working_days.left(day, one.due_on)
    days = _say("days_past" if one.due_on < day else "days_left", person, count=abs(left))
    yield f"{one.number} · {_say('deadline', person, day=_day(one.due_on, person))} · {days}"
    yield _say("lead", person, body=one.leads[person.language])
    yield " ".join(one.texts[person.language].split())
    address = os.environ.get("MAP_ADDRESS", "").rstrip("/")
    if address:
        yield f"{address}/instructions?instruction={one.instruction_id}&lang={person.language}"


def _day(day: date, person: Person) -> str:
    return format_date(day, "d MMMM y", locale=person.language)


def _say(code: str, person: Person, **values: object) -> str:
    return sentences()[code][person.language].format(**values)
