"""What a person typed into the form of a rule, read and checked; the first thing wrong is told in one sentence."""

import re
from datetime import date
from decimal import Decimal

from pages.parts import labels, layout, typed_day
from pages.parts.rules.fields import Numbers
from pages.parts.words import _, day

WHOLE = {"overdue_most", "fatal_most", "medium_from", "high_from", "years_high", "years_medium", "years_low", "years_not_high"}
MOST = {"years": 10, "other": 100}


class Wrong(Exception):
    """What was typed cannot be a rule; the text is the sentence for the reader."""


def numbers(typed: dict[str, str]) -> Numbers:
    """The numbers typed, by name. Raises Wrong."""
    read = {name: _number(name, text.strip()) for name, text in typed.items()}
    if "significant_weight" in read and read["significant_weight"] + read["minor_weight"] != 1:
        raise Wrong(_("The weights of significant and of minor violations must add up to 1."))
    if "medium_from" in read and not 0 < read["medium_from"] < read["high_from"]:
        raise Wrong(_("The medium degree must begin above 0 and below the high degree."))
    years = [read[name] for name in ("years_high", "years_medium", "years_low", "years_not_high") if name in read]
    if min(years) < 1 or years != sorted(years):
        raise Wrong(_("Between planned visits at least one year must pass, and at a lower degree not fewer years than at a higher one."))
    return {name: int(value) if value == value.to_integral_value() else float(value) for name, value in read.items()}


def _number(name: str, text: str) -> Decimal:
    label = labels.rule_constants()[name]
    if re.fullmatch(r"[-−]\d+([.,]\d+)?", text):
        raise Wrong(_("“{label}” cannot be negative.").format(label=label))
    if not re.fullmatch(r"\d{1,6}([.,]\d{1,4})?", text):
        raise Wrong(_("“{label}” must be a number; “{text}” is none.").format(label=label, text=layout.plain(text[:40])))
    value = Decimal(text.replace(",", "."))
    if name in WHOLE and value != value.to_integral_value():
        raise Wrong(_("“{label}” must be a whole number.").format(label=label))
    most = MOST["years" if name.startswith("years_") else "other"]
    if value > most:
        raise Wrong(_("“{label}” cannot be more than {most}.").format(label=label, most=most))
    return value


def first_day(text: str, last_scored: date | None) -> date:
    """The day from which a version is to be valid. Raises Wrong."""
    typed = typed_day.read(text)
    if typed is None:
        raise Wrong(
            _("Write the day as DD.MM.YYYY, for example 01.12.2026; “{text}” is no day.").format(text=layout.plain(text.strip()[:40]))
        )
    if last_scored is not None and typed <= last_scored:
        raise Wrong(_("The degrees of {day} have been scored and stay as they were: choose a later day.").format(day=day(last_scored)))
    return typed


def reason(text: str) -> str:
    """Why the rule is changed. Raises Wrong."""
    said = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if not said:
        raise Wrong(_("Say why the rule is changed: the act, its number and its day."))
    return said
