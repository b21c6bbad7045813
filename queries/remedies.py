"""The smallest set of things to do that brings a statutory degree by points down."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import floor
from typing import Any

MOST_POINTS = 100
IN_ORDER = ("low", "medium", "high")


@dataclass(frozen=True)
class Remedy:
    """What to do and the degree it gives at most: pass an inspection clean, fulfil so many prescriptions, insure."""

    passes_clean: bool
    prescription_count: int
    insures: bool
    degree: str

    @property
    def size(self) -> tuple[int, bool, int]:
        """How much it asks: kinds of things to do; a new inspection, which is not the owner's alone to have; prescriptions."""
        return self.passes_clean + (self.prescription_count > 0) + self.insures, self.passes_clean, self.prescription_count


def smallest(
    degree: str, points: float, reasons: list[Mapping[str, Any]], constants: Mapping[str, Any], *, is_top_shared: bool
) -> Remedy | None:
    """The least to do for a lower degree than the present one, which is high or medium; None where nothing that can be done suffices.

    points and reasons are of passport.score, constants of the rule. The group's bounds are not kept with a score, so points are
    taken to fall in proportion to what adds up to them: where the lowest of the group is above nothing they fall further, so that
    never less is promised than comes true. One that leads its group alone may lead it still with less: unless is_top_shared, 100 points
    are taken to stay until nothing adds to them.
    """
    found = {each["code"]: each for each in reasons}
    before = _raw(found, constants, passes_clean=False, fulfilled=0)
    if degree not in IN_ORDER[1:] or before <= 0:
        return None
    enough = [
        remedy for remedy in _candidates(found, constants, lambda raw: _fallen(points, before, raw, is_top_shared))
        if IN_ORDER.index(remedy.degree) < IN_ORDER.index(degree)
    ]  # fmt: skip
    return min(enough, key=lambda remedy: remedy.size, default=None)


def _fallen(points: float, before: float, raw: float, is_top_shared: bool) -> float:
    """Points once what adds up to them has fallen from before to raw, at most."""
    may_lead_still = points >= MOST_POINTS and raw > 0 and not is_top_shared
    return points if may_lead_still else points * raw / before


def _candidates(found: Mapping[str, Any], constants: Mapping[str, Any], points_at: Callable[[float], float]) -> Iterator[Remedy]:
    cleans = (False, True) if {"gross_violations", "significant_and_minor_violations"} & found.keys() else (False,)
    insures = (False,) if "insured" in found else (False, True)
    for clean, fulfilled, insure in product(cleans, range(_count(found, "overdue_prescriptions") + 1), insures):
        after = points_at(_raw(found, constants, passes_clean=clean, fulfilled=fulfilled))
        yield Remedy(clean, fulfilled, insure, _degree(after, constants, is_insured=insure or "insured" in found))


def _raw(found: Mapping[str, Any], constants: Mapping[str, Any], *, passes_clean: bool, fulfilled: int) -> float:
    """Points before they are stretched, once some of it is done; as violation_points and degrees_under have it in the database."""
    violations = sum(_points(found, code) for code in ("gross_violations", "significant_and_minor_violations"))
    overdue = min(_count(found, "overdue_prescriptions") - fulfilled, constants["overdue_most"]) * constants["overdue_points"]
    return min(MOST_POINTS, (0 if passes_clean else violations) + overdue + _points(found, "fatal_accidents"))


def _degree(points: float, constants: Mapping[str, Any], *, is_insured: bool) -> str:
    whole = floor(points + 0.5)
    place = (whole >= constants["medium_from"]) + (whole >= constants["high_from"])
    return IN_ORDER[max(0, place - is_insured)]


def _count(found: Mapping[str, Any], code: str) -> int:
    return int(found[code]["count"]) if code in found else 0


def _points(found: Mapping[str, Any], code: str) -> float:
    return float(found[code]["points"] or 0) if code in found else 0.0
