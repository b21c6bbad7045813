"""Victims per death: the published ratio against its path, and apart from it the register's own."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import charts, layout, palette, published, session, tables, vega
from pages.parts.cached import ask, made
from pages.parts.injuries import rows as injury_rows
from pages.parts.region_names import region_names
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import NO_VALUE, _, named, number
from queries import concealment, figures, indicators
from queries.records import records

HEIGHT_PX, DIGITS = 260, 1
IS_NARROW = f"width < {vega.NARROW_PX}"
SAID_BESIDE = {
    "datum.is_at_most": {
        "dx": {"expr": f"{IS_NARROW} ? 0 : -10"}, "dy": {"expr": f"{IS_NARROW} ? -36 : 4"},
        "align": {"expr": f"{IS_NARROW} ? 'center' : 'right'"},
    },
    "!datum.is_at_most": {"dx": 8, "dy": -16, "align": "left"},
}  # fmt: skip


def show() -> None:
    """Two parts side by side that share nothing: publications with the target, and the register without one."""
    note = _("More victims per death suggests that light injuries are registered more fully: higher is better.")
    layout.section(_("Victims per death"), note)
    left, register = st.columns([1, 2], gap="large")
    with left:
        layout.subtitle(_("Published: Bureau's victims over inspectorate's deaths"))
        charts.show(**made(_published))
    with register:
        layout.subtitle(_("Register's own: injured over killed, another thing"))
        _register()


def _published() -> dict[str, Any]:
    rows, path = ask(concealment.ratio_published), ask(figures.targets, indicator=concealment.INDICATOR)
    rows = rows.assign(name=[_place(row) for row in records(rows)], told=[_told(row) for row in records(rows)],
                       opens=[published.address(url) for url in rows["source_url"]])  # fmt: skip
    words = _published_columns()
    formats = {column: tables.link_column(words[column]) for column in ("source_url", "killed_source_url")}
    formats |= {"year": tables.year_column(words["year"])}
    note = _(
        "Dots: the country, with the exact 95% interval; a triangle is at most that, since deaths were published as more than a number."
        " Dashed: target of decree 1182, official in 2024 and 2030, interpolated between. Of regions deaths by year are not published:"
        " their victims stand in the table."
    )
    return {"chart": _chart(rows, path), "rows": rows, "labels": words, "name": "ratio_published", "formats": formats, "note": note}


def _published_columns() -> dict[str, str]:
    return {
        "name": _("Region"), "year": _("Year"), "victim_count": _("Victims (Bureau)"), "killed_count": _("Killed (inspectorate)"),
        "told": _("Victims per death"), "source_url": _("Source of victims"), "killed_source_url": _("Source of deaths"),
    }  # fmt: skip


def _place(row: dict[str, Any]) -> str:
    return named(row) if isinstance(row["region_code"], str) else _("Kazakhstan")


def _told(row: dict[str, Any]) -> str:
    if row["ratio"] != row["ratio"]:
        return NO_VALUE
    shown = f"{number(row['ratio'], DIGITS)} : 1"
    return _("at most {ratio}").format(ratio=shown) if row["is_at_most"] else shown


def _chart(rows: DataFrame, path: DataFrame) -> Spec:
    colours = palette.tokens()
    country = rows[rows["region_code"].isna() & rows["ratio"].notna()]
    ends = path[~path["is_interpolated"]]
    ends = ends.assign(told=[_("target {ratio}").format(ratio=f"{number(value)} : 1") for value in ends["value"]])
    low, high = min([2022, *country["year"] - 2]), max([2030, *path["year"]])
    axis = {"format": "d", "tickMinStep": 1, "grid": False}
    x = quantity("year", title=None, scale={"domain": [low - 0.5, high + 0.7], "nice": False}, axis=axis)
    y = quantity("ratio", title=None, scale={"domain": [0, 21]}, axis={"tickCount": 5})
    dashed = {"strokeDash": [5, 4], "color": colours["muted"]}
    said = {"fontSize": 12, "dy": -12, "color": colours["ink"]}
    at = {"y": quantity("value")}
    to_the_left = {"align": {"expr": f"datum.year > {high - 2} ? 'right' : 'center'"}}
    layers = [
        layer("line", dashed, rows=path, **at),
        layer("point", {"size": 30, "filled": True, "color": colours["muted"], "opacity": 1}, rows=ends, **at),
        layer("text", said | {"color": colours["muted"], "dy": 26, "dx": 8} | to_the_left, rows=ends, text=word("told"), **at),
        layer("rule", {"strokeWidth": 8, "strokeCap": "round", "color": colours["accent_soft"]}, y=quantity("low"), y2={"field": "high"}),
        layer("point", {"size": 80, "filled": True, "color": colours["accent"], "opacity": 1}, y=quantity("ratio"), shape=_shape(),
              tooltip=told(year=_("Year"), told=_("Victims per death")), href=word("opens")),
        *[layer("text", said | place, where=where, y=quantity("ratio"), text=word("told")) for where, place in SAID_BESIDE.items()],
    ]  # fmt: skip
    return vega.layered(layers, rows=country, height=HEIGHT_PX, x=x, y=y)


def _shape() -> Spec:
    return {"condition": {"test": "datum.is_at_most", "value": "triangle-down"}, "value": "circle"}


def _register() -> None:
    """The register's own ratio by region, without a target: it counts other people."""
    shown = made(by_region)
    if shown is None:
        st.info(_("The accident register does not reach back to this period."))
        return
    words = {"name": _("Region"), "injured_count": _("Injured"), "killed_count": _("Killed"), "ratio": _("Injured per death"),
             "interval": _("95% interval"), "ratio_before": _("A year before"), "opens": injury_rows.column()}  # fmt: skip
    formats = {column: tables.number_column(words[column], DIGITS) for column in ("ratio", "ratio_before")}
    formats |= {column: tables.number_column(words[column]) for column in ("injured_count", "killed_count")}
    formats["opens"] = injury_rows.link_column()
    note = _(
        "Accident register, January to the last full month, beside the same months a year before; injured include the killed. Fewer than"
        " five deaths: no ratio. It must not be held against the target, whose victims are the Bureau's."
    )
    tables.show(shown, words, name="ratio_of_register", note=note, formats=formats)
    layout.note(note)


def by_region() -> DataFrame | None:
    """The rows in words; None where nothing was registered."""
    rows = ask(concealment.ratio_of_register)
    if session.viewer().region_code:
        rows = rows[rows["region_code"].notna()]  # the whole of what a regional reader sees is not the country
    if rows["injured_count"].isna().all():
        return None
    period = ask(indicators.period)
    return rows.assign(
        name=rows["region_code"].map(made(region_names)).fillna(_("Kazakhstan")),
        interval=[_interval(row) for row in records(rows)],
        opens=[_opening(row, period) for row in records(rows)],
    )


def _opening(row: dict[str, Any], period: dict[str, Any]) -> str:
    code = row["region_code"]
    return injury_rows.address_of("injured_per_death", code if isinstance(code, str) else None, period["starts_on"], period["ends_on"])


def _interval(row: dict[str, Any]) -> str:
    return NO_VALUE if row["ratio"] != row["ratio"] else f"{number(row['low'], DIGITS)}–{number(row['high'], DIGITS)}"
