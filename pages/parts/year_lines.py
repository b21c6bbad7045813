"""Lines over the years, what is not exact or not a full year set apart, beside the dashed path of a target."""

from datetime import date

import altair as alt
from pandas import DataFrame, Series, concat

from pages.parts import charts, palette
from pages.parts.words import _, month, number
from pages.parts.year_marks import FULL, PART, Drawn

TARGET_DIGITS = 3
SAID_PX = 44  # what the words of a value need


def line(drawn: Drawn, unit: str) -> alt.LayerChart:
    """One series by year from zero up, every value said; unit titles the axis."""
    years, values = _years(drawn.marks["year"]), _values(unit, _most(drawn.marks) * 1.18)
    series = _series(drawn.marks.assign(is_under=drawn.marks["kind"] == PART), years, values, unit)
    return alt.layer(*_break(drawn.broke_on, years), *series).properties(height=260)


def against_target(drawn: Drawn, targets: DataFrame, unit: str, beside: DataFrame) -> alt.LayerChart:
    """One series by year beside the path of its target; beside holds marks of all charts that share years and scale."""
    marks = drawn.marks
    years = _years(concat([beside["year"], targets["year"]]))
    values = _values(unit, max(_most(beside), targets["value"].max()) * 1.15)
    of_year = marks["year"].map(targets.set_index("year")["value"])
    series = _series(marks.assign(is_under=marks["value"] < of_year), years, values, unit)
    return alt.layer(*_break(drawn.broke_on, years), *_path(targets, years, values), *series).properties(height=300)


def _most(marks: DataFrame) -> float:
    return float(marks[["value", "high"]].astype("float64").max().max() or 0)


def _years(years: Series) -> alt.X:
    first, last = int(years.min()), int(years.max())
    step = 1 if last - first < 10 else 2
    axis = alt.Axis(values=list(range(last, first - 1, -step)), format="d", grid=False, ticks=False, labelOverlap=True, labelSeparation=9)
    return alt.X("year:Q").title(None).scale(domain=[first - 0.7, last + 0.7], nice=False).axis(axis)


def _values(unit: str, top: float) -> alt.Y:
    axis = alt.Axis(
        tickCount=4,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=0,
        titleY=-12,
        domain=False,
        ticks=False,
        labelExpr=charts.number_labels(),
    )
    return alt.Y("value:Q").title(unit).scale(domain=[0, top], nice=False).axis(axis)


def _series(marks: DataFrame, years: alt.X, values: alt.Y, unit: str) -> list[alt.Chart]:
    if marks.empty:
        return []
    colours = palette.tokens()
    drawn = marks.assign(
        fill=[colours["accent" if kind == FULL else "page"] for kind in marks["kind"]],
        is_key=(marks["kind"] == PART) | marks.index.isin([marks.index[0], marks[marks["kind"] != PART].index.max()]),
    )
    said = alt.condition(f"datum.is_key || {_has_room(years)}", "told:N", alt.value(""))
    base = alt.Chart(drawn).encode(x=years, y=values)
    tooltip = [alt.Tooltip("year:Q", title=_("Year"), format="d"), alt.Tooltip("told:N", title=unit)]
    shape = alt.condition(alt.datum.kind == PART, alt.value("diamond"), alt.value("circle"))
    point = base.mark_point(size=60, opacity=1, strokeWidth=2, stroke=colours["accent"])
    return [
        *_intervals(drawn, years),
        base.mark_line(color=colours["accent"], strokeWidth=2.5).encode(detail="segment:N"),
        point.encode(fill=alt.Fill("fill:N").scale(None), shape=shape, tooltip=tooltip),
        *[
            base.transform_filter(f"{'' if is_under else '!'}datum.is_under")
            .mark_text(dy=16 if is_under else -14, color=colours["ink"], fontSize=12)
            .encode(text=said)
            for is_under in (True, False)
        ],
    ]


def _has_room(years: alt.X) -> str:
    """Whether every year's value can be said without running into the next."""
    first, last = years.to_dict()["scale"]["domain"]
    return f"width / {last - first} > {SAID_PX}"


def _intervals(marks: DataFrame, years: alt.X) -> list[alt.Chart]:
    known = marks.dropna(subset=["low", "high"])
    if known.empty:
        return []
    soft = palette.tokens()["accent_soft"]
    base = alt.Chart(known).encode(x=years, y="low:Q", y2="high:Q", detail="segment:N")
    alone = base.transform_joinaggregate(members="count()", groupby=["segment"]).transform_filter("datum.members == 1")
    return [base.mark_area(color=soft, opacity=0.6), alone.mark_rule(color=soft, strokeWidth=7, opacity=0.6)]


def _break(broke_on: date | None, years: alt.X) -> list[alt.Chart]:
    """A dotted line on the day the borders changed; the mark of a year stands at its middle."""
    if broke_on is None:
        return []
    muted = palette.tokens()["muted"]
    place = broke_on.year + broke_on.timetuple().tm_yday / 365 - 0.5
    said = _("Borders changed: {month}").format(month=month(broke_on))
    base = alt.Chart(DataFrame({"year": [place], "told": [said]})).encode(x=years)
    return [
        base.mark_rule(color=muted, strokeDash=[1, 3], strokeWidth=1.5),
        base.mark_text(color=muted, fontSize=12, align="left", dx=5).encode(text="told:N", y=alt.value(6)),
    ]


def _path(targets: DataFrame, years: alt.X, values: alt.Y) -> list[alt.Chart]:
    colours = palette.tokens()
    fills = [colours["page" if interpolated else "muted"] for interpolated in targets["is_interpolated"]]
    rows = targets.assign(told=[number(value, TARGET_DIGITS) for value in targets["value"]], fill=fills)
    base = alt.Chart(rows).encode(x=years, y=values)
    ends = base.transform_filter("!datum.is_interpolated")
    last = base.transform_filter(alt.datum.year == int(rows["year"].max()))
    tooltip = [alt.Tooltip("year:Q", title=_("Year"), format="d"), alt.Tooltip("told:N", title=_("Target"))]
    point = base.mark_point(shape="square", size=34, opacity=1, stroke=colours["muted"])
    said = {"color": colours["muted"], "fontSize": 12}
    return [
        base.mark_line(color=colours["muted"], strokeDash=[5, 4], strokeWidth=1.5),
        point.encode(fill=alt.Fill("fill:N").scale(None), tooltip=tooltip),
        ends.mark_text(dy=-14, **said).encode(text="told:N"),
        last.mark_text(dy=18, dx=14, align="right", **said).encode(text=alt.value(_("Target, decree No. 1182"))),
    ]
