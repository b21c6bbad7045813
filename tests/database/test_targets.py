"""Entering a region's own targets: who may, what is refused and what is taken, the preview, the trail."""

import pytest

from data.asked_day import today
from queries import administration, escalation, targets
from queries.refusals import Refused
from queries.viewer import Viewer
from tests import rows
from tests.target_rows import ACT, FATAL_RATE, INJURY_RATE, YEAR, change, version
from tests.viewers import CONTROLLER, EVERYBODY, INSPECTOR, KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")

STRICT = [(YEAR, 0.02), (YEAR + 4, 0.01)]
EMERGENCIES = Viewer("minister_of_emergencies", "minister", None, "mes")
COVERAGE = "insurance_coverage_pct"


def versions() -> list[tuple[object, ...]]:
    return rows.run("SELECT region_code, version, changed_by, points FROM target_version ORDER BY region_code, version")


def test_an_akimat_enters_its_own_region_s_and_the_minister_of_labour_any_region_s() -> None:
    change(STRICT, viewer=KARAGANDA)
    change([(YEAR, 0.08), (YEAR + 4, 0.05)], region="47")

    assert [row[:3] for row in versions()] == [("35", 1, "akimat_karaganda"), ("47", 1, "minister_of_labour")]


def test_the_form_offers_the_regions_that_the_database_would_take() -> None:
    offered = {MINISTER: 20, KARAGANDA: 1, PM_OFFICE: 0, CONTROLLER: 0, INSPECTOR: 0, EMERGENCIES: 0}

    assert {viewer: len(targets.regions(viewer, today())) for viewer in offered} == offered


def test_the_administration_screen_is_for_whom_one_of_its_parts_is() -> None:
    for viewer in (*EVERYBODY, EMERGENCIES):
        rules = administration.laws(viewer, today())["may_change"].any()
        ladders = escalation.may_change(viewer, today())
        assert administration.may_change_anything(viewer, today()) == (rules or ladders or len(targets.regions(viewer, today())) > 0)

    assert not any(administration.may_change_anything(viewer, today()) for viewer in (CONTROLLER, INSPECTOR))


def test_nobody_else_enters_the_targets_of_a_region() -> None:
    for viewer in (MANGYSTAU, INSPECTOR, PM_OFFICE, CONTROLLER, EMERGENCIES):
        with pytest.raises(Refused, match="not_allowed"):
            change(STRICT, viewer=viewer)
        assert targets.refusal(viewer, today(), region="35", indicator=FATAL_RATE, points=STRICT) == "not_allowed"
    assert versions() == []


NO_PATHS: list[tuple[targets.Points, str]] = [
    ([], "two_years_at_least"),
    ([(YEAR, 0.02)], "two_years_at_least"),
    ([(YEAR, 0.02), (YEAR, 0.01)], "year_twice"),
    ([(YEAR - 1, 0.02), (YEAR + 4, 0.01)], "year_is_over"),
    ([(YEAR, 0.02), (2061, 0.01)], "year_is_too_late"),
    ([(YEAR, 0.02), (YEAR + 4, -0.01)], "value_is_negative"),
    ([(YEAR, 0.02), (YEAR + 4, 0.03)], "weaker_with_time"),  # above its own base
    ([(YEAR, 2e9), (YEAR + 4, 0.03)], "value_is_too_large"),
]


def test_what_cannot_be_a_path_is_refused_by_name_and_foretold() -> None:
    for points, why in NO_PATHS:
        assert targets.refusal(MINISTER, today(), region="35", indicator=FATAL_RATE, points=points) == why
        with pytest.raises(Refused, match=why):
            change(points)
    assert versions() == []


def test_where_more_is_better_the_other_way_round() -> None:
    asked: dict[str | None, targets.Points] = {
        "value_is_zero": [(YEAR, 0), (YEAR + 4, 90)],
        None: [(YEAR, 70), (YEAR + 4, 100)],
        "more_than_all": [(YEAR, 70), (YEAR + 4, 100.1)],
        "weaker_with_time": [(YEAR, 90), (YEAR + 4, 80)],
    }

    for why, points in asked.items():
        assert targets.refusal(MINISTER, today(), region="35", indicator=COVERAGE, points=points) == why


@pytest.mark.parametrize("last", [2060, YEAR + 1])
def test_this_year_zero_level_paths_and_the_last_year_are_taken(last: int) -> None:
    change([(YEAR, 0), (last, 0)])

    assert versions()[0][3] == [[YEAR, 0], [last, 0]]


