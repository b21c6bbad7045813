"""What the screens are told of the model: the version of the day, its steps and groups, what backtests measured by then."""

from datetime import date

import pytest

from queries import model
from tests import rows
from tests.viewers import EVERYBODY, PM_OFFICE

OUTCOME = "has_accident_next_12_months"
DAY = date(2026, 9, 30)


def fitted(version: int, known_through: date = DAY, form: str = "steps") -> None:
    rows.insert(
        "risk_model", model_version=version, known_through=known_through, form=form, outcome=OUTCOME, base_log_odds=-3,
        first_origin=date(2024, 9, 30), last_origin=date(2025, 3, 31), row_count=10, event_count=1,
    )  # fmt: skip


def measured(version: int, value: float, table_name: str = "demo") -> None:
    given = {"model_version": version, "table_name": table_name, "outcome": OUTCOME, "year": 0, "method": "steps"}
    rows.insert("risk_model_figure", **given, figure="auc", value=value, low=value - 0.1, high=value + 0.1)
    rows.insert("risk_model_curve", **given, curve="lift", point_no=0, x=0.1, y=value, row_count=5)


@pytest.mark.parametrize(
    ("day", "version"), [(date(2026, 9, 29), None), (date(2026, 9, 30), 1), (date(2026, 10, 30), 1), (date(2026, 10, 31), 2)]
)
def test_a_day_is_told_of_the_version_that_scores_it(database: str, day: date, version: int | None) -> None:
    fitted(1)
    fitted(2, date(2026, 10, 31))

    assert (model.fitted(PM_OFFICE, day) or {}).get("model_version") == version


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.user)
def test_every_viewer_reads_how_good_the_model_is(database: str, viewer: object) -> None:
    fitted(1)
    measured(1, 0.7)

    assert model.figures(viewer, DAY)["value"].tolist() == [0.7]  # type: ignore[arg-type]


def test_the_form_is_that_of_the_version_asked_of(database: str) -> None:
    fitted(1, form="logistic")
    fitted(2, date(2026, 10, 31))
    measured(1, 0.7)

    told = [model.fitted(PM_OFFICE, day) for day in (DAY, date(2026, 10, 31))]

    assert [head and head["form"] for head in told] == ["logistic", "steps"]
    assert model.figures(PM_OFFICE, date(2026, 10, 31))["form"].tolist() == ["logistic"]  # of the version measured


def test_steps_come_in_order_with_the_unknown_apart(database: str) -> None:
    fitted(1)
    steps = [
        ("worker_count", float("-inf"), 0),
        ("worker_count", 5, 1),
        ("worker_count", float("nan"), 3),
        ("gross_open_count", float("-inf"), 0),
    ]
    for feature, at_least, log_odds in steps:
        rows.insert("risk_model_step", model_version=1, feature=feature, at_least=at_least, log_odds=log_odds)

    found = model.steps(PM_OFFICE, DAY)

    assert found["feature"].tolist() == ["worker_count"] * 3 + ["gross_open_count"]
    assert found["is_missing"].tolist() == [False, False, True, False]
    assert found["spread"].tolist() == [1, 1, 1, 0]  # what is not known does not count
    assert found["odds_factor"].round(3).tolist() == [1, 2.718, 20.086, 1]


def test_groups_have_their_names(database: str) -> None:
    fitted(1)
    for feature, code in (("region_code", "35"), ("hazard_type_code", "boiler"), ("activity_code", "B"), ("region_code", "99")):
        rows.insert("risk_model_group", model_version=1, feature=feature, code=code, log_odds=0.1)

    found = model.groups(PM_OFFICE, DAY).set_index("code")["name_en"].to_dict()

    assert found["35"] == "Karaganda Region"
    assert found["boiler"]
    assert found["B"]
    assert found["99"] != found["99"]  # it has none


def test_of_every_table_the_latest_version_measured_by_the_day_counts(database: str) -> None:
    fitted(1)
    fitted(2)
    fitted(3, date(2026, 10, 31))
    measured(1, 0.6)
    measured(2, 0.7)
    measured(3, 0.8)
    measured(1, 0.5, "mines.csv")

    def auc(day: date) -> dict[str, float]:
        return model.figures(PM_OFFICE, day).set_index("table_name")["value"].to_dict()

    assert auc(date(2026, 9, 29)) == {}
    assert auc(DAY) == {"demo": 0.7, "mines.csv": 0.5}
    assert auc(date(2026, 10, 31)) == {"demo": 0.8, "mines.csv": 0.5}
    points = model.curves(PM_OFFICE, DAY, table_name="demo", outcome=OUTCOME, year=0)
    assert points["y"].tolist() == [0.7]
