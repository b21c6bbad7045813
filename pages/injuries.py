"""Injuries: are injuries falling as fast as the target asks? One series at a time, every rate with its interval."""

from dataclasses import dataclass
from typing import Any

import streamlit as st
from pandas import DataFrame, concat

from pages.parts import (
    charts,
    compared,
    filters,
    harm_charts,
    labels,
    layout,
    official,
    region_chart,
    region_rates,
    session,
    tables,
    target_words,
    year_lines,
    year_marks,
)
from pages.parts.cached import ask
from pages.parts.words import _, day, months, named, number
from queries import figures, injuries

DIGITS = {"injured": 3, "killed": 4}


@dataclass(frozen=True)
class Chosen:
    """What the reader looks at: injured or killed, one region or all he may see (None), and a series."""

    harm: str
    region: str | None
    series: str
    place: str


def show() -> None:
    """Filters and headline; then years, target, regions, months, causes and published figures."""
    layout.heading(_("Injuries"), _("Are injuries falling as fast as the target asks?"))
    regions = ask(injuries.by_region)
    chosen = choose(regions)
    totals = ask(injuries.totals, region=chosen.region)
    years = ask(injuries.by_year, region=chosen.region)
    headline(totals, chosen)
    by_year(years, chosen)
    against_target(years, chosen)
    by_region(regions, totals, chosen)
    left, right = st.columns(2)
    with left:
        by_month(totals, chosen)
    with right:
        by_cause(totals, chosen)
    published_of_regions()


def choose(regions: DataFrame) -> Chosen:
    """The filters; a regional viewer has one region and no choice of it."""
    names = {row["region_code"]: named(row) for row in regions.to_dict("records")}
    own = session.viewer().region_code
    with st.container(horizontal=True, vertical_alignment="bottom"):
        harm = filters.segment("harm", _("Shown"), labels.harms())
        by_name = dict(sorted(names.items(), key=lambda each: each[1]))
        region = own or filters.one("region", _("Region"), by_name, everything=_("All regions"))
        series = filters.one("series", _("Series over the years"), official.names(), width=430) or official.REGISTER
    return Chosen(harm, region, series, names[region] if region in names else _("Kazakhstan"))


def headline(totals: dict[str, Any], chosen: Chosen) -> None:
    """Three figures of the period: injured, killed, and the yearly fatal rate beside the target of the year."""
    layout.section(f"{chosen.place}, {period(totals)}", register_note(_("Injured include the killed.")))
    *counted, rated = st.columns(3)
    for column, (harm, word) in zip(counted, labels.harms().items(), strict=True):
        now, before, p_value = (totals[f"{harm}_{part}"] for part in ("count", "count_before", "p_value"))
        with column:
            layout.tile(word, number(now), _("people"), compared.people(now, before, p_value, period_before(totals)))
    parts = ("per_1000_employees_a_year", "a_year_low", "a_year_high")
    rate, low, high = (number(totals[f"fatal_rate_{part}"], year_marks.RATE_DIGITS) for part in parts)
    with rated:
        layout.tile(
            _("Killed per 1,000 employees a year, at the pace of {period}").format(period=period(totals)),
            rate, f"({low}–{high})", target_words.verdict(totals), page="methods.py", link=_("How it is computed"),
        )  # fmt: skip


def by_year(years: DataFrame, chosen: Chosen) -> None:
    """One series over the years: published national figures, or the register's rates of the chosen place."""
    if chosen.series == official.REGISTER:
        place, unit, drawn = chosen.place, official.unit(official.FATAL_RATE), year_marks.of_register(years, chosen.harm)
    else:
        indicator = official.INDICATORS[chosen.series][chosen.harm]
        place, unit, drawn = _("Kazakhstan"), official.unit(indicator), official.drawn(chosen.series, indicator)
    name = official.names()[chosen.series]
    layout.section(f"{labels.harms()[chosen.harm]}: {place}. {name}", official.definition(chosen.series))
    if drawn.marks.empty:
        st.info(_("This series has no figures for this choice. Choose another series above."))
        return
    charts.show(
        year_lines.line(drawn, unit), drawn.rows, drawn.columns, name="injuries_by_year", formats=drawn.formats,
        note=drawn.note, told=year_marks.in_words(name, drawn.marks),
    )  # fmt: skip


