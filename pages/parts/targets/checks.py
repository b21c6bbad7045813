"""What a person typed into the form of a region's targets, read; and every reason why targets are not taken, in words."""

import re

from pages.parts import layout
from pages.parts.rules.checks import Wrong
from pages.parts.words import _

Typed = dict[int | str, str]
MOST_LETTERS, FEWEST_LETTERS = 1000, 10
ADDED = "added"


def points(typed: Typed, added_year: str) -> list[tuple[int, float]]:
    """Years and targets as typed, the earliest first; years left empty lie between the others. Raises Wrong.

    typed holds a text by year, and under ADDED that of the year typed beside it.
    """
    years = {str(year): text.strip() for year, text in typed.items() if year != ADDED}
    read = [(int(year), _number(year, text)) for year, text in years.items() if text]
    added = typed[ADDED].strip()
    if added or added_year.strip():
        read.append((_year(added_year.strip()), _number(added_year.strip(), added)))
    return sorted(read)


def _year(text: str) -> int:
    if not re.fullmatch(r"\d{4}", text):
        raise Wrong(_("“{text}” is no year: write four digits, for example 2035.").format(text=layout.plain(text[:40])))
    return int(text)


def _number(year: str, text: str) -> float:
    if re.fullmatch(r"[-−]\d+([.,]\d+)?", text):
        raise Wrong(refusals()["value_is_negative"])
    if not re.fullmatch(r"\d{1,9}([.,]\d{1,6})?", text):
        told = _("The target of {year} must be a number; “{text}” is none.")
        raise Wrong(told.format(year=layout.plain(year[:40]), text=layout.plain(text[:40])))
    return float(text.replace(",", "."))


def reason(text: str) -> str:
    """The act as typed, on one line. Raises Wrong."""
    said = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if not FEWEST_LETTERS <= len(said) <= MOST_LETTERS:
        raise Wrong(refusals()["target_reason_is_given"])
    return said


def address(text: str) -> str:
    """The address of the act, or nothing. Raises Wrong."""
    said = text.strip()
    if said and not re.fullmatch(r"https?://[^\s/]+\S*", said):
        raise Wrong(refusals()["target_address_opens"])
    return said


def refusals() -> dict[str, str]:
    """Why the database does not take targets, by the name it gives."""
    return {
        "two_years_at_least": _("Write the targets of two years at least; the years between them lie on a straight line."),
        "year_twice": _("One year stands twice: leave one target for each year."),
        "year_is_over": _("A year that is over gets no target: choose this year or a later one."),
        "year_is_too_late": _("No target can be set beyond 2060."),
        "value_is_negative": _("A target cannot be negative."),
        "value_is_zero": _("More of this is better: a target of zero asks for nothing."),
        "more_than_all": _("A share cannot be more than 100 percent."),
        "value_is_too_large": _("A target this large cannot be meant."),
        "weaker_with_time": _("A later target cannot ask for less than an earlier one."),
        "weaker_than_in_force": _(
            "An akimat may only tighten the targets of its region: in some year these ask for less than those in force."
            " The Minister of Labour and Social Protection may loosen them."
        ),
        "nothing_differs": _("Nothing differs from the targets in force."),
        "nothing_to_withdraw": _("The region has no targets of its own in force, so there is nothing to withdraw."),
        "no_such_indicator": _("This indicator can have no target."),
        "changed_meanwhile": _(
            "Not saved: somebody else changed these targets meanwhile. What you typed is still in the form; ask for the preview again."
        ),
        "target_reason_is_given": _("Give the act, its number and its day: 10 to 1,000 letters."),
        "target_address_opens": _("The address of the act must begin with https:// and hold no space; or leave it empty."),
        "not_allowed": _("You may not enter targets of this region. Nothing was changed."),
    }
