"""Regions side by side: yearly values with their intervals, the path of the target, the forecast and its fans."""

from collections.abc import Sequence
from json import dumps

from pandas import DataFrame

from pages.parts import charts, palette, region_chart, vega
from pages.parts.lattice import BELOW, RIGHT, Lattice, to
from pages.parts.vega import Spec, layer, word
from pages.parts.words import _

SMALL = {"fontSize": 12}
PATH, POINTS = ["path_year", "path"], ["point_year", "point", "point_source"]
Y2, X2 = {"field": "py2"}, {"field": "px2"}


def chart(rows: DataFrame, grid: Lattice, *, address: str) -> Spec:
    """One panel a row, in their order; a yearly mark opens its rows at the address, region and year put to its end.

    region_code, name, verdict (words below the name), tone (their colour), edge (outline of the panel)
    last_year, broke     the last year with a value; the break as a fraction of years, or None
    year, value, low, high, segment, few, part   lists, a year an element: the register; few is 1 where it stands on fewer than five
                         events, part where the year is not over
    path_year, path      lists: the target
    fan_year, fan, low_80, high_80, low_95, high_95   lists: the forecast
    point_year, point, point_source   lists: official figures
    """
    shared = _shared_path(rows)
    points = _points(grid) if rows["point"].map(len).any() else []
    layers = [
        *_ground(grid), *_fans(grid), *_bands(grid), *_path(grid, shared), *_breaks(grid), *_series(grid, address), *points, *_words(grid),
    ]  # fmt: skip
    sent = rows.drop(columns=[*(PATH if shared else ()), *(() if points else POINTS)]).assign(i=range(len(rows)))
    return vega.layered(layers, rows=sent, height=grid.height, **grid.axes())


def _shared_path(rows: DataFrame) -> list[Spec]:
    """Steps that give every panel the one target that all regions have, so that it is sent once; none where they differ."""
    if any(rows[field].map(tuple).nunique() > 1 for field in PATH):
        return []
    return [to(field, dumps(rows[field].iloc[0])) for field in PATH]


def _ground(grid: Lattice) -> list[Spec]:
    """The panel, its lines of equal values, its first and last year."""
    colours = palette.tokens()
    box = {"color": colours["panel"], "cornerRadius": 4, "strokeWidth": 1.5}
    told = to("told", charts.number_expression("datum.tick", region_chart.decimals(grid.ticks[1])))
    each = [to("tick", f"[{', '.join(str(tick) for tick in grid.ticks)}]"), {"flatten": ["tick"]}, to("py", grid.y("datum.tick")), told]
    across = [to("px", grid.across(grid.left)), to("px2", grid.across(1 - RIGHT))]
    muted = SMALL | {"color": colours["muted"]}
    ends = (grid.first_year, grid.left, "left"), (grid.last_year, 1 - RIGHT, "right")
    return [
        layer("rect", box, steps=grid.box(), x2=X2, y2=Y2, stroke=vega.colour("edge")),
        vega.group(
            [
                layer("rule", {"color": colours["line"]}, x2=X2),
                layer("text", muted | {"align": "right", "dx": -5}, text=word("told")),
            ],
            steps=[*each, *across],
        ),
        *(
            layer("text", muted | {"align": align, "baseline": "top"}, steps=grid.at(place, 1 - BELOW + 0.04), text={"value": str(year)})
            for year, place, align in ends
        ),
    ]


def _fans(grid: Lattice) -> list[Spec]:
    """What 95 and what 80 of a hundred futures keep within, and the middle of them."""
    accent = palette.tokens()["accent"]
    fans = [
        layer("area", {"color": accent, "opacity": opacity}, steps=grid.along("fan_year", f"low_{part}", f"high_{part}"), y2=Y2, **_each())
        for part, opacity in ((95, 0.13), (80, 0.17))
    ]
    middle = {"color": accent, "strokeWidth": 1.3, "opacity": 0.9}
    return [*fans, layer("line", middle, steps=grid.along("fan_year", "fan"), **_each())]


def _bands(grid: Lattice) -> list[Spec]:
    """Exact intervals of the yearly values."""
    steps = grid.along("year", "low", "high", also=["segment"])
    soft = {"color": palette.tokens()["accent_soft"]}
    return [
        layer("area", soft, steps=steps, y2=Y2, **_each("segment")),
        layer("rule", soft | {"strokeWidth": 3}, steps=steps, y2=Y2),
    ]


