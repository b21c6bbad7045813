"""What the passport says is enough for a lower degree is done in the register, and the degree falls; less than that does not do."""

from datetime import date, timedelta
from itertools import product

import pytest

from pages.parts.rules.fields import numbers_of
from queries import passport, remedies
from queries.remedies import Remedy
from tests import rows
from tests.viewers import PM_OFFICE

DAY, VISIT = rows.DAY, date(2026, 8, 1)
IN_ORDER = remedies.IN_ORDER
UNDONE = (
    "DELETE FROM inspection WHERE kind_code = 'follow_up'", "DELETE FROM permit WHERE number = 'new'",
    "UPDATE prescription SET fulfilled_on = NULL, fulfilment_known_on = NULL",
)  # fmt: skip


def insured(boiler: int, number: str) -> None:
    policy = {"region_code": "35", "kind_code": "liability_insurance", "number": number, "valid_from": VISIT, "valid_to": date(2027, 7, 31)}
    rows.insert("permit", facility_id=boiler, known_on=VISIT, **policy, **rows.origin())


def found_with(overdue: int = 0, gross: int = 0, fatal: int = 0, *, is_insured: bool = False) -> int:
    """A boiler inspected once, with so many prescriptions overdue, gross violations and fatal accidents, insured or not."""
    boiler = rows.facility()
    visit = rows.inspection(boiler, VISIT)
    for _ in range(overdue):
        rows.prescription(boiler, visit, VISIT, DAY - timedelta(days=1))
    for _ in range(gross):
        rows.violation(boiler, visit, VISIT, "gross")
    for _ in range(fatal):
        rows.accident(date(2026, 2, 1), killed_count=1, facility_id=boiler)
    if is_insured:
        insured(boiler, "held")
    return boiler


def promised(boiler: int) -> tuple[str, Remedy | None]:
    """The degree of labour law, and what the passport says is enough for a lower one."""
    rows.score(DAY)
    score = passport.score(PM_OFFICE, DAY, facility_id=boiler)
    assert score
    rule = passport.rules(PM_OFFICE, DAY).set_index("law").loc["labour"].to_dict()
    degree = str(score["labour_degree"])
    points, numbers = float(score["points"]), numbers_of(rule)
    return degree, remedies.smallest(degree, points, score["reasons"], numbers, is_top_shared=score["is_top_shared"])


def after(boiler: int, passes_clean: bool, prescription_count: int, insures: bool) -> str:
    """The degree once this is done in the register; undone afterwards."""
    if passes_clean:
        rows.inspection(boiler, DAY, kind_code="follow_up")
    if insures:
        insured(boiler, "new")
    rows.run(
        "UPDATE prescription SET fulfilled_on = %s, fulfilment_known_on = %s WHERE prescription_id IN"
        " (SELECT prescription_id FROM prescription WHERE facility_id = %s ORDER BY prescription_id LIMIT %s)",
        DAY, DAY, boiler, prescription_count,
    )  # fmt: skip
    ((degree,),) = rows.run("SELECT CAST(labour_degree AS text) FROM score_on(%s) WHERE facility_id = %s", DAY, boiler)
    for statement in UNDONE:
        rows.run(statement)
    return str(degree)


GROUPS = {
    "gross violations, and others that have them": ({"gross": 2, "overdue": 1}, [{"gross": 1}, {}]),
    "fatal accidents beside": ({"gross": 1, "overdue": 3, "fatal": 1}, [{"gross": 1}, {}]),
    "leads its group with few": ({"overdue": 3, "is_insured": True}, [{"overdue": 2}, {}]),
    "second in its group": ({"overdue": 2}, [{"overdue": 3}, {}]),
    "in a group without clean ones": ({"overdue": 3, "fatal": 1}, [{"gross": 1}, {"overdue": 1}]),
}


def in_group(name: str) -> int:
    own, others = GROUPS[name]
    boiler = found_with(**own)
    for other in others:
        found_with(**other)
    return boiler


@pytest.mark.parametrize("name", GROUPS)
def test_what_is_promised_comes_true(database: str, name: str) -> None:
    boiler = in_group(name)
    degree, remedy = promised(boiler)

    assert remedy is not None
    assert after(boiler, remedy.passes_clean, remedy.prescription_count, remedy.insures) == remedy.degree
    assert IN_ORDER.index(remedy.degree) < IN_ORDER.index(degree)


def test_nothing_is_promised_that_the_others_of_the_group_decide(database: str) -> None:
    """Without its violations 50 points are left to it and 30 to the next: it would lead its group still, and be high."""
    boiler = found_with(gross=1, overdue=3, fatal=1, is_insured=True)
    found_with(overdue=3)
    found_with()

    assert promised(boiler) == ("medium", None)
    assert after(boiler, passes_clean=True, prescription_count=0, insures=False) == "medium"


@pytest.mark.parametrize("name", ["gross violations, and others that have them", "fatal accidents beside", "second in its group"])
def test_nothing_smaller_would_do(database: str, name: str) -> None:
    boiler, overdue = in_group(name), GROUPS[name][0]["overdue"]
    degree, remedy = promised(boiler)
    assert remedy

    for clean, fulfilled, insures in product((False, True), range(overdue + 1), (False, True)):
        if Remedy(clean, fulfilled, insures, degree).size < remedy.size:
            assert after(boiler, clean, fulfilled, insures) == degree