def against_target(years: DataFrame, chosen: Chosen) -> None:
    """Fatal rates beside the path of the target: a published series and the register, each in a chart of its own."""
    targets = ask(figures.targets, indicator=official.FATAL_RATE)
    layout.section(_("Killed per 1,000 employees a year, against the target to 2030"), target_words.note(targets))
    series, first = official.with_fatal_rate(chosen.series), target_words.first_year(targets)
    sides = {
        "published": (f"{_('Kazakhstan')}. {official.names()[series]}", official.drawn(series, official.FATAL_RATE, since=first)),
        "register": (f"{chosen.place}. {official.register_name()}", year_marks.of_register(years, "killed")),
    }
    beside = concat([drawn.marks for title, drawn in sides.values()])
    for column, (name, (title, drawn)) in zip(st.columns(2), sides.items(), strict=True):
        with column:
            layout.subtitle(title)
            charts.show(
                year_lines.against_target(drawn, targets, official.unit(official.FATAL_RATE), beside),
                target_words.beside(drawn.marks, targets), target_words.columns(), name=f"fatal_rate_{name}",
                note=drawn.note, formats=target_words.formats(), told=year_marks.in_words(title, drawn.marks),
            )  # fmt: skip


def by_region(regions: DataFrame, totals: dict[str, Any], chosen: Chosen) -> None:
    """Every region the viewer may see: rate, interval, last year's rate, and whether the change could be chance."""
    word, digits, before = labels.harms()[chosen.harm], DIGITS[chosen.harm], period_before(totals)
    rows, columns = region_rates.listed(regions, chosen.harm, digits), region_rates.columns(word, before)
    title = _("{harm} per 1,000 employees by region, {period}").format(harm=word, period=period(totals))
    layout.section(title, region_rates.note(before))
    if rows["rate"].isna().all():
        st.info(_("No region has both accidents and employees known for this period."))
        return
    country = ask(injuries.totals) if session.viewer().is_nationwide else {}
    headings = word, _("Change of the rate since {period}").format(period=before)
    country_rate = country.get(f"{injuries.RATES[chosen.harm]}_per_1000_employees")
    unit, shown = _("Per 1,000 employees, in the period itself"), {"chosen": chosen.region, "country": country_rate}
    charts.show(
        region_chart.chart(rows, unit, headings, **shown), narrow=region_chart.narrow(rows, unit, **shown),
        rows=rows, labels=columns, name=f"{chosen.harm}_by_region", note=register_note(region_rates.legend()),
        formats=region_rates.formats(columns, digits), told=title,
    )  # fmt: skip


def by_month(totals: dict[str, Any], chosen: Chosen) -> None:
    """Counts of this year's months over last year's, in the chosen place."""
    title = _("{harm} month by month: {place}").format(harm=labels.harms()[chosen.harm], place=chosen.place)
    layout.section(title)
    rows = harm_charts.months_listed(ask(injuries.by_month, region=chosen.region), chosen.harm)
    years = totals["ends_on"].year, totals["ends_on_before"].year
    charts.show(
        harm_charts.months(rows, years, _("People")), rows, harm_charts.month_columns(years),
        name=f"{chosen.harm}_by_month", note=register_note(_("Full months only.")), told=title,
    )  # fmt: skip


def by_cause(totals: dict[str, Any], chosen: Chosen) -> None:
    """Causes of the period in the chosen place: share with count."""
    seen = period(totals), period_before(totals)
    word = labels.harms()[chosen.harm]
    title = _("{harm} by cause: {place}, {period}").format(harm=word, place=chosen.place, period=seen[0])
    layout.section(title)
    rows = harm_charts.causes_listed(ask(injuries.by_cause, region=chosen.region), chosen.harm)
    charts.show(
        harm_charts.causes(rows), rows, harm_charts.cause_columns(*seen), name=f"{chosen.harm}_by_cause",
        note=register_note(harm_charts.cause_note(rows, *seen)), formats=harm_charts.cause_formats(*seen), told=title,
    )  # fmt: skip


def published_of_regions() -> None:
    """What has been published of regions, as a table with the address of each figure."""
    note = _("Only the regions named in publications. Periods differ: not to be ranked or added up.")
    layout.section(_("Published figures of regions"), note)
    tables.show(official.of_regions(), official.region_columns(), name="published_by_region", note=note, formats=official.formats())


def register_note(said: str) -> str:
    """A note on figures of the register: the day they were known, and that they are invented where they are."""
    known = _("Accident register as known on {day}.").format(day=day(session.as_of()))
    return " ".join(filter(None, [known, said, tables.demonstration_mark()]))


def period(totals: dict[str, Any]) -> str:
    """The months compared."""
    return months(totals["starts_on"], totals["ends_on"])


def period_before(totals: dict[str, Any]) -> str:
    """The same months a year before."""
    return months(totals["starts_on_before"], totals["ends_on_before"])


show()
