"""Part of the injuries screen: published series, each alone, and how they differ from the register."""

from typing import Any

import streamlit as st

from pages.parts import charts, filters, layout, official, reconciliation, session, tables, year_lines, year_marks
from pages.parts.cached import ahead, ask, made
from pages.parts.injuries.chosen import Chosen
from pages.parts.injuries.piece import Piece
from pages.parts.targets import words
from pages.parts.words import _
from queries import figures

KILLED = ("killed_count", "fatal_rate_per_1000_employees")


def show(chosen: Chosen | None) -> None:
    """One series over the years, its fatal rate against the target, what is published of regions, and the register beside it.

    What is chosen says whether injured or killed are shown, and of which region; None where there is no register to choose from.
    """
    for question in (figures.reconciliation, figures.regional):
        ahead(question)
    ahead(figures.targets, indicator=official.FATAL_RATE)
    harm = "killed" if chosen and chosen.indicator in KILLED else "injured"
    series = filters.one("series", _("Series over the years"), made(official.names), width=430) or next(iter(official.INDICATORS))
    made(years, series, harm).show("published_by_year")
    made(against_target, series).show("published_target")
    of_regions(chosen.region if chosen else session.viewer().region_code)
    reconciliation.show()


def years(series: str, harm: str) -> Piece:
    """One published series over the years."""
    indicator = official.INDICATORS[series][harm]
    title = f"{made(official.names)[series]}: {official.indicator_name(indicator)}"
    return _piece(title, official.definition(series), indicator, official.drawn(series, indicator))


def against_target(series: str) -> Piece:
    """The fatal rate of a published series beside the path of the target."""
    path, source = ask(figures.targets, indicator=official.FATAL_RATE), official.with_fatal_rate(series)
    title = _("Killed per 1,000 employees a year, against the target: {series}").format(series=made(official.names)[source])
    if path.empty:  # before the day of the decree
        return Piece(title, nothing=_("No target is set for {year}.").format(year=session.as_of().year))
    drawn = official.drawn(source, official.FATAL_RATE, since=words.first_year(path))
    if drawn.marks.empty:
        return Piece(title, nothing=_("This series has no figures for this choice. Choose another series above."))
    chart = year_lines.against_target(drawn, path, official.unit(official.FATAL_RATE), drawn.marks)
    shown = {"rows": words.beside(drawn.marks, path), "labels": words.columns(), "formats": words.formats()}
    return Piece(title, words.note(path), _shown(chart, title, drawn) | shown)


def _piece(title: str, above: str, indicator: str, drawn: year_marks.Drawn) -> Piece:
    if drawn.marks.empty:
        return Piece(title, above, nothing=_("This series has no figures for this choice. Choose another series above."))
    shown = {"rows": drawn.rows, "labels": drawn.columns, "formats": drawn.formats}
    return Piece(title, above, _shown(year_lines.line(drawn, official.unit(indicator)), title, drawn) | shown)


def _shown(chart: charts.Chart, title: str, drawn: year_marks.Drawn) -> dict[str, Any]:
    return {"chart": chart, "note": drawn.note, "told": year_marks.in_words(title, drawn.marks)}


def of_regions(region: str | None) -> None:
    """What has been published of regions, as a table with the address of each figure; of the chosen region where one is."""
    note = _("Only the regions named in publications. Periods differ: not to be ranked or added up.")
    layout.section(_("Published figures of regions"), note)
    rows = made(official.of_regions)
    own = rows[rows["region_code"] == region] if region else rows
    if own.empty:
        st.info(_("No figure of this region has been published."))
        return
    tables.show(own, official.region_columns(), name="published_by_region", note=note, formats=official.formats())
