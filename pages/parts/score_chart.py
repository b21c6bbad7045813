"""How the degree of a facility changed from one scoring to the next."""

import altair as alt
from pandas import DataFrame, to_datetime

from pages.parts import charts, labels, palette
from pages.parts.words import _, number

LAWS = {"safety_degree": "industrial_safety", "labour_degree": "labour"}
LEAST_SHARE_FOR_A_WORD = 0.1


def show(rows: DataFrame, *, name: str) -> None:
    """A band of time for each law, in the colour of the degree, and the table twin with the points."""
    worded = {column: rows[column].map(labels.degrees()) for column in LAWS}
    table = rows.assign(violation_class=rows["violation_class"].map(labels.violation_classes()), **worded)
    note = _("One step for each scoring that changed something. Points are counted also where another rule sets the degree.")
    charts.show(_chart(_spans(rows)), table, _columns(), name=name, note=note)


def _columns() -> dict[str, str]:
    return {
        "valid_from": _("From"),
        "shown_to": _("To"),
        "points": _("Points"),
        **{column: labels.laws()[law] for column, law in LAWS.items()},
        "violation_class": _("Violations of 12 quarters"),
        "overdue_prescription_count": _("Overdue prescriptions"),
    }


def _spans(rows: DataFrame) -> DataFrame:
    """One row a scoring and law, with what is written on its band."""
    dated = rows.assign(**{column: to_datetime(rows[column]) for column in ("valid_from", "shown_to")})
    spans = dated.melt(["valid_from", "shown_to", "points"], list(LAWS), "column", "code")
    spans["law"] = spans["column"].map(LAWS).map(labels.laws())
    spans["fill"] = spans["code"].map(palette.DEGREES)
    spans["ink"] = spans["code"].map(lambda code: palette.ON_DARK if code == "high" else palette.ON_LIGHT)
    spans["told"] = [_told(row) for row in spans.to_dict("records")]
    whole = spans["shown_to"].max() - spans["valid_from"].min()
    is_wide = (spans["shown_to"] - spans["valid_from"]) >= LEAST_SHARE_FOR_A_WORD * whole
    return spans.assign(word=spans["told"].where(is_wide, ""))


def _told(row: dict) -> str:
    word = labels.degrees()[row["code"]]
    has_points = row["column"] == "labour_degree" and row["points"] == row["points"]
    return _("{degree}, {points} points").format(degree=word, points=number(row["points"], 1)) if has_points else word


def _chart(spans: DataFrame) -> alt.LayerChart:
    quiet = {"ticks": False, "domain": False, "labelLimit": 230}
    base = alt.Chart(spans).encode(
        x=alt.X("valid_from:T", title=None, axis=alt.Axis(format="%m.%Y", tickCount=6, grid=False)),
        x2="shown_to:T",
        y=alt.Y("law:N", title=None, sort=None, axis=alt.Axis(**quiet), scale=alt.Scale(paddingInner=0.12)),
        tooltip=[alt.Tooltip("told:N", title=" "), alt.Tooltip("valid_from:T", title=" ", format="%d.%m.%Y")],
    )
    band = base.mark_rect(stroke=palette.tokens()["page"]).encode(color=alt.Color("fill:N", scale=None))
    word = base.mark_text(align="left", dx=7, fontSize=12).encode(text="word:N", color=alt.Color("ink:N", scale=None))
    return (band + word).properties(height=alt.Step(34))
