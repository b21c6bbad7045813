"""Rates of the last 12 months raw and shrunken: what few events leave open is drawn towards the country's rate."""

from pandas import DataFrame

from pages.parts import charts, definition, palette, tables, vega
from pages.parts.injuries import outlook, words
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries.chosen import Chosen
from pages.parts.injuries.piece import Piece
from pages.parts.region_chart import ROW_PX, ticks
from pages.parts.region_names import region_names
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, named, number
from queries.records import records

AXES_PX, ROOM = 64, 1.05
NUMBERS = ("value", "low", "high", "shrunken", "shrunken_low", "shrunken_high")


def piece(chosen: Chosen) -> Piece:
    """The picture and its table."""
    title = _("Raw and shrunken: {indicator}, last 12 months").format(indicator=named(chosen.measure))
    rows = listed(chosen)
    if rows.empty or rows["shrunken"].isna().all():
        nothing = _("No shrunken rates: they are made of rates of injury and of death, where three regions or more have data.")
        return Piece(title, nothing=nothing)
    labels, digits = columns(), words.digits(chosen.measure)
    formats = {field: tables.number_column(labels[field], digits) for field in NUMBERS}
    formats |= {field: tables.number_column(labels[field]) for field in ("event_count", "employee_count")}
    formats |= {"opens": injury_rows.link_column()}
    spoken = "; ".join(f"{row['name']}: {row['raw_told']}, {row['shrunken_told']}" for row in records(rows))
    shown = {
        "about": definition.of_measure(chosen.measure),
        "chart": chart(rows, words.unit_of_year(chosen.measure)), "rows": rows, "labels": labels, "formats": formats,
        "note": words.note(chosen.measure), "told": f"{title}. {spoken}",
    }  # fmt: skip
    above = _("Hollow: the rate as counted. Filled: drawn towards the country's, the more the fewer its events; bar: its 95% interval.")
    return Piece(title, above, shown)


def listed(chosen: Chosen) -> DataFrame:
    """Regions of outlook.of_regions() with name, raw_told, shrunken_told and opens; highest shrunken rate first."""
    rows = outlook.of_regions(chosen.indicator).dropna(subset=["region_code"])
    if rows.empty:
        return rows
    digits = words.digits(chosen.measure)
    return rows.assign(
        name=rows["region_code"].map(region_names()),
        raw_told=[number(value, digits) for value in rows["value"]],
        shrunken_told=[number(value, digits) for value in rows["shrunken"]],
        opens=[injury_rows.address(chosen, region=code, **injury_rows.last_twelve_months()) for code in rows["region_code"]],
    ).sort_values("shrunken", ascending=False, na_position="last", ignore_index=True)


def columns() -> dict[str, str]:
    """Headings of listed()."""
    return {
        "name": _("Region"), "event_count": _("Events"), "employee_count": _("Employees, mean"), "value": _("Rate as counted"),
        "low": _("95% from"), "high": _("95% to"), "shrunken": _("Shrunken rate"), "shrunken_low": _("Shrunken, 95% from"),
        "shrunken_high": _("Shrunken, 95% to"), "opens": injury_rows.column(),
    }  # fmt: skip


def chart(rows: DataFrame, unit: str) -> Spec:
    """A row a region: the hollow raw dot, an arrow of a line to the filled shrunken one with its interval."""
    colours = palette.tokens()
    most = float(rows[["value", "shrunken_high"]].max().max()) * ROOM
    axis = {"values": ticks(most), "labelExpr": charts.number_labels(), "titleAnchor": "end", "domain": False, "ticks": False}
    x = quantity("shrunken", title=unit, axis=axis, scale={"domain": [0, most], "nice": False})
    beside = {"labelLimit": 210, "ticks": False, "domain": False, "labelPadding": 8, "labelColor": colours["ink"]}
    y = word("name", title=None, sort=list(rows["name"]), axis=beside)
    tooltip = told(name=_("Region"), raw_told=_("Rate as counted"), shrunken_told=_("Shrunken rate"))
    band = {"strokeWidth": 9, "strokeCap": "round", "color": colours["accent_soft"]}
    dot = {"opacity": 1, "strokeWidth": 2, "stroke": colours["accent"]}
    layers = [
        layer("rule", band, x=quantity("shrunken_low"), x2={"field": "shrunken_high"}),
        layer("rule", {"strokeWidth": 1.5, "color": colours["accent"]}, x=quantity("value"), x2={"field": "shrunken"}),
        layer("point", dot | {"size": 55, "fill": colours["page"]}, x=quantity("value"), tooltip=tooltip, href=word("opens")),
        layer("point", dot | {"size": 70, "fill": colours["accent"]}, tooltip=tooltip, href=word("opens")),
    ]
    drawn = rows[["name", "value", "shrunken", "shrunken_low", "shrunken_high", "raw_told", "shrunken_told", "opens"]]
    return vega.layered(layers, rows=drawn, height=ROW_PX * len(rows) + AXES_PX, x=x, y=y)
