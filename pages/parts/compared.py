"""A figure beside the same period before, in words: how many more or fewer, and could it be chance."""

from pages.parts.words import _, number, signed_percent
from queries.statistics import CHANCE_LEVEL

FEW = 5


def is_known(value: float | None) -> bool:
    """Whether there is a value at all: no data is never zero."""
    return value is not None and value == value


def chance(p_value: float) -> str:
    """What the exact test says of a difference, as a phrase."""
    return _("could be chance") if p_value > CHANCE_LEVEL else _("larger than chance")


def people(now: float, before: float, p_value: float, period_before: str) -> str:
    """Such as "34 fewer than in Jan-Oct 2025; could be chance"."""
    if not (is_known(now) and is_known(before)):
        return _("No data for {period}").format(period=period_before)
    said = _difference(now - before).format(n=number(abs(now - before)), period=period_before)
    return f"{said}; {chance(p_value)}" if is_known(p_value) else said


def _difference(more: float) -> str:
    if more == 0:
        return _("As many as in {period}")
    return _("{n} more than in {period}") if more > 0 else _("{n} fewer than in {period}")


def on_a_day(now: float, before: float, p_value: float, day_before: str) -> str:
    """Such as "34 fewer than on 31 Oct 2025; could be chance", of things counted on one day."""
    if not (is_known(now) and is_known(before)):
        return _("No data for {period}").format(period=day_before)
    more = now - before
    word = _("As many as on {day}") if more == 0 else _("{n} more than on {day}") if more > 0 else _("{n} fewer than on {day}")
    said = word.format(n=number(abs(more)), day=day_before)
    return f"{said}; {chance(p_value)}" if is_known(p_value) else said


def rate(count: float, count_before: float, change: float, p_value: float) -> str:
    """The change of a rate, such as "−13%, could be chance"; only the counts where one is under five."""
    if not (is_known(count) and is_known(count_before) and is_known(p_value)):
        return _("no data to compare with")
    if min(count, count_before) < FEW or not is_known(change):
        return _("few: {now}, before {before}; {chance}").format(now=number(count), before=number(count_before), chance=chance(p_value))
    return f"{signed_percent(change)}, {chance(p_value)}"
