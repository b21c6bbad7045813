"""The smallest set of things to do that brings a degree by points down, at and around the bounds."""

from typing import Any

import pytest

from queries.remedies import Remedy, smallest

CONSTANTS = {"medium_from": 31, "high_from": 71, "overdue_points": 10, "overdue_most": 3}
Reason = dict[str, Any]


def reason(code: str, count: int = 1, points: float | None = None) -> Reason:
    return {"code": code, "count": count, "points": points}


INSURED = reason("insured")


def minor(points: float) -> Reason:
    return reason("significant_and_minor_violations", 2, points)


def overdue(count: int) -> Reason:
    return reason("overdue_prescriptions", count, 10 * min(count, 3))


@pytest.mark.parametrize(
    ("degree", "points", "reasons", "expected"),
    [
        pytest.param("high", 100, [reason("gross_violations", 2, 100)], Remedy(False, 0, True, "medium"), id="insuring is the least"),
        pytest.param("medium", 100, [reason("gross_violations", 2, 100), INSURED], Remedy(True, 0, False, "low"), id="insured already"),
        pytest.param("medium", 75, [minor(45), overdue(3), INSURED], Remedy(False, 1, False, "low"), id="one of three is enough"),
        pytest.param("medium", 80.4, [minor(50.4), overdue(3), INSURED], Remedy(False, 1, False, "low"), id="70.4 is 70"),
        pytest.param("medium", 80.5, [minor(50.5), overdue(3), INSURED], Remedy(False, 2, False, "low"), id="70.5 is 71"),
        pytest.param("medium", 75, [minor(45), overdue(4), INSURED], Remedy(False, 2, False, "low"), id="the fourth did not count"),
        pytest.param(
            "high", 80, [reason("fatal_accidents", 1, 20), minor(20)], Remedy(False, 0, True, "medium"), id="stretched in its group"
        ),
        pytest.param("medium", 100, [overdue(3), INSURED], Remedy(False, 3, False, "low"), id="leading with 30, until nothing is left"),
        pytest.param("high", 100, [overdue(3)], Remedy(False, 0, True, "medium"), id="insuring lowers the top too"),
        pytest.param("medium", 90, [reason("fatal_accidents", 2, 90), INSURED], None, id="nothing brings back the dead"),
        pytest.param("low", 10, [overdue(1)], None, id="low is as low as it can be"),
        pytest.param("medium", 0, [], None, id="no points"),
    ],
)
def test_the_least_to_do(degree: str, points: float, reasons: list[Reason], expected: Remedy | None) -> None:
    assert smallest(degree, points, reasons, CONSTANTS, is_top_shared=False) == expected


def test_two_kinds_together_where_one_does_not_suffice() -> None:
    found = smallest(
        "medium", 100, [minor(75), reason("overdue_prescriptions", 3, 30), reason("fatal_accidents", 1, 20), INSURED], CONSTANTS,
        is_top_shared=True,
    )  # fmt: skip

    assert found == Remedy(True, 0, False, "low")  # without the violations 50 are left, which is medium, one lower
