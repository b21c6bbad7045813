"""The figures on top of the injuries screen: the period, the gap to the target, the pace, the chance."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from pages.parts import compared, layout
from pages.parts.cached import ask, made
from pages.parts.compared import is_known
from pages.parts.injuries import outlook, ranked, rows
from pages.parts.injuries import words as injury_words
from pages.parts.injuries.chosen import Chosen
from pages.parts.injuries.outlook import LAST_YEAR
from pages.parts.words import NO_VALUE, _, capital, named, number, signed
from queries import indicators
from queries.records import records

Row = dict[str, Any]
Tile = Callable[[], None]


def show(chosen: Chosen) -> None:
    """Tiles of the chosen place; those of the outlook where a forecast is made of the indicator."""
    layout.section(f"{chosen.place}, {chosen.period}", injury_words.definition(chosen.measure))
    found = made(tiles, chosen)
    for column, tile in zip(st.columns(len(found)), found, strict=True):
        with column:
            tile()


def tiles(chosen: Chosen) -> list[Tile]:
    """The tiles, left to right."""
    period = ranked.of_period(chosen)
    row = records(period[outlook.of(chosen.region, period)])[0]
    foreseen = outlook.of_place(chosen)
    first = of_period(chosen, row)
    if foreseen is None:
        return [first, *([_made_of(chosen, row)] if injury_words.is_divided(chosen.measure) else []), _of_years(chosen)]
    if is_known(foreseen["target"]):
        return [first, against_target(chosen, foreseen), of_pace(foreseen), of_chance(chosen, foreseen)]
    return [first, of_twelve_months(chosen, foreseen), of_course(foreseen), of_forecast(chosen, foreseen)]


def of_period(chosen: Chosen, row: Row) -> Tile:
    """The value of the period with its interval, beside the same months before; it opens its rows."""
    digits = injury_words.digits_of_period(chosen)
    before = number(row["value_before"], digits) if is_known(row["value_before"]) else _("no data")
    told = _("{before} in {period}: {change}.").format(
        before=before, period=chosen.period_before, change=injury_words.change(row, chosen.measure)
    )
    unit = f"{injury_words.unit(chosen.measure)} {injury_words.interval(row['low'], row['high'], digits)}"
    value = number(row["value"], digits) if is_known(row["value"]) else NO_VALUE
    told = " ".join(filter(None, [_why_no_value(chosen, row), told]))
    return partial(layout.tile, named(chosen.measure), value, unit.strip(), told, **rows.opening(chosen))


def _why_no_value(chosen: Chosen, row: Row) -> str:
    """What was counted where there is no value, and what it lacks."""
    if is_known(row["value"]) or not is_known(row["numerator"]):
        return ""
    words = {each: named(chosen.measure, each) for each in ("numerator", "denominator")}
    if is_known(row["denominator"]) and row["denominator"] > 0:
        few = _("{n} ({numerator}) over {base} ({denominator}): fewer than five to divide by, no value.")
        return few.format(n=number(row["numerator"]), base=number(row["denominator"]), **words)
    return _("{n} ({numerator}), but no data on: {denominator}.").format(n=number(row["numerator"]), **words)


def against_target(chosen: Chosen, foreseen: Row) -> Tile:
    """The rate of the last 12 months against the target of the year."""
    digits, year = injury_words.digits(chosen.measure), outlook.year_now(chosen.indicator)
    path = outlook.targets(chosen.indicator, chosen.region).set_index("year")
    if year not in path.index or not is_known(foreseen["value"]):
        reason = _("No target is set for {year}.").format(year=year) if year not in path.index else outlook.why("not_known")
        return partial(layout.tile, _("Gap to the target of {year}").format(year=year), NO_VALUE, "", reason)
    target = path["value"][year]
    kind = _("interpolated") if path["is_interpolated"][year] else _("official")
    said = _("Last 12 months: {rate} {interval}. Target: {target} ({kind}).").format(
        rate=number(foreseen["value"], digits), interval=injury_words.interval(foreseen["low"], foreseen["high"], digits),
        target=number(target, digits), kind=kind,
    )  # fmt: skip
    standing = outlook.standing(foreseen["low"], foreseen["high"], target)
    return partial(layout.tile, _("Gap to the target of {year}").format(year=year), signed(foreseen["value"] - target, digits),
                standing, said, is_bad=foreseen["low"] > target, **rows.opening(chosen, **rows.last_twelve_months()))  # fmt: skip


def of_pace(foreseen: Row) -> Tile:
    """The yearly change needed beside the one foreseen."""
    needed, label = foreseen["needed_pace"], _("Needed every year to reach the target of {year}").format(year=LAST_YEAR)
    if is_known(foreseen["pace"]):
        ends = (outlook.pace(foreseen[each]) for each in ("pace_low", "pace_high"))
        told = _("Pace of the fitted course: {pace} a year (95%: {low} to {high}).").format(
            pace=outlook.pace(foreseen["pace"]), **dict(zip(("low", "high"), ends, strict=True))
        )
    else:
        told = outlook.why(foreseen["reason_code"])
    reason = "" if is_known(needed) else outlook.why(foreseen["needed_reason"])
    value = outlook.pace(needed) if is_known(needed) else NO_VALUE
    return partial(layout.tile, label, value, _("a year") if is_known(needed) else "", " ".join(filter(None, [reason, told])), **method())


def of_chance(chosen: Chosen, foreseen: Row) -> Tile:
    """The chance of meeting the target of the last year, beside the rate foreseen for it."""
    digits, chance = injury_words.digits(chosen.measure), foreseen["chance"]
    label = _("Chance of meeting the target of {year}").format(year=LAST_YEAR)
    if not is_known(chance):
        return partial(layout.tile, label, NO_VALUE, "", outlook.why(foreseen["chance_reason"]))
    told = _("Foreseen for {year}: {forecast}. Target: {target}.").format(
        year=LAST_YEAR, forecast=number(foreseen["forecast"], digits), target=number(foreseen["target"], digits)
    )
    return partial(layout.tile, label, outlook.chance(chance), "", told, is_bad=chance < outlook.LOW_CHANCE, **method())


def of_twelve_months(chosen: Chosen, foreseen: Row) -> Tile:
    """The rate of the last 12 months, where no target is set to hold it against."""
    digits, no_target = injury_words.digits(chosen.measure), outlook.why("no_target" if is_known(foreseen["value"]) else "not_known")
    value = number(foreseen["value"], digits) if is_known(foreseen["value"]) else NO_VALUE
    unit = f"{injury_words.unit(chosen.measure)} {injury_words.interval(foreseen['low'], foreseen['high'], digits)}"
    opens = rows.opening(chosen, **rows.last_twelve_months())
    return partial(layout.tile, _("Rate, last 12 months"), value, unit.strip(), no_target, **opens)


def of_course(foreseen: Row) -> Tile:
    """The pace of the fitted course, where no target is set."""
    known = is_known(foreseen["pace"])
    ends = f"(95%: {outlook.pace(foreseen['pace_low'])} … {outlook.pace(foreseen['pace_high'])})" if known else ""
    value = outlook.pace(foreseen["pace"]) if known else NO_VALUE
    return partial(layout.tile, _("Pace a year"), value, ends, "" if known else outlook.why(foreseen["reason_code"]), **method())


def of_forecast(chosen: Chosen, foreseen: Row) -> Tile:
    """The rate foreseen for the last year, where no target is set."""
    fans = outlook.paths(chosen.indicator)
    last = records(fans[outlook.of(chosen.region, fans) & (fans["year"] == LAST_YEAR)])
    digits, label = injury_words.digits(chosen.measure), _("Forecast for {year}").format(year=LAST_YEAR)
    if not last:
        return partial(layout.tile, label, NO_VALUE, "", outlook.why(foreseen["reason_code"]))
    unit = f"{injury_words.unit_of_year(chosen.measure)} (80%: {number(last[0]['low_80'], digits)}–{number(last[0]['high_80'], digits)})"
    return partial(layout.tile, label, number(last[0]["value"], digits), unit, "", **method())


def method() -> dict[str, str]:
    """The arguments of a link to how a figure is computed that no rows add up to."""
    return {"page": "methods.py", "link": _("How it is computed")}


def _of_years(chosen: Chosen) -> Tile:
    """The last full year beside the one before, where nothing is foreseen of the indicator."""
    years = ask(indicators.of_years, indicator=chosen.indicator)
    full = years[outlook.of(chosen.region, years) & (years["month_count"] == 12)].dropna(subset=["value"])
    digits, told = injury_words.digits(chosen.measure), _("No forecast is made of this indicator.")
    if full.empty:
        nothing = _("No full year is known.")
        return partial(layout.tile, _("Last full year"), NO_VALUE, "", f"{nothing} {told}")
    *earlier, last = records(full)
    before = [_("{before} in {period}.").format(before=number(row["value"], digits), period=row["year"]) for row in earlier[-1:]]
    unit = f"{injury_words.unit_of_year(chosen.measure)} {injury_words.interval(last['low'], last['high'], digits)}"
    label = _("Full year {year}").format(year=last["year"])
    return partial(layout.tile, label, number(last["value"], digits), unit.strip(), " ".join([*before, told]),
                **rows.opening(chosen, first=f"{last['year']}-01", last=f"{last['year']}-12"))  # fmt: skip


def _made_of(chosen: Chosen, row: Row) -> Tile:
    """What is counted and what it is divided by."""
    few = _("Fewer than five events: the count only is sure.") if row["numerator"] < compared.FEW else ""
    words = chosen.measure
    below = f"{number(row['denominator'])} — {named(words, 'denominator')}" if is_known(row["denominator"]) else _("no data")
    return partial(layout.tile, capital(named(words, "numerator")), number(row["numerator"]) if is_known(row["numerator"]) else NO_VALUE,
                _("over {denominator}").format(denominator=below), few, **rows.opening(chosen))  # fmt: skip
