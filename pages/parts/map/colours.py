"""What the fill of a mark on the map can mean: the classes of each colouring in words and colours, and what its clusters show.

Classes carry the numbers of mark_of in the database; bounds of shares are those of map_colours there.
"""

from dataclasses import dataclass
from itertools import pairwise

from pages.parts import labels, palette
from pages.parts.words import _, percent
from queries.facilities import Filters

HOLLOW, WHITE = "hollow", "white"  # no data: small and hollow; known, but long ago: white with a grey ring
DEGREE_MARKS = {"high": 4, "medium": 3, "low": 2, "not_high": 1, "unknown": 0}
SHARES_OF_AGE = ["#CFE3DB", "#E6BA60", "#C9851F", "#B4522B"]
PROBABILITY_BOUNDS_PCT = (0.5, 1, 3)
SHARE_BOUNDS_PCT = {
    "labour_degree": (2, 4, 8), "safety_degree": (10, 20, 30), "violations": (5, 10, 20), "overdue": (5, 10, 20),
    "inspected": (20, 40, 60), "accidents": (1, 2, 4), "insurance": (25, 50, 75), "probability": (1, 2, 4),
}  # fmt: skip


@dataclass(frozen=True)
class Colouring:
    """A colouring: title, under what; words by class, worst first; fills by class; what a cluster's share is of, and its colours."""

    code: str
    title: str
    under: str
    words: dict[int, str]
    fills: dict[int, str]
    share: str
    share_fills: list[str]
    told: str

    @property
    def bounds_pct(self) -> tuple[int, int, int]:
        """Per cent from which the colour of a cluster rises."""
        return SHARE_BOUNDS_PCT[self.code]


def names(has_probability: bool) -> dict[str, str]:
    """The colourings a reader can choose; the predicted probability where a model has been fitted."""
    return {
        "degree": _("Risk degree"),
        **({"probability": _("Predicted probability")} if has_probability else {}),
        "violations": _("Violations of 12 quarters"),
        "overdue": _("Overdue prescriptions"),
        "inspected": _("Time since the last inspection"),
        "accidents": _("Accidents of three years"),
        "insurance": _("Insurance"),
    }


def of(filters: Filters) -> Colouring:
    """The colouring of the filters, in the reader's language."""
    return {"degree": _degree, "violations": _violations, "overdue": _overdue, "inspected": _inspected, "accidents": _accidents,
            "insurance": _insurance, "probability": _probability}[filters.colour](filters)  # fmt: skip


def _degree(filters: Filters) -> Colouring:
    words = {DEGREE_MARKS[code]: word for code, word in labels.degrees().items()}
    fills = {DEGREE_MARKS[code]: colour for code, colour in palette.DEGREES.items()} | {DEGREE_MARKS["unknown"]: HOLLOW}
    return Colouring(
        filters.colouring, _("Risk degree"), labels.laws()[filters.law], words, fills,
        _("Clusters: share of high degree"), palette.SHARES_OF_HIGH, _("high degree: {b} of {w}"),
    )  # fmt: skip


def _probability(filters: Filters) -> Colouring:
    edges = [percent(bound / 100, int(bound % 1 > 0)) for bound in PROBABILITY_BOUNDS_PCT]
    between = [_("{share} to {next}").format(share=low, next=high) for low, high in pairwise(edges)]
    words = dict(zip((4, 3, 2, 1, 0), [_("{share} and more").format(share=edges[-1]), *reversed(between),
                                       _("under {share}").format(share=edges[0]), _("Not estimated")], strict=True))  # fmt: skip
    fills = dict(zip((1, 2, 3, 4), palette.SHARES_OF_HIGH, strict=True)) | {0: HOLLOW}
    return Colouring(
        filters.colouring, _("Predicted probability"), _("of an accident with lost time or death within twelve months"), words, fills,
        _("Clusters: share with a probability of {share} and more").format(share=edges[-1]), palette.SHARES_OF_HIGH,
        _("{share} and more: {b} of {w}").format(share=edges[-1], b="{b}", w="{w}"),
    )  # fmt: skip


def _violations(filters: Filters) -> Colouring:
    numbers = {"gross": 5, "significant": 4, "minor": 3, "clean": 2, "not_inspected": 1, "no_data": 0}
    words = {numbers[code]: word for code, word in labels.violation_classes().items()}
    fills = {numbers[code]: colour for code, colour in palette.VIOLATIONS.items()} | {1: WHITE, 0: HOLLOW}
    return Colouring(
        filters.colouring, _("Violations of 12 quarters"), "", words, fills,
        _("Clusters: share with gross violations among inspected"), palette.SHARES_OF_GROSS, _("gross violations: {b} of {w} inspected"),
    )  # fmt: skip


def _overdue(filters: Filters) -> Colouring:
    words = {3: _("Three and more"), 2: _("One or two"), 1: _("None overdue"), 0: _("No inspection known")}
    fills = {3: palette.VIOLATIONS["gross"], 2: palette.VIOLATIONS["significant"], 1: palette.VIOLATIONS["clean"], 0: HOLLOW}
    return Colouring(
        filters.colouring, _("Overdue prescriptions"), "", words, fills,
        _("Clusters: share with overdue prescriptions among inspected"), palette.SHARES_OF_GROSS,
        _("overdue prescriptions: {b} of {w} inspected"),
    )  # fmt: skip


def _inspected(filters: Filters) -> Colouring:
    words = {3: _("Over three years ago"), 2: _("One to three years ago"), 1: _("Within a year"), 0: _("No inspection known")}
    fills = {3: SHARES_OF_AGE[3], 2: SHARES_OF_AGE[1], 1: SHARES_OF_AGE[0], 0: HOLLOW}
    return Colouring(
        filters.colouring, _("Time since the last inspection"), "", words, fills,
        _("Clusters: share inspected over three years ago among inspected"), SHARES_OF_AGE, _("over three years ago: {b} of {w} inspected"),
    )  # fmt: skip


def _accidents(filters: Filters) -> Colouring:
    words = {3: _("With deaths"), 2: _("Without deaths"), 1: _("None registered")}
    fills = {3: palette.VIOLATIONS["gross"], 2: palette.VIOLATIONS["significant"], 1: palette.VIOLATIONS["clean"]}
    return Colouring(
        filters.colouring, _("Accidents of three years"), "", words, fills,
        _("Clusters: share with accidents"), palette.SHARES_OF_GROSS, _("with accidents: {b} of {w}"),
    )  # fmt: skip


def insurance_states() -> dict[str, str]:
    """Whether the two policies of a facility are valid, worst first."""
    return {"gap": _("Lapsed, or one of two policies only"), "insured": _("Both policies valid"), "unknown": _("No policy known")}


def _insurance(filters: Filters) -> Colouring:
    words = dict(zip((2, 1, 0), insurance_states().values(), strict=True))
    fills = {2: SHARES_OF_AGE[3], 1: SHARES_OF_AGE[0], 0: HOLLOW}
    return Colouring(
        filters.colouring, _("Insurance"), _("liability and accident insurance"), words, fills,
        _("Clusters: share with a gap among those with a policy known"), SHARES_OF_AGE, _("with a gap: {b} of {w} with a policy known"),
    )  # fmt: skip