def _path(grid: Lattice, shared: Sequence[Spec]) -> list[Spec]:
    look = {"color": palette.tokens()["ink"], "strokeDash": [4, 3], "strokeWidth": 1.4}
    steps, is_end = [*shared, *grid.along("path_year", "path")], f"datum.path_year == {grid.last_year}"
    end = {"shape": "square", "size": 20, "opacity": 1, "filled": True, "color": look["color"]}
    return [vega.group([layer("line", look, **_each()), layer("point", end, where=is_end)], steps=steps)]


def _breaks(grid: Lattice) -> list[Spec]:
    """A dotted line where the borders of the region changed."""
    ends = [to("px", grid.x("datum.broke")), to("py", grid.y("0")), to("py2", grid.y(str(grid.top)))]
    look = {"color": palette.tokens()["muted"], "strokeDash": [1, 3], "strokeWidth": 1.6}
    return [layer("rule", look, steps=[{"filter": "isValid(datum.broke)"}, *ends], y2=Y2)]


def _series(grid: Lattice, address: str) -> list[Spec]:
    """The register's years: a line within a segment, hollow marks where events are few, the last value said."""
    colours = palette.tokens()
    value, low, high = (charts.number_expression(f"datum.{each}", grid.digits) for each in ("value", "low", "high"))
    steps = [
        *grid.along("year", "value", also=["low", "high", "segment", "few", "part"]),
        to("told", value),
        to("within", f"isValid(datum.low) ? {low} + '–' + {high} : ''"),
        to("shape", f"datum.value > {grid.top} ? 'triangle-up' : datum.part ? 'diamond' : 'circle'"),
        to("fill", f"datum.few || datum.part ? '{colours['page']}' : '{colours['accent']}'"),
        to("opens", f"'{address}&region=' + datum.region_code + '&first=' + datum.year + '-01&last=' + datum.year + '-12'"),
    ]
    tooltip = vega.told(name=_("Region"), year=_("Year"), told=_("Value"), within=_("95% interval"))
    point = {"size": 30, "opacity": 1, "strokeWidth": 1.8, "stroke": colours["accent"]}
    shape, href = word("shape", scale=None, legend=None), {"href": word("opens")} if address else {}
    said = SMALL | {"dy": -9, "fontWeight": 600}
    is_last, halo = (
        f"datum.year == datum.last_year && datum.value <= {grid.top}",
        {"stroke": colours["panel"], "strokeWidth": 4, "strokeJoin": "round"},
    )
    at_the_end = {"align": {"expr": f"datum.year == {grid.last_year} ? 'right' : 'center'"}}
    over = {"where": f"datum.value > {grid.top}", "text": word("told")}
    layers = [
        layer("line", {"color": colours["accent"], "strokeWidth": 2}, **_each("segment")),
        layer("text", said | {"dy": 4, "dx": -8, "align": "right", "color": colours["ink"]}, **over),
        layer("point", point, fill=vega.colour("fill"), shape=shape, tooltip=tooltip, **href),
        layer("text", said | at_the_end | halo, where=is_last, text=word("told")),
        layer("text", said | at_the_end | {"color": colours["ink"]}, where=is_last, text=word("told")),
    ]
    return [vega.group(layers, steps=steps)]


def _points(grid: Lattice) -> list[Spec]:
    """Official figures: squares of their own, never joined; one opens the page it was read at."""
    steps = grid.along("point_year", "point", also=["point_source"])
    look = {"shape": "square", "size": 34, "opacity": 1, "filled": False, "strokeWidth": 1.6, "color": palette.tokens()["ink"]}
    said = [*steps, to("told", charts.number_expression("datum.point", grid.digits))]
    tooltip = vega.told(name=_("Region"), point_year=_("Year"), told=_("Official figure"), point_source=_("Source"))
    return [layer("point", look, steps=said, tooltip=tooltip)]


def _words(grid: Lattice) -> list[Spec]:
    top = {"baseline": "top", "align": "left", "limit": {"expr": f"width * {0.93 / grid.columns:.3f}"}}  # a longer one is cut
    name = top | {"fontSize": 13, "fontWeight": 620, "color": palette.tokens()["ink"]}
    return [
        layer("text", name, steps=grid.at(0.05, 0.075), text=word("name")),
        layer("text", top | SMALL, steps=grid.at(0.05, 0.19), text=word("verdict"), color=vega.colour("tone")),
    ]


def _each(*parts: str) -> dict[str, Sequence[Spec]]:
    return {"detail": [word(field) for field in ("i", *parts)]}
