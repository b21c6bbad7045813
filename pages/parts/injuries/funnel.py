"""The funnel: each region's rate by its size, beside what chance alone would leave about the country's mean."""

from pandas import DataFrame

from pages.parts import charts, definition, palette, tables, vega
from pages.parts.cached import ask
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries import words as injury_words
from pages.parts.injuries.chosen import Chosen
from pages.parts.injuries.piece import Piece
from pages.parts.region_chart import ticks
from pages.parts.region_names import region_names
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, named, number
from queries import outlook
from queries.records import records

HEIGHT_PX, ROOM, FAR, PER = 400, 1.08, 1.25, 1000
LAST_THIRD = 0.65
LIMITS = ("low_95", "high_95", "low_998", "high_998")


def piece(chosen: Chosen) -> Piece:
    """The picture and its table; a sentence where no limits are drawn of the indicator or of the period."""
    title = _("Funnel: {indicator}, {period}").format(indicator=named(chosen.measure), period=chosen.period)
    if chosen.indicator not in outlook.HARMS:
        return Piece(title, nothing=_("Limits of chance are drawn of rates of injury and of death only. Choose one of them above."))
    found = ask(outlook.funnel, indicator=chosen.indicator, first_month=chosen.first_month, last_month=chosen.last_month)
    curves = ask(outlook.funnel_lines, indicator=chosen.indicator, first_month=chosen.first_month, last_month=chosen.last_month)
    rows, digits = worded(found, chosen), injury_words.digits_of_period(chosen)
    if rows["value"].isna().all() or curves.empty:
        return Piece(title, nothing=_("No region has both events and employees known for this period. Choose other months above."))
    labels = columns(chosen)
    numbers = dict.fromkeys(("event_count", "employee_count"), 0) | dict.fromkeys(("value", "mean", *LIMITS), digits)
    formats = {field: tables.number_column(labels[field], places) for field, places in numbers.items()}
    spoken = "; ".join(f"{row['name']}: {row['stands']}" for row in records(rows))
    shown = {
        "about": definition.of_measure(chosen.measure),
        "chart": chart(rows.dropna(subset=["value"]), curves, chosen), "rows": rows, "labels": labels,
        "formats": formats | {"opens": injury_rows.link_column()}, "note": injury_words.note(chosen.measure, _unknown(rows)),
        "told": f"{title}. {spoken}",
    }  # fmt: skip
    return Piece(title, _above(), shown)


def _above() -> str:
    return _(
        "A region inside the narrower limits differs from the country no more than chance alone would let it. About one region in 20 lies"
        " outside them by chance, one in 500 outside the wider ones. Limits: exact Poisson about the country's mean."
    )


def _unknown(rows: DataFrame) -> str:
    names = ", ".join(rows[rows["value"].isna()]["name"])
    return _("Without a rate, since employees are not known: {names}.").format(names=names) if names else ""


def worded(rows: DataFrame, chosen: Chosen) -> DataFrame:
    """The rows of outlook.funnel() with name, stands (where against the limits, in words), rate_told and opens; highest rate first."""
    names, places, digits = region_names(), places_in_words(), injury_words.digits_of_period(chosen)
    return rows.assign(
        name=rows["region_code"].map(names),
        stands=[places.get(each, _("no data")) for each in rows["place"]],
        rate_told=[number(value, digits) for value in rows["value"]],
        opens=[injury_rows.address(chosen, region=code) for code in rows["region_code"]],
    ).sort_values("value", ascending=False, na_position="last", ignore_index=True)


def places_in_words() -> dict[str, str]:
    """Where a rate stands against the limits."""
    return {
        "inside": _("as chance would leave it"),
        "above_95": _("higher than chance (95%)"), "above_998": _("much higher than chance (99.8%)"),
        "below_95": _("lower than chance (95%)"), "below_998": _("much lower than chance (99.8%)"),
    }  # fmt: skip


def columns(chosen: Chosen) -> dict[str, str]:
    """Headings of worded()."""
    return {
        "name": _("Region"), "event_count": _("Events"), "employee_count": _("Employees, mean"),
        "value": injury_words.unit(chosen.measure), "mean": _("Kazakhstan"), "low_95": _("95% from"), "high_95": _("95% to"),
        "low_998": _("99.8% from"), "high_998": _("99.8% to"),
        "stands": _("Against the limits"), "opens": injury_rows.column(),
    }  # fmt: skip


