"""Lines over the years, what is not exact or not a full year set apart, beside the dashed path of a target."""

import altair as alt
from pandas import DataFrame, Series, concat

from pages.parts import palette
from pages.parts.words import _, number
from pages.parts.year_marks import FULL, PART

TARGET_DIGITS = 3


def line(marks: DataFrame, unit: str) -> alt.LayerChart:
    """One series by year from zero up, every value said; unit titles the axis."""
    top = _most(marks) * 1.18
    drawn = marks.assign(is_under=False)
    return alt.layer(*_series(drawn, _years(marks["year"]), _values(unit, top), unit)).properties(height=260)


def against_target(marks: DataFrame, targets: DataFrame, unit: str, beside: DataFrame) -> alt.LayerChart:
    """One series by year beside the path of its target; beside holds marks of all charts that share years and scale."""
    years = _years(concat([beside["year"], targets["year"]]))
    values = _values(unit, max(_most(beside), targets["value"].max()) * 1.15)
    of_year = marks["year"].map(targets.set_index("year")["value"])
    series = _series(marks.assign(is_under=marks["value"] < of_year), years, values, unit)
    return alt.layer(*_path(targets, years, values), *series).properties(height=300)


def _most(marks: DataFrame) -> float:
    return float(marks[["value", "high"]].astype("float64").max().max() or 0)


def _years(years: Series) -> alt.X:
    first, last = int(years.min()), int(years.max())
    step = 1 if last - first < 10 else 2
    axis = alt.Axis(values=list(range(last, first - 1, -step)), format="d", grid=False, labelOverlap=True, ticks=False)
    return alt.X("year:Q").title(None).scale(domain=[first - 0.7, last + 0.7], nice=False).axis(axis)


def _values(unit: str, top: float) -> alt.Y:
    axis = alt.Axis(tickCount=4, titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-12, domain=False, ticks=False)
    return alt.Y("value:Q").title(unit).scale(domain=[0, top], nice=False).axis(axis)


def _series(marks: DataFrame, years: alt.X, values: alt.Y, unit: str) -> list[alt.Chart]:
    if marks.empty:
        return []
    colours = palette.tokens()
    drawn = marks.assign(fill=[colours["accent" if kind == FULL else "page"] for kind in marks["kind"]])
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
            .encode(text="told:N")
            for is_under in (True, False)
        ],
    ]


def _intervals(marks: DataFrame, years: alt.X) -> list[alt.Chart]:
    known = marks.dropna(subset=["low", "high"])
    if known.empty:
        return []
    soft = palette.tokens()["accent_soft"]
    base = alt.Chart(known).encode(x=years, y="low:Q", y2="high:Q", detail="segment:N")
    alone = base.transform_joinaggregate(members="count()", groupby=["segment"]).transform_filter("datum.members == 1")
    return [base.mark_area(color=soft, opacity=0.6), alone.mark_rule(color=soft, strokeWidth=7, opacity=0.6)]


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
