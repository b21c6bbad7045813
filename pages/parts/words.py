"""Words, numbers and days in the reader's language; looked up per session, since one process serves them all."""

import gettext as gettext_module
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import NumberPattern, format_decimal, format_percent, parse_pattern
from babel.support import Translations

LOCALE_FOLDER = Path(__file__).parents[1] / "locale"
LANGUAGES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}  # the state language first
DEFAULT_LANGUAGE = "kk"
OF_THE_CODE = "en"
NO_VALUE = "—"
NO_BREAK = "\N{NO-BREAK SPACE}"
THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@cache
def catalogue(language: str) -> gettext_module.NullTranslations:
    """The messages of a language, read from its .po file; the code's own has none."""
    if language == OF_THE_CODE:
        return gettext_module.NullTranslations()
    compiled = io.BytesIO()
    with (LOCALE_FOLDER / language / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def language() -> str:
    """The language spoken in the run of a screen or by a route; the session's outside of both, as in a part that runs alone."""
    return _spoken.get() or st.session_state.get("language") or DEFAULT_LANGUAGE


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words of a language for the length of the block: of a run, since asking the session for every word is dear, or of a route."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def locale() -> Locale:
    """Babel's locale of the reader's language."""
    return _locale_of(language())


@cache
def _locale_of(language: str) -> Locale:
    return Locale.parse(language)


@cache
def _pattern(digits: int, unit: str = "") -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * digits if digits else "") + unit)


def _(message: str) -> str:
    """A message in the reader's language."""
    return catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """A message in the reader's language, in the plural form that the count asks for."""
    return catalogue(language()).ngettext(one, many, count)


def named(row: Mapping[str, Any], field: str = "name") -> str:
    """The reader's-language value of a field the database keeps in three columns; empty where there is none.

    The space within a number ("1 000") is made one at which no line breaks.
    """
    return THOUSANDS.sub(NO_BREAK, row[f"{field}_{language()}"] or "")


def number(value: float | None, digits: int = 0) -> str:
    """A number with the separators of the language and a fixed count of decimals; a dash for no value."""
    if value is None or value != value:
        return NO_VALUE
    return format_decimal(value, format=_pattern(digits), locale=locale(), decimal_quantization=True)


def signed(value: float | None, digits: int = 0) -> str:
    """A number with its sign, a true minus included."""
    if value is None or value != value:
        return NO_VALUE
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(abs(value), digits)


def capital(text: str) -> str:
    """The text with a capital first letter, as a heading begins."""
    return text[:1].upper() + text[1:]


def percent(share: float | None, digits: int = 0) -> str:
    """A share (0 to 1) as a percentage."""
    if share is None or share != share:
        return NO_VALUE
    return format_percent(share, format=_pattern(digits, "%"), locale=locale())


def signed_percent(share: float | None, digits: int = 0) -> str:
    """A change (0.1 for a tenth more) as a percentage with its sign, a true minus included."""
    if share is None or share != share:
        return NO_VALUE
    shown = round(share, digits + 2)
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return sign + percent(abs(shown), digits)


def day(value: date | None) -> str:
    """A day, such as 31 Oct 2026."""
    return NO_VALUE if value is None or value != value else format_date(value, "d MMM y", locale=locale())


def month(value: date) -> str:
    """A month with its year."""
    return format_skeleton("yMMMM", value, locale=locale())


def month_name(number_of_month: int) -> str:
    """A month's short name, by its number from 1."""
    return format_date(date(2000, number_of_month, 1), "LLL", locale=locale())


def quarter(value: date) -> str:
    """A quarter with its year."""
    return format_skeleton("yQQQ", value, locale=locale())


def months(first: date, last: date) -> str:
    """A run of months, such as Jan-Oct 2026; a month alone; with both years where they differ."""
    if first.year != last.year:
        return " – ".join(f"{format_date(each, 'LLL', locale=locale())} {each.year}" for each in (first, last))
    names = [format_date(each, "LLL", locale=locale()) for each in (first, last)]
    return f"{names[0]}–{names[1]} {last.year}" if first.month != last.month else f"{names[1]} {last.year}"
