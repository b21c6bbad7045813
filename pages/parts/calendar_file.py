"""Deadlines in the format that calendars subscribe to (iCalendar, RFC 5545), in the reader's language."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from textwrap import shorten
from typing import Any

from icalendar import Calendar, Event
from pandas import DataFrame

from pages.parts import labels, session
from pages.parts.words import _, day, language, named

HOST = "digital-map-of-enterprises"
ONE_DAY, REFRESHED_EVERY = timedelta(days=1), timedelta(hours=6)
MOST_LETTERS, DAYS_OF_A_MOVE = 120, 10_000


def written(rows: DataFrame, as_of: date, address: str) -> bytes:
    """The file of the rows of queries.calendar.entries; address is that of the map, without a slash at its end."""
    calendar = Calendar()
    for name, value in _head().items():
        calendar.add(name, value)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    for row in rows.to_dict("records"):
        calendar.add_component(_event(row, as_of, address))
    return calendar.to_ical()


def address_of_map(asked: str) -> str:
    """The address people know the map by: MAP_ADDRESS where it is set, else the one asked for; no slash at its end."""
    return (os.environ.get("MAP_ADDRESS") or asked).rstrip("/")


def _head() -> dict[str, Any]:
    title = _("Instructions: deadlines")
    return {
        "prodid": f"-//{HOST}//{language().upper()}", "version": "2.0", "calscale": "GREGORIAN", "method": "PUBLISH",
        "name": title, "x-wr-calname": title, "x-wr-timezone": "Asia/Almaty", "x-published-ttl": "PT6H",
    }  # fmt: skip


def _event(row: dict[str, Any], as_of: date, address: str) -> Event:
    """One deadline as a day without hours; one that has passed lasts through today until it is accepted, so that it stays in sight."""
    is_accepted = row["state"] in ("done", "done_late")
    last = row["shown_on"] if is_accepted else max(row["shown_on"], as_of)
    event = Event()
    event.add("uid", f"instruction-{row['instruction_id']}@{HOST}")
    event.add("sequence", _sequence(row, as_of))
    event.add("dtstamp", datetime.combine(as_of, time.min, session.KAZAKHSTAN).astimezone(UTC))
    event.add("dtstart", row["shown_on"])
    event.add("dtend", last + ONE_DAY)
    event.add("summary", _title(row))
    event.add("description", "\n".join(_said(row)))
    event.add("categories", [labels.instruction_states()[row["state"]]])
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{address}/instructions?instruction={row['instruction_id']}&lang={language()}")
    return event


def _sequence(row: dict[str, Any], as_of: date) -> int:
    """Rises with every extension, and with every day that a passed deadline lasts longer."""
    past = (as_of - row["shown_on"]).days
    return int(row["extension_count"]) * DAYS_OF_A_MOVE + min(max(past, 0), DAYS_OF_A_MOVE - 1)


def _title(row: dict[str, Any]) -> str:
    """The state where it says more than that time is left, the number, and the beginning of the text."""
    mark = "" if row["state"] == "not_due" else labels.instruction_states()[row["state"]] + ": "
    return _plain(mark + shorten(f"{row['number']} · {named(row, 'text')}", MOST_LETTERS, placeholder=" …"))


def _said(row: dict[str, Any]) -> Iterator[str]:
    yield _plain(named(row, "text"))
    yield f"{_('Lead body')}: {_plain(named(row, 'lead'))}"
    yield f"{_('Computed state')}: {labels.instruction_states()[row['state']]}"
    yield f"{_('Deadline')}: {day(row['due_on'])}"
    if row["shown_on"] != row["due_on"]:
        yield _("The deadline falls on a day off; shown is the last working day before it.")


def _plain(text: str) -> str:
    """A text without the signs that no calendar file may hold."""
    return "".join(each for each in text if each == "\n" or each.isprintable())
