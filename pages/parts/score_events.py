"""What happened at a facility, as marks under the bands of its score."""

from pandas import DataFrame, Series, to_datetime

from pages.parts import labels, palette, vega
from pages.parts.vega import Spec, layer, told, word
from pages.parts.words import _, ngettext, number


def kinds() -> dict[str, str]:
    """Kinds of event, in the order of their lines."""
    return {"inspection": _("Inspections"), "accident": _("Accidents"), "prescription": _("Prescriptions")}


def marks(events: DataFrame) -> DataFrame:
    """Events of queries.passport with row (the name of their line), kind, starts_on, ends_on, fill, edge, shape and told."""
    each = events.to_dict("records")
    looks = DataFrame([_look(row["kind"], row["state"]) for row in each], columns=["fill", "edge", "shape"], index=events.index)
    days = {column: to_datetime(events[column]) for column in ("starts_on", "ends_on")}
    words = Series([_told(row["kind"], row["state"], int(row["counted"])) for row in each], index=events.index, dtype="object")
    return events.assign(**days, row=events["kind"].map(kinds()), said=words).join(looks)


def rows(drawn: DataFrame) -> list[str]:
    """Names of the lines that hold anything."""
    return [name for kind, name in kinds().items() if (drawn["kind"] == kind).any()]


def layers(drawn: DataFrame, along: Spec, y: Spec) -> list[Spec]:
    """Points for inspections and accidents, bars for prescriptions, from issue until fulfilled."""
    lasting = drawn["kind"] == "prescription"
    said = told(row=_("What"), said=_("State"), since=_("From"))
    bars = layer(
        "bar", {"height": 7, "minBandSize": 4, "cornerRadius": 2}, rows=drawn[lasting], x=along, x2={"field": "ends_on"}, y=y,
        color=vega.colour("fill"), tooltip=said,
    )  # fmt: skip
    points = layer(
        "point", {"size": 95, "opacity": 1, "strokeWidth": 1.5}, rows=drawn[~lasting], x=along, y=y, fill=vega.colour("fill"),
        stroke=vega.colour("edge"), shape=word("shape", scale=None, legend=None), tooltip=said,
    )  # fmt: skip
    return [each for each, has_any in ((bars, lasting.any()), (points, (~lasting).any())) if has_any]


def _look(kind: str, state: str) -> tuple[str, str, str]:
    """Fill, edge and shape of a mark."""
    colours = palette.tokens()
    if kind == "accident":
        return (palette.bad() if state == "killed" else colours["page"]), palette.bad(), "diamond"
    if kind == "inspection":
        return palette.VIOLATIONS[state], colours["ink"], "circle"
    fills = {"overdue": palette.bad(), "open": colours["accent"], "fulfilled_late": palette.DEGREES["medium"]}
    return fills.get(state, palette.HOLLOW), colours["page"], "square"


def _told(kind: str, state: str, count: int) -> str:
    if kind == "prescription":
        return labels.prescription_states()[state]
    if kind == "accident":
        people = ngettext("{n} person injured", "{n} people injured", count).format(n=number(count))
        deaths = _("with deaths")
        return f"{people}, {deaths}" if state == "killed" else people
    if state == "clean":
        return labels.violation_classes()["clean"]
    found = ngettext("{n} violation", "{n} violations", count).format(n=number(count))
    return f"{labels.violation_classes()[state]} ({found})"
