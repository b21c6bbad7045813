"""The Methods screen on the predicted probability: proof, what adds to it, limits; and words where there is nothing yet."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from pages.parts.model import curves, proof, steps, words
from pages.parts.words import speaking
from tests import rows
from tests.app.reading import markup, said, with_tables

Screen = Callable[..., AppTest]
OUTCOME = "has_accident_next_12_months"
METHODS = ("steps", "logistic", "past_violations", "past_accidents")


@pytest.fixture
def proven(screen: Screen, demo_database: str) -> Screen:
    """Opens a screen where a model and the figures of its backtest are kept."""
    assert demo_database
    rows.run("TRUNCATE risk_model CASCADE")
    rows.insert(
        "risk_model", model_version=7, known_through=date(2026, 9, 30), form="steps", outcome=OUTCOME, base_log_odds=-4.5,
        first_origin=date(2023, 9, 30), last_origin=date(2025, 9, 30), row_count=22993, event_count=888,
    )  # fmt: skip
    for at_least, log_odds in ((float("-inf"), 0), (1, 0.3), (5, 0.9), (float("nan"), 0.2)):
        rows.insert("risk_model_step", model_version=7, feature="gross_open_count", at_least=at_least, log_odds=log_odds)
    rows.insert("risk_model_group", model_version=7, feature="region_code", code="35", log_odds=0.7)
    for place, method in enumerate(METHODS):
        _measured(method, 0.8 - 0.05 * place)
    return screen


def _measured(method: str, auc: float) -> None:
    given = {"model_version": 7, "table_name": "demo", "outcome": OUTCOME, "method": method}
    for year in (0, 2024, 2025):
        rows.insert("risk_model_figure", **given, year=year, figure="auc", value=auc, low=auc - 0.02, high=auc + 0.02)
        rows.insert("risk_model_figure", **given, year=year, figure="brier", value=0.03, low=0.02, high=0.04)
    for number in range(3):
        rows.insert("risk_model_curve", **given, year=0, curve="lift", point_no=number, x=number * 0.1, y=number * 0.3, row_count=100)
        rows.insert("risk_model_curve", **given, year=0, curve="calibration", point_no=number, x=number * 0.01, y=0.01, row_count=100)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_part_tells_version_proof_steps_and_limits(proven: Screen, language: str) -> None:
    app = proven("methods", "akimat_karaganda", language, part="probability")
    told = said(app)

    assert not app.exception
    assert "22" in told
    assert "×2" in markup(app)
    assert len(with_tables(app).dataframe) == 5  # a table twin each: figures, calibration, lift, steps, groups
    if language == "en":
        assert "Proven on years it had not seen" in told
        assert "22,993 facilities and years, 888 of them with an accident after" in told
        assert "up to 2.5 times · more never lowers" in markup(app)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("form", ["steps", "logistic"])
def test_the_form_of_the_model_is_told_with_its_reason(proven: Screen, form: str, language: str) -> None:
    rows.run("UPDATE risk_model SET form = %s", form)
    with speaking(language):
        why = words.forms()
    told = markup(proven("methods", language=language, part="probability"))

    assert why[form] in told
    assert why["steps" if form == "logistic" else "logistic"] not in told


def test_another_figure_is_chosen_by_the_address(proven: Screen) -> None:
    assert "Smaller is better" in said(proven("methods", part="probability", figure="brier"))


def test_without_a_model_the_part_says_so(proven: Screen) -> None:
    app = proven("methods", part="probability")
    app.query_params["as_of"] = "2026-09-29"
    app.run()

    assert not app.exception
    assert [each.value[:30] for each in app.info] == ["No model had been fitted on wh", "No backtest is kept by this da"]


@pytest.mark.parametrize(("form", "other"), [("steps", "Plain logistic"), ("logistic", "In steps")])
def test_every_method_is_named_at_the_end_of_its_line(form: str, other: str) -> None:
    each = [
        {"method": method, "year": year, "figure": "auc", "value": value, "low": None, "high": None}
        for method, value in zip(METHODS, (0.7, 0.7, 0.7, 0.6), strict=True) for year in (2024, 2025)
    ]  # fmt: skip
    with speaking("en"):
        spec = proof.year_chart(proof.by_year(DataFrame(each), "auc", form), "auc", form)
    ends = spec["layer"][0]["layer"][-1]["data"]["values"]
    heights = sorted(row["at"] for row in ends)

    assert {row["name"] for row in ends} == {"Model", other, "Past violations", "Past accidents"}
    assert min(after - before for before, after in pairwise(heights)) > 0.008  # none on another


@pytest.mark.parametrize("form", ["steps", "logistic"])
def test_the_line_of_the_model_lies_on_top(form: str) -> None:
    points = DataFrame({"method": sorted(METHODS), "curve": ["lift"] * 4, "x": [0.1] * 4, "y": [0.1] * 4})

    assert curves.of(points, "lift", form)["method"].tolist() == [*sorted({*METHODS} - {form}), form]


def test_a_year_without_an_event_is_left_out_and_not_drawn_as_nought() -> None:
    each = DataFrame(
        {"method": ["steps"] * 2, "year": [2024, 2025], "figure": ["auc"] * 2, "value": [0.7, None], "low": [None] * 2, "high": [None] * 2}
    )
    with speaking("en"):
        assert proof.by_year(each, "auc", "steps")["year"].tolist() == [2024]


@pytest.mark.parametrize("form", ["steps", "logistic"])
def test_calibration_is_drawn_of_the_model_alone(form: str) -> None:
    points = DataFrame({"method": ["steps", "logistic"], "curve": ["calibration"] * 2, "x": [0.1, 0.2], "y": [0.1, 0.2]})

    assert curves.of(points, "calibration", form)["method"].tolist() == [form]


@pytest.mark.parametrize(
    ("log_odds", "direction"), [([0, 1, 2], "more never lowers"), ([0, -1, -1], "more never raises"), ([0, 1, 0], "goes both ways")]
)
def test_the_direction_of_a_feature_is_read_from_its_steps(log_odds: list[float], direction: str) -> None:
    with speaking("en"):
        assert steps.direction(DataFrame({"log_odds": log_odds, "is_missing": False})) == direction


def test_every_feature_of_the_model_has_words() -> None:
    from data.risk_model.features import FEATURES, GROUPS

    with speaking("en"):
        assert {feature.name for feature in FEATURES} <= set(words.features())
        assert set(GROUPS) <= set(words.groups())
