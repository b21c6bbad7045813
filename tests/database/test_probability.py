"""The predicted probability added up by the database from a model written by hand, and kept with the score."""

from datetime import date
from decimal import Decimal
from math import exp

import pytest

from queries import passport
from tests import models, rows
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

DAY = rows.DAY


def chance(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


@pytest.fixture
def _model(database: str) -> None:
    models.model()


def with_gross(count: int) -> int:
    """A facility, inspected once, with so many gross violations not fixed."""
    facility_id = rows.facility()
    inspection_id = rows.inspection(facility_id, date(2020, 2, 1))
    for _ in range(count):
        rows.violation(facility_id, inspection_id, date(2020, 2, 1), "gross")
    return facility_id


@pytest.mark.usefixtures("_model")
def test_steps_and_groups_add_up_to_the_probability_the_heaviest_first() -> None:
    facility_id = rows.facility(employee_count=50, commissioned_on=date(2020, 10, 31))
    rows.score()

    kept = passport.contributions(PM_OFFICE, DAY, facility_id=facility_id)
    head = passport.probability(PM_OFFICE, DAY, facility_id=facility_id)

    assert kept[["code", "value", "log_odds"]].to_numpy().tolist() == [
        ["worker_count", "50", 0.5], ["region_code", "35", 0.25], ["hazard_type_code", "boiler", -0.15],
        ["facility_age_years", "0", -0.1], ["is_never_inspected", "1", 0.05],
    ]  # fmt: skip
    assert head["probability"] == pytest.approx(chance(-3 + 0.5 + 0.25 - 0.15 - 0.1 + 0.05), abs=1e-12)
    assert head["base_log_odds"] == Decimal("-3")
    assert kept["name_en"].dropna().tolist() == ["Karaganda Region", "Boiler plants"]


@pytest.mark.usefixtures("_model")
@pytest.mark.parametrize(("workers", "added"), [(49, 0.0), (50, 0.5), (51, 0.5), (None, 0.125)])
def test_a_step_counts_from_its_bound_and_what_is_not_known_has_a_step_of_its_own(workers: int | None, added: float) -> None:
    _, _, contributions = models.probability(rows.facility(employee_count=workers))

    assert contributions.get("worker_count", (None, 0.0))[1] == added


@pytest.mark.usefixtures("_model")
def test_more_gross_violations_never_lower_the_probability() -> None:
    chances = [models.probability(with_gross(count))[0] for count in (0, 1, 2, 3, 4)]

    assert chances == sorted(chances)
    assert chances[0] < chances[1] == chances[2] < chances[3]


@pytest.mark.usefixtures("_model")
def test_a_quantity_that_grows_by_itself_is_told_by_its_step_so_that_the_score_stays() -> None:
    facility_id = rows.facility(commissioned_on=date(2015, 10, 15))
    rows.score(date(2026, 9, 30))  # ten years old
    rows.score(DAY)  # eleven

    assert models.probability(facility_id)[2]["facility_age_years"] == (10, 0.1)
    assert rows.run("SELECT valid_from FROM risk_score WHERE facility_id = %s", facility_id) == [(date(2026, 9, 30),)]


@pytest.mark.usefixtures("_model")
def test_a_facility_without_employer_and_an_activity_never_seen_add_nothing() -> None:
    rows.run(
        "INSERT INTO employer (bin, name_kk, name_ru, name_en, activity_code, region_code, known_on, source_code, batch_id)"
        " VALUES ('991240000012', 'a', 'a', 'a', 'C', '35', '2020-01-01', 'demo', %s)", rows.batch("demo"),
    )  # fmt: skip
    without, unseen = rows.facility(), rows.facility(bin="991240000012")

    assert "activity_code" not in models.probability(without)[2]
    assert models.probability(unseen)[0] == models.probability(without)[0]


@pytest.mark.usefixtures("_model")
def test_a_violation_dated_in_the_future_or_learned_of_later_does_not_count_yet() -> None:
    facility_id = rows.facility()
    inspection_id = rows.inspection(facility_id, date(2026, 1, 15))
    rows.violation(facility_id, inspection_id, date(2027, 1, 1), "gross")
    rows.violation(facility_id, inspection_id, date(2026, 10, 30), "gross", known_on=date(2026, 11, 1))

    assert "gross_open_count" not in models.probability(facility_id)[2]
    assert models.probability(facility_id, date(2026, 11, 1))[2]["gross_open_count"] == (1, 0.4)


def test_without_a_model_there_is_no_probability_and_the_score_says_nothing(database: str) -> None:
    facility_id = rows.facility()
    rows.score()

    assert models.probability(facility_id) is None
    assert passport.probability(PM_OFFICE, DAY, facility_id=facility_id) is None
    assert passport.contributions(PM_OFFICE, DAY, facility_id=facility_id).empty
    assert rows.run("SELECT probability, model_version, contributions FROM risk_score") == [(None, None, None)]


def test_a_day_is_scored_by_the_latest_version_that_knew_nothing_after_it(database: str) -> None:
    models.model(1, date(2024, 12, 31))
    models.model(2, date(2025, 12, 31), Decimal("-2"))
    models.model(3, date(2025, 12, 31), Decimal("-1"))
    facility_id = rows.facility()

    days = (date(2024, 12, 30), date(2024, 12, 31), date(2025, 12, 30), date(2025, 12, 31))
    found = [models.probability(facility_id, day) for day in days]

    assert [each and each[1] for each in found] == [None, 1, 1, 3]


def test_a_new_version_leaves_old_scores_and_a_past_passport_explains_its_own_day(database: str) -> None:
    models.model(1, date(2024, 12, 31))
    facility_id = with_gross(1)
    rows.score(date(2026, 9, 30))
    models.model(2, date(2026, 10, 31), Decimal("-2"))
    rows.score(DAY)

    before = passport.probability(KARAGANDA, date(2026, 10, 30), facility_id=facility_id)
    now = passport.probability(KARAGANDA, DAY, facility_id=facility_id)

    assert (before["model_version"], now["model_version"]) == (1, 2)
    assert before["base_log_odds"] == Decimal("-3")
    assert before["probability"] < now["probability"]


@pytest.mark.usefixtures("_model")
def test_another_region_sees_neither_the_probability_nor_what_adds_up_to_it() -> None:
    facility_id = with_gross(3)
    rows.score()

    assert passport.probability(KARAGANDA, DAY, facility_id=facility_id) is not None
    assert passport.probability(MANGYSTAU, DAY, facility_id=facility_id) is None
    assert passport.contributions(MANGYSTAU, DAY, facility_id=facility_id).empty
    assert passport.remedies(MANGYSTAU, DAY, facility_id=facility_id).empty


@pytest.mark.usefixtures("_model")
def test_remedies_are_those_that_apply_the_most_effective_first_and_each_with_those_before() -> None:
    facility_id = with_gross(3)
    rows.prescription(facility_id, rows.inspection(facility_id, date(2026, 5, 1)), date(2026, 5, 1), date(2026, 6, 1))
    rows.run("UPDATE risk_model SET base_log_odds = -4.5")
    rows.score()

    acts = passport.remedies(PM_OFFICE, DAY, facility_id=facility_id).to_dict("records")
    now = passport.probability(PM_OFFICE, DAY, facility_id=facility_id)

    assert [(act["action"], act["thing_count"], act["log_odds"]) for act in acts] == [
        ("fix_gross_violations", 3, -0.9), ("fulfil_prescriptions", 1, -0.3)
    ]  # fmt: skip
    odds = now["probability"] / (1 - now["probability"])
    assert acts[0]["probability_after"] == pytest.approx(odds * exp(-0.9) / (1 + odds * exp(-0.9)))
    assert acts[1]["probability_after"] == pytest.approx(odds * exp(-1.2) / (1 + odds * exp(-1.2)))
    assert [act["mark_after"] < act["mark_now"] for act in acts] == [True, True]


@pytest.mark.usefixtures("_model")
def test_to_replace_a_worn_out_device_settles_its_expertise_too() -> None:
    for feature, log_odds in (("expired_device_count", "0.3"), ("lapsed_expertise_count", "0.5")):
        for at_least, added in ((float("-inf"), "0"), (1.0, log_odds), (2.0, "0.9")):
            rows.insert("risk_model_step", model_version=1, feature=feature, at_least=at_least, log_odds=Decimal(added))
    facility_id = rows.facility()
    lapsed = DAY.replace(year=2025)
    rows.device(facility_id, date(2000, 1, 1), 20, expertise_valid_to=lapsed)
    rows.device(facility_id, date(2020, 1, 1), 20, expertise_valid_to=lapsed)
    rows.score()

    acts = passport.remedies(PM_OFFICE, DAY, facility_id=facility_id)

    assert acts[["action", "thing_count", "log_odds"]].to_numpy().tolist() == [
        ["replace_devices", 1, -0.7], ["renew_expertise", 1, -0.5]  # 0.3 of the device and 0.4 of its expertise
    ]  # fmt: skip
    assert passport.things_to_do(PM_OFFICE, DAY, facility_id=facility_id)["action"].tolist() == ["renew_expertise", "replace_devices"]
    rows.run("UPDATE device SET removed_on = %s WHERE service_ends_on < %s", DAY, DAY)
    now = models.probability(facility_id)
    assert now
    assert now[0] == pytest.approx(acts["probability_after"].iloc[0])
