"""Charts written as plain Vega-Lite: building them with a library that checks every word takes many times as long as their SQL."""

from collections.abc import Sequence
from typing import Any

from pandas import DataFrame

from queries.records import records

Spec = dict[str, Any]

NARROW_PX = 420  # of a telephone; words that have room beside a mark on a wide screen have none below it


def layered(layers: list[Spec], *, rows: DataFrame, height: int, **shared: Spec) -> Spec:
    """A chart of layers over the same rows, with encodings all of them share; height in pixels, axes included.

    One layer inside another, since Streamlit takes data out of the top level and mislays it in a chart that is not in view.
    """
    return {"layer": [{"data": {"values": values(rows)}, "encoding": shared, "layer": layers}], "height": height}


def layer(
    kind: str,
    look: Spec,
    *,
    rows: DataFrame | None = None,
    where: str = "",
    steps: Sequence[Spec] = (),
    **encoding: Spec | list[Spec],
) -> Spec:
    """One kind of mark; look is its fixed appearance, rows its own where it has some.

    steps are done to its rows first, transforms of Vega-Lite in order; where is a condition on what comes out.
    """
    drawn: Spec = {"mark": {"type": kind, **look}, "encoding": encoding}
    transform = [*steps, *([{"filter": where}] if where else [])]
    if transform:
        drawn["transform"] = transform
    if rows is not None:
        drawn["data"] = {"values": values(rows)}
    return drawn


def group(layers: list[Spec], *, rows: DataFrame | None = None, steps: Sequence[Spec] = ()) -> Spec:
    """Layers that share rows of their own, steps done to them, or both, so that neither is sent more than once."""
    data = {"data": {"values": values(rows)}} if rows is not None else {}
    return data | ({"transform": list(steps)} if steps else {}) | {"layer": layers}


def in_two_lines(between: str) -> Spec:
    """The look of a text that breaks where it says this, in a chart too narrow for one line."""
    line_break = {"expr": f"width < {NARROW_PX} ? '{between}' : '\\n'"}
    return {"lineBreak": line_break, "lineHeight": 14}


def values(rows: DataFrame) -> list[Spec]:
    """Rows as the chart reads them: what is not known is null."""
    return [{field: value if value == value else None for field, value in row.items()} for row in records(rows)]


def quantity(field: str, **how: Any) -> Spec:
    """A number of the rows as a place or a size."""
    return {"field": field, "type": "quantitative", **how}


def word(field: str, **how: Any) -> Spec:
    """A word of the rows as a place, a text or a group."""
    return {"field": field, "type": "nominal", **how}


def colour(field: str) -> Spec:
    """A column that holds the colour itself."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def told(**headings: str) -> list[Spec]:
    """What a mark says when it is pointed at: headings by column."""
    return [word(field, title=heading) for field, heading in headings.items()]
