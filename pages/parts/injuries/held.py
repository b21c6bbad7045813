"""How often forecasts of past years held: what came, against the intervals foreseen."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import definition, layout, tables
from pages.parts.cached import ask, made
from pages.parts.compared import FEW, is_known
from pages.parts.injuries import words
from pages.parts.injuries.chosen import Chosen
from pages.parts.words import _, number, percent
from queries import outlook

Row = dict[str, Any]


def show(chosen: Chosen) -> None:
    """The table, or the sentence that says why there is none."""
    layout.section(_("Did past forecasts hold?"), _above())
    rows = made(listed, chosen) if chosen.indicator in outlook.HARMS else DataFrame()
    if rows.empty:
        st.info(_("No forecast of a past year can be held against what came: none is made of this indicator, or too few years are known."))
        return
    labels = columns()
    formats = {field: tables.number_column(labels[field]) for field in ("years_ahead", "forecast_count", "held_80_count", "held_95_count")}
    note = words.note(chosen.measure)
    tables.show(rows, labels, name="injury_held", note=note, formats=formats, about=definition.of_measure(chosen.measure))


def _above() -> str:
    return _(
        "Each forecast made at the end of a past year, of what was known then, beside the rate that came. Of 100 intervals of 80%, about 80"
        " should hold; forecasts of one year are not independent of each other."
    )


def listed(chosen: Chosen) -> DataFrame:
    """The rows of outlook.held() with of_what, told_80 and told_95 (the share that held, in words)."""
    rows = ask(outlook.held, indicator=chosen.indicator)
    return DataFrame([_worded(row) for row in rows.to_dict("records")])


def _worded(row: Row) -> Row:
    of_what = _("Kazakhstan") if row["is_country"] else _("Regions")
    return row | {"of_what": of_what, **{f"told_{part}": _share(row[f"held_{part}_count"], row["forecast_count"]) for part in (80, 95)}}


def _share(held: float, of: float) -> str:
    """The share that held; only the counts where there were fewer than five forecasts."""
    if not is_known(of) or of < FEW:
        return _("{held} of {n} (few)").format(held=number(held), n=number(of))
    return percent(held / of)


def columns() -> dict[str, str]:
    """Headings of listed()."""
    return {
        "of_what": _("Forecasts of"), "years_ahead": _("Years ahead"), "forecast_count": _("Forecasts"),
        "held_80_count": _("Held within 80%"), "told_80": _("Share of them within 80%"), "held_95_count": _("Held within 95%"),
        "told_95": _("Share of them within 95%"),
    }  # fmt: skip
