"""The flow through the high-risk zone on Overview: chart, table twin, and who it was and why, in words."""

from functools import wraps
from typing import Any

import pytest
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from pages.parts import cached, in_sight, words, zone_flow, zone_moves
from queries import overview
from tests.app.conftest import Screen
from tests.app.reading import said, with_tables
from tests.app.test_map import DAY
from tests.viewers import KARAGANDA, PM_OFFICE


def table(app: AppTest, column: str) -> DataFrame:
    return next(each.value for each in app.dataframe if column in each.value)


def test_the_table_twin_holds_what_was_counted(screen: Screen) -> None:
    shown = table(with_tables(screen("overview")), "entered_owner_count")
    counted = overview.flow(PM_OFFICE, DAY, law="industrial_safety")

    assert len(shown) == len(counted) == 3
    assert shown["entered_facility_count"].dropna().tolist() == counted["entered_facility_count"].dropna().tolist()
    assert shown["rule"].tolist() == ["", "Another version of the rule", ""]


@pytest.mark.parametrize(("person", "viewer"), [("pm_office", PM_OFFICE), ("akimat_karaganda", KARAGANDA)])
def test_the_list_is_that_of_the_viewers_reach_and_of_the_law_and_month_asked_for(screen: Screen, person: str, viewer: Any) -> None:
    app = screen("overview", person, flow_law="labour", flow_month="2026-09", moved="left")
    rows = overview.moved(viewer, DAY, law="labour", scored_on=DAY.replace(month=9, day=30), has_entered=False)

    assert table(app, "why")["facility"].tolist() == rows["name_en"].tolist()
    assert len(rows) > 0


def test_who_moved_is_asked_for_only_once_the_list_is_in_sight(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    app, asked, question = screen("overview"), [], overview.moved
    monkeypatch.setattr(overview, "moved", wraps(question)(lambda *given, **named: asked.append(named) or question(*given, **named)))
    cached.forget()
    app.session_state[in_sight.key(zone_moves.LIST)] = False
    app.run()
    before = len(asked)

    app.session_state[in_sight.key(zone_moves.LIST)] = True
    app.run()

    assert (before, len(asked)) == (0, 1)


def test_nonsense_in_the_address_shows_the_first_of_each_choice(screen: Screen) -> None:
    app = screen("overview", flow_law="traffic", flow="cows", flow_month="2026-13", moved="sideways")

    assert not app.exception
    assert table(app, "why")["now"].eq("High").all()


def test_before_two_months_were_scored_a_sentence_says_so(screen: Screen) -> None:
    app = screen("overview")
    app.query_params["as_of"] = "2025-11-05"
    app.run()

    assert "nothing is known of who entered and left" in said(app)


def flow(**given: Any) -> DataFrame:
    counts = {f"{kind}{what}_count": 0 for kind in ("entered_", "left_", "") for what in ("facility", "owner", "worker")}
    return DataFrame([counts | {"scored_on": DAY, "since": DAY.replace(month=9, day=30), "is_rule_changed": False} | given])


def test_bars_go_up_and_down_and_stay_out_where_the_rule_changed() -> None:
    with words.speaking("en"):
        usual = zone_flow.bars(flow(entered_worker_count=1200, left_worker_count=3), "worker")
        changed = zone_flow.bars(flow(entered_worker_count=1200, is_rule_changed=True), "worker")

    assert usual[["value", "shown"]].to_numpy().tolist() == [[1200, "1,200"], [-3, "3"]]
    assert changed[["value", "shown"]].to_numpy().tolist() == [[0, "new rule"], [0, ""]]


def reason(code: str, count: int, **given: Any) -> dict[str, Any]:
    return {"code": code, "count": count, "points": None} | given


def why(before: list[dict[str, Any]] | None, now: list[dict[str, Any]] | None, law: str = "labour", **given: Any) -> list[str]:
    regime = "points" if law == "labour" else "rule"
    row = {
        "reasons_before": before, "reasons": now,
        "degree_before": None if before is None else "low", "degree": None if now is None else "high",
        "regime_before": regime, "regime": regime, "is_rule_changed": False, "points_before": 20.0, "points": 80.0,
    }  # fmt: skip
    with words.speaking("en"):
        return zone_moves.why(row | given, law)


GROSS, OVERDUE, INSURED = reason("gross_violations", 2), reason("overdue_prescriptions", 3), reason("insured", 1)
OLD_DEVICE, HAND = reason("devices_beyond_service_life", 1), reason("set_by_hand", 1, law="labour", computed="low")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ([], [GROSS], ["New: 2 gross violations at the last inspection"]),
        ([OVERDUE], [reason("overdue_prescriptions", 5)], ["5 overdue prescriptions (before: 3)"]),
        ([OVERDUE], [], ["No longer: 3 overdue prescriptions"]),  # fulfilled
        ([INSURED], [], ["No longer: Liability to third parties is insured: one degree lower"]),  # lapsed
        ([], [HAND], ["Set by hand"]),
        ([HAND], [], ["No longer set by hand"]),
        ([], [OLD_DEVICE], ["Points 20.0 → 80.0: a new inspection, or the other facilities of the same kind"]),  # of the other law
        (None, [GROSS], ["New in the register"]),
        ([GROSS], None, ["No longer in service"]),
    ],
)
def test_why_is_what_changed_between_the_scorings(before: Any, now: Any, told: list[str]) -> None:
    assert why(before, now) == told


def test_what_speaks_for_the_move_comes_first() -> None:
    old, new = [GROSS], [reason("significant_and_minor_violations", 1)]

    assert [each[:12] for each in why(old, new, degree_before="high", degree="low")] == ["No longer: 2", "New: 1 signi"]
    assert [each[:12] for each in why(new, old)] == ["New: 2 gross", "No longer: 1"]


def test_the_other_law_has_its_own_reasons() -> None:
    assert why([GROSS], [OLD_DEVICE, HAND], "industrial_safety") == ["New: 1 device beyond its service life"]


def test_a_changed_rule_is_said_first() -> None:
    assert why([], [GROSS], is_rule_changed=True)[0] == "The rule changed"
