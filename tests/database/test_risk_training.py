"""The model learnt from the register: which rows teach, what a version keeps, and that it adds up for every facility."""

from contextlib import closing
from datetime import date
from typing import Any

import numpy as np
import pytest
from pandas.testing import assert_frame_equal
from typer.testing import CliRunner

from data.__main__ import app
from data.database import nationwide_connection
from data.risk_model.errors import NoRows
from data.risk_model.features import FEATURES, GROUPS, OUTCOME
from data.risk_model.fit_command import fit_if_possible
from data.risk_model.fitting import fit
from data.risk_model.model import predict
from data.risk_model.storing import corrected_for_the_draw, told_from_the_usual
from data.risk_model.training import Training, training_table
from tests import models, rows
from tests.future import shuffle_what_was_learned_later

KNOWN = date(2025, 10, 31)
ORIGIN = date(2024, 10, 31)
KEPT = "SELECT valid_from, count(probability) FROM risk_score WHERE valid_from <= %s GROUP BY 1 ORDER BY 1"


def table(known_through: date = KNOWN, **given: Any) -> Training:
    with closing(nationwide_connection()) as connection:
        return training_table(connection, known_through, **given)


@pytest.fixture
def struck(database: str) -> int:
    """A facility in a register that began a year before the origin."""
    facility_id = rows.facility()
    rows.inspection(facility_id, date(2023, 10, 31))
    rows.accident(date(2023, 10, 31))
    return facility_id


@pytest.mark.parametrize(
    ("occurred_on", "known_on", "outcome"),
    [
        (date(2024, 10, 31), date(2024, 10, 31), 0),  # the origin itself is the past
        (date(2024, 11, 1), date(2024, 11, 1), 1),  # first day of the twelve months
        (date(2025, 10, 31), date(2025, 10, 31), 1),  # their last day
        (date(2025, 11, 1), date(2025, 11, 1), 0),  # after them
        (date(2025, 10, 30), date(2025, 11, 1), 0),  # within, but not known yet
    ],
)
def test_the_outcome_is_an_accident_in_the_twelve_months_after_the_origin(
    struck: int, occurred_on: date, known_on: date, outcome: int
) -> None:
    rows.accident(occurred_on, facility_id=struck, known_on=known_on)

    learnt = table().rows

    assert learnt["origin"].dt.date.tolist() == [ORIGIN]
    assert learnt[OUTCOME].tolist() == [outcome]


def test_an_origin_needs_twelve_months_after_it_and_a_year_of_the_register_before(struck: int) -> None:
    assert table(date(2026, 10, 31)).rows["origin"].dt.date.tolist() == [ORIGIN, KNOWN]
    assert table(date(2025, 11, 30)).rows["origin"].dt.date.tolist() == [date(2024, 11, 30)]
    with pytest.raises(NoRows):
        table(date(2025, 10, 30))


def test_nothing_can_be_learnt_from_an_empty_register(database: str) -> None:
    with pytest.raises(NoRows):
        table()


def test_nothing_learned_later_teaches(demo_database: str) -> None:
    before = table().rows

    shuffle_what_was_learned_later(KNOWN)

    assert_frame_equal(table().rows, before)


def test_of_a_large_register_every_accident_and_a_part_of_the_rest_is_taken(demo_database: str) -> None:
    whole, part = table(), table(most_rows=500)

    assert part.rows[OUTCOME].sum() == whole.rows[OUTCOME].sum() > 0
    others = (whole.rows[OUTCOME] == 0).sum()
    assert (part.rows[OUTCOME] == 0).sum() == pytest.approx(part.share_kept * others, rel=0.1)
    assert part.share_kept == pytest.approx(500 / 3000, abs=0.001)


def test_telling_it_from_the_usual_facility_changes_no_probability(demo_database: str) -> None:
    learnt = table().rows
    model = fit(learnt, FEATURES, GROUPS, OUTCOME, period="origin")

    told = told_from_the_usual(model, learnt)

    np.testing.assert_allclose(predict(told, learnt), predict(model, learnt), atol=1e-12)
    usual = [step.log_odds for step in told.steps if step.feature == "gross_open_count" and step.at_least <= 0]
    assert usual[-1] == 0


