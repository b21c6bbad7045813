"""The model card is written from the stored figures of a run, not by hand."""

from contextlib import closing
from datetime import date

import pytest

from data.database import nationwide_connection
from data.risk_model import card
from data.risk_model.card_command import CARD
from data.risk_model.errors import UnfitTable
from tests import rows


def written() -> str:
    with closing(nationwide_connection()) as connection:
        return card.text(connection)


def fitted(version: int = 1, known_through: date = date(2026, 9, 30), form: str = "steps") -> None:
    rows.insert(
        "risk_model", model_version=version, known_through=known_through, form=form, outcome="has_accident_next_12_months",
        base_log_odds=-4.5, first_origin=date(2024, 9, 30), last_origin=date(2025, 9, 30), row_count=1000, event_count=40,
    )  # fmt: skip


def figure(
    name: str, value: float | None, low: float | None = None, high: float | None = None, year: int = 0, method: str = "steps"
) -> None:
    rows.insert(
        "risk_model_figure", model_version=1, table_name="demo", outcome="has_accident_next_12_months", year=year, method=method,
        figure=name, value=value, low=low, high=high,
    )  # fmt: skip


def test_without_a_model_there_is_no_card(database: str) -> None:
    with pytest.raises(UnfitTable, match="python -m data fit"):
        written()


def test_a_card_tells_what_the_model_learnt_from_and_what_each_feature_adds(database: str) -> None:
    fitted()
    for at_least, log_odds in ((float("-inf"), 0), (1, 0.693), (float("nan"), 2)):
        rows.insert("risk_model_step", model_version=1, feature="gross_open_count", at_least=at_least, log_odds=log_odds)
    rows.insert("risk_model_group", model_version=1, feature="region_code", code="35", log_odds=-0.693)

    told = written()

    assert "Learnt from 1000 rows" in told
    assert "40 of them followed by the event" in told
    assert "| `gross_open_count` | 2 | 1.00 | 2.00 | never lowers |" in told
    assert "| `region_code` | 1 | 0.50 | 0.50 | pulled to 1 where few |" in told
    assert "No backtest is kept" in told


@pytest.mark.parametrize(("slope", "verdict"), [(0.89, "**no**"), (0.9, "yes"), (1.1, "yes"), (1.11, "**no**")])
def test_a_slope_out_of_bounds_is_owned_up_to(database: str, slope: float, verdict: str) -> None:
    fitted()
    figure("calibration_slope", slope, slope - 0.1, slope + 0.1)

    assert f"All years together: calibrated within 0.9 to 1.1: {verdict} (slope {slope:.2f})." in written()


@pytest.mark.parametrize(("low", "verdict"), [(0.001, "yes"), (0.0, "**no**"), (-0.01, "**no**")])
def test_a_gain_within_chance_is_owned_up_to(database: str, low: float, verdict: str) -> None:
    fitted()
    figure("auc_gain_over_logistic", 0.02, low, 0.05)

    assert f"`steps` ranks better than `logistic` beyond chance: {verdict}" in written()


def test_the_form_taken_is_told_and_its_figures_are_the_verdict(database: str) -> None:
    fitted(form="logistic")
    for method, slope in (("steps", 0.7), ("logistic", 1.01)):
        figure("calibration_slope", slope, method=method)
        figure("auc_gain_over_past_violations", 0.1, 0.05, 0.2, method=method)
    figure("auc_gain_over_logistic", 0.001, -0.001, 0.002)

    told = written()

    assert "Form: `logistic`, the plain one" in told
    assert "yes (slope 1.01)" in told
    assert "(slope 0.70)" not in told
    assert "| logistic, calibration slope |" in told
    assert "`steps` ranks better than `logistic` beyond chance: **no**" in told
    assert "`logistic` ranks better than `past_violations` beyond chance: yes" in told
    assert "`steps` ranks better than `past_violations`" not in told


def test_what_is_not_defined_is_said_so(database: str) -> None:
    fitted()
    figure("auc", None, year=2025)
    figure("calibration_slope", None, year=2025)

    assert "not defined" in written()
    assert "2025: the calibration slope is not defined." in written()


def test_the_latest_version_counts(database: str) -> None:
    fitted(1)
    fitted(2, date(2026, 10, 31))

    assert "## Version 2" in written()


def test_a_figure_changed_by_hand_breaks_the_seal(database: str) -> None:
    fitted()
    figure("auc", 0.791, 0.77, 0.81)
    told = written()

    assert card.is_sealed(told)
    assert not card.is_sealed(told.replace("0.791", "0.891"))
    assert not card.is_sealed("")


def test_the_card_of_the_project_is_as_the_command_wrote_it() -> None:
    kept = CARD.read_text(encoding="utf-8")

    assert card.is_sealed(kept), "write it again: python -m data card"
    assert "## Proven on demo" in kept
    assert card.HEAD in kept
    assert card.LIMITS in kept