def test_an_akimat_may_only_tighten_what_is_in_force() -> None:
    change([(YEAR, 0.3), (YEAR + 4, 0.1)], indicator=INJURY_RATE)
    weaker: list[targets.Points] = [
        [(YEAR, 0.3), (YEAR + 2, 0.2), (YEAR + 3, 0.2), (YEAR + 5, 0.1)],  # in two years only
        [(YEAR, 0.31), (YEAR + 4, 0.09)],
        [(YEAR, 0.2), (YEAR + 3, 0.1)],  # nothing would hold in the last year
        None,
    ]

    assert refused([(YEAR, 0.3), (YEAR + 4, 0.09)]) is None
    assert [refused(points) for points in weaker] == ["weaker_than_in_force"] * 4
    assert [refused(points, MINISTER) for points in weaker] == [None] * 4


def test_an_akimat_is_held_to_the_country_s_path_where_it_has_none_of_its_own() -> None:
    for year, value in ((YEAR, 0.2), (YEAR + 1, 0.1)):
        rows.insert(
            "target", indicator_code=INJURY_RATE, year=year, value=value, source_url="x", is_interpolated=False, known_on=today()
        )  # fmt: skip

    assert refused([(YEAR, 0.2), (YEAR + 1, 0.1)]) is None
    assert refused([(YEAR, 0.2), (YEAR + 1, 0.11)]) == "weaker_than_in_force"
    change([(YEAR, 0.3), (YEAR + 1, 0.2)], indicator=INJURY_RATE)
    assert refused(None) is None  # the country's is stricter than the region's


def refused(points: targets.Points, viewer: Viewer = KARAGANDA) -> str | None:
    return targets.refusal(viewer, today(), region="35", indicator=INJURY_RATE, points=points)


def test_what_is_saved_twice_or_withdrawn_twice_is_refused() -> None:
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        change(None)
    change(STRICT)
    with pytest.raises(Refused, match="nothing_differs"):
        change(STRICT, base=1)
    change(None, base=1)
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        change(None, base=2)

    assert [row[1] for row in versions()] == [1, 2]


def test_a_change_without_its_act_is_refused() -> None:
    for reason in ("", " " * 20, "No. 5", "x" * 1001, "\x00" * 20):
        with pytest.raises(Refused, match="target_reason_is_given"):
            change(STRICT, reason=reason)


def test_an_indicator_that_is_neutral_or_unknown_has_no_target() -> None:
    for indicator in ("special_investigation_count", "no_such"):
        with pytest.raises(Refused, match="no_such_indicator"):
            change(STRICT, indicator=indicator)
    assert not {"special_investigation_count"} & set(targets.offered(MINISTER, today())["indicator_code"])
    assert {FATAL_RATE, INJURY_RATE} <= set(targets.offered(MINISTER, today())["indicator_code"])


def test_every_change_stands_in_the_trail_with_what_was_before_and_moves_the_data_version() -> None:
    counter = "SELECT counter FROM data_version"
    before = rows.run(counter)
    change(STRICT, viewer=KARAGANDA)
    change(None, base=1)

    trail = rows.run("SELECT action, user_code, object, before -> 'version', after -> 'points', after ->> 'reason' FROM audit_event")
    points = [[year, value] for year, value in STRICT]
    assert trail == [
        ("change_targets", "akimat_karaganda", f"35 {FATAL_RATE}", None, points, ACT),
        ("withdraw_targets", "minister_of_labour", f"35 {FATAL_RATE}", 1, None, ACT),
    ]
    assert rows.run(counter)[0][0] == before[0][0] + 2


def test_the_preview_shows_the_path_before_and_after_and_writes_nothing() -> None:
    version(1, today(), [(YEAR, 0.05), (YEAR + 2, 0.03)])

    found = targets.previewed(KARAGANDA, today(), region="35", indicator=FATAL_RATE, points=[(YEAR, 0.04), (YEAR + 2, 0.02)])
    now = found.set_index("year").loc[YEAR + 1]
    assert (now["value_before"], now["value_after"]) == (0.04, 0.03)
    assert (now["is_own_before"], now["is_own_after"], now["is_interpolated_after"]) == (True, True, True)
    assert found["is_weaker_than_country"].dtype == bool
    assert len(versions()) == 1
