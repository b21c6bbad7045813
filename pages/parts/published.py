"""Published figures in words: the value with its mark, its period, and what the publication adds to it."""

import re
from datetime import date, timedelta
from typing import Any

from pages.parts.words import _, day, month_name, months, number

SIGNS = {"about": "≈ ", "more_than": "> "}
HOST_AND_PATH = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+/\S+")
Figure = dict[str, Any]


def value(figure: Figure) -> str:
    """The value as published, its mark before it."""
    shown = number(figure["value"], digits(figure["unit"], figure["value"]))
    return SIGNS.get(figure["mark_code"], "") + shown


def digits(unit: str, shown: float) -> int:
    """Decimals of a figure: none for people, two for a rate as published, four where it was computed finer."""
    if unit == "persons":
        return 0
    return 2 if round(shown, 2) == shown else 4


def is_full_year(first: date, last: date) -> bool:
    """Whether a period is a calendar year."""
    return first == date(last.year, 1, 1) and last == date(last.year, 12, 31)


def period(first: date, last: date) -> str:
    """A year, or the part of it that is covered, in months where they are full."""
    if is_full_year(first, last):
        return str(last.year)
    ends_a_month = (last + timedelta(days=1)).day == 1
    return months(first, last) if ends_a_month else f"{day(first)} – {day(last)}"


def part_of_year(first: date, last: date) -> str:
    """The part of a year that is covered, without the year."""
    ends_a_month = (last + timedelta(days=1)).day == 1
    return f"{month_name(first.month)}–{month_name(last.month)}" if ends_a_month else day(last)


def remark(figure: Figure) -> str:
    """How the figure came about and what it covers, in words; empty where nothing is to be said."""
    derived = _("computed from published figures") if figure["is_derived"] else ""
    nowhere = "" if address(figure["source_url"]) else _("address not recorded")
    return "; ".join(filter(None, [derived, remarks().get(figure["remark"], ""), nowhere]))


def address(source: str) -> str | None:
    """The address of a source as a browser opens it; None where the source is named without one."""
    if source.startswith("https://"):
        return source
    return f"https://{source}" if HOST_AND_PATH.fullmatch(source) else None


def remarks() -> dict[str, str]:
    """Remarks of the register of figures in the reader's language, by their text there."""
    ulytau, abai = _("what became Ulytau Region in June 2022"), _("what became Abai Region in June 2022")
    included, formed = _("includes {territory}"), _("for a part of the year includes {territory}")
    late_2023 = "reported in November-December 2023, includes the Kostenko mine; "
    return {
        "half a year": _("half a year"),
        "nine months": _("nine months"),
        "2,102 / 0.85, from the change published for 2009": _("from the change published for 2009"),
        "1,465 / 0.975: 2021 was published as 2.5 % fewer": _("from the change published for 2021"),
        "1,408 / 0.955: 2024 was published as 4.5 % fewer": _("from the change published for 2024"),
        "202 killed / 7.04 million hired employees x 1,000": _("202 killed, 7.04 million hired employees"),
        "more than: 221 were reported before the end of the year": _("reported before the end of the year"),
        late_2023 + "the last day covered is not stated": _("includes the Kostenko mine; last day unknown"),
        late_2023 + "the figure of the full year was not found, it is larger": _(
            "includes the Kostenko mine; the figure of the full year was not found, it is larger"
        ),
        "includes what became Ulytau Region in June 2022": included.format(territory=ulytau),
        "includes what became Abai Region in June 2022": included.format(territory=abai),
        "year in which Ulytau Region was formed (June 2022)": formed.format(territory=ulytau),
        "year in which Abai Region was formed (June 2022)": formed.format(territory=abai),
    }