def chart(rows: DataFrame, curves: DataFrame, chosen: Chosen) -> Spec:
    """Dots by size and rate over the bands of the limits; those outside are named, the chosen one always."""
    drawn, mean = _looks(rows, chosen.region), float(rows["mean"].iloc[0])
    most = float(drawn["employees"].max()) * FAR
    curves = curves.assign(employees=curves["employee_count"] / PER).query("employees <= @most")
    end = curves.tail(1)
    top = max(float(drawn["value"].max()), float(end["high_998"].iloc[0])) * ROOM or 1.0
    curves = curves.assign(**{each: curves[each].clip(upper=top) for each in LIMITS})[["employees", *LIMITS]]
    plain = {"ticks": False, "domain": False, "labelExpr": charts.number_labels(), "tickCount": 6}
    along = {"grid": False, "titleAnchor": "end", "labelFlush": True, "labelOverlap": True}
    x = quantity("employees", title=_("Employees, thousand"), axis=plain | along,
                 scale={"domain": [0, most], "nice": False})  # fmt: skip
    above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -12}
    y = quantity(
        "value",
        title=injury_words.unit(chosen.measure),
        axis=plain | above | {"values": ticks(top)},
        scale={"domain": [0, top], "nice": False},
    )
    layers = [*_bands(curves), *_mean(mean, most), *_dots(most)]
    shown = ["region_code", "name", "value", "employees", "ink", "label", "rate_told", "stands", "opens"]
    return vega.layered(layers, rows=drawn[shown], height=HEIGHT_PX, x=x, y=y)


def _looks(rows: DataFrame, chosen: str | None) -> DataFrame:
    """The dots with their colour and whether they are named: outside the limits by direction, inside muted."""
    colours = palette.tokens()
    inks = {"above_95": palette.bad(), "above_998": palette.bad(), "below_95": colours["accent"], "below_998": colours["accent"]}
    is_chosen = rows["region_code"] == chosen
    is_named = is_chosen | (rows["place"] != "inside")
    ink = [colours["ink"] if mine else inks.get(place, colours["muted"]) for mine, place in zip(is_chosen, rows["place"], strict=True)]
    return rows.assign(employees=rows["employee_count"] / PER, ink=ink, label=rows["name"].where(is_named, ""))


def _bands(curves: DataFrame) -> list[Spec]:
    colours = palette.tokens()
    bands = [
        layer("area", {"color": colours["muted"], "opacity": 0.1}, rows=curves, y=quantity(f"low_{part}"), y2={"field": f"high_{part}"})
        for part in ("998", "95")
    ]
    said = {"fontSize": 12, "color": colours["muted"], "align": "right", "dy": -7}
    words = {"95": "95%", "998": number(99.8, 1) + "%"}
    return bands + [
        layer("text", said, rows=curves.tail(1), y=quantity(f"high_{part}"), text={"value": word_}) for part, word_ in words.items()
    ]


def _mean(mean: float, most: float) -> list[Spec]:
    colours = palette.tokens()
    rows = DataFrame({"employees": [0, most], "value": [mean, mean]})
    rule = {"color": colours["muted"], "strokeDash": [5, 4], "strokeWidth": 1.2}
    said = {"fontSize": 12, "color": colours["muted"], "align": "right", "dy": -7}
    return [layer("line", rule, rows=rows), layer("text", said, rows=rows.tail(1), text={"value": _("Kazakhstan")})]


def _dots(most: float) -> list[Spec]:
    """The dots; the name of one far to the right stands on its left, where there is room."""
    colours, is_far = palette.tokens(), f"datum.employees > {most * LAST_THIRD}"
    tooltip = told(name=_("Region"), rate_told=_("Rate"), stands=_("Against the limits"))
    point = {"size": 70, "opacity": 1, "strokeWidth": 1.5, "stroke": colours["page"]}
    look = {"fontSize": 12, "align": {"expr": f"{is_far} ? 'right' : 'left'"}, "dx": {"expr": f"{is_far} ? -8 : 8"}, "dy": -1}
    return [
        layer("point", point, fill=vega.colour("ink"), tooltip=tooltip, href=word("opens")),
        layer("text", look, text=word("label"), color=vega.colour("ink")),
    ]