def test_leaving_out_rows_without_an_accident_is_made_good_in_the_base(demo_database: str) -> None:
    learnt = table().rows
    model = fit(learnt, FEATURES, GROUPS, OUTCOME, period="origin")

    odds = [each / (1 - each) for each in (predict(m, learnt) for m in (model, corrected_for_the_draw(model, 0.25)))]

    np.testing.assert_allclose(odds[1], 0.25 * odds[0])


@pytest.fixture
def _fitted_and_scored(demo_database: str) -> None:
    for command in (["fit", "--as-of", "2025-10-31"], ["score", "--as-of", "2026-10-31"]):
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.output


@pytest.mark.usefixtures("_fitted_and_scored")
def test_contributions_add_up_to_the_score_of_every_facility_and_no_direction_is_broken() -> None:
    scored, wrong = models.sums()
    of_the_day = rows.run("SELECT count(*) FROM facility_facts_on('2026-10-31')")[0][0]

    assert scored >= of_the_day > 2900
    assert wrong == 0
    assert models.falling() == []


@pytest.mark.usefixtures("_fitted_and_scored")
def test_the_database_gives_what_the_model_gives_to_the_rounding_of_its_steps() -> None:
    learnt = table(date(2026, 10, 31)).rows
    at_origin = learnt[learnt["origin"].dt.date == KNOWN].set_index("facility_id")
    form = rows.run("SELECT form FROM risk_model")[0][0]
    model = fit(table().rows, FEATURES, GROUPS, OUTCOME, period="origin", is_stepped=form == "steps")

    by_database = dict(rows.run("SELECT facility_id, probability FROM probability_on(%s)", KNOWN))
    by_model = predict(model, at_origin)

    log_odds = [np.log(p / (1 - p)) for p in (np.array([by_database[number] for number in at_origin.index]), by_model.to_numpy())]
    np.testing.assert_allclose(log_odds[0], log_odds[1], atol=0.0005 * (len(FEATURES) + len(GROUPS) + 1) + 1e-9)


@pytest.mark.usefixtures("_fitted_and_scored")
def test_days_before_the_version_stay_without_a_probability() -> None:
    rows.score(date(2025, 9, 30))

    kept = rows.run(KEPT, KNOWN)

    assert kept[0] == (date(2025, 9, 30), 0)
    assert kept[1][1] > 0


@pytest.mark.usefixtures("demo_database")
def test_a_fit_keeps_its_version_and_what_the_backtest_measured_beside_both_naive_rankings() -> None:
    result = CliRunner().invoke(app, ["fit", "--as-of", "2026-10-31"])

    assert result.exit_code == 0, result.output
    assert rows.run("SELECT model_version, known_through, first_origin, last_origin FROM risk_model") == [
        (1, date(2026, 10, 31), date(2023, 10, 31), date(2025, 10, 31))
    ]
    auc = dict(rows.run("SELECT method, value FROM risk_model_figure WHERE year = 0 AND figure = 'auc' AND table_name = 'demo'"))
    assert set(auc) == {"steps", "logistic", "past_violations", "past_accidents"}
    assert auc["steps"] > max(auc["past_violations"], auc["past_accidents"])
    assert {curve for (curve,) in rows.run("SELECT DISTINCT curve FROM risk_model_curve")} == {"calibration", "lift"}


def test_a_register_that_cannot_teach_yet_is_said_in_a_sentence(database: str) -> None:
    result = CliRunner().invoke(app, ["fit", "--as-of", "2026-10-31"])

    assert isinstance(result.exception, NoRows)
    assert "year of the register" in str(result.exception)
    fit_if_possible([KNOWN])  # as the demonstration does: it goes on
    assert rows.run("SELECT count(*) FROM risk_model") == [(0,)]
