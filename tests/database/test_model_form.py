"""The form of a version is the one that years not seen speak for: steps where they rank better beyond chance, else the plain one."""

from contextlib import closing
from datetime import date

import pytest
from psycopg2.errors import CheckViolation

from data.database import nationwide_connection
from data.risk_model.versions import Renewed, renew
from queries import model
from tests import models, rows
from tests.future import shuffle_what_was_learned_later
from tests.viewers import PM_OFFICE

KNOWN = date(2026, 10, 31)
ONE_ORIGIN = date(2024, 10, 31)
MOST_STEPS = 200  # what a value is looked up among when every facility is scored
GAIN = "SELECT value, low FROM risk_model_figure WHERE year = 0 AND method = 'steps' AND figure = 'auc_gain_over_logistic'"
WHERE_ACCIDENTS_ARE_THE_AGE_IS_LOW_OR_HIGH = """
    WITH struck AS (SELECT DISTINCT facility_id FROM accident WHERE facility_id IS NOT NULL)
    UPDATE facility f SET commissioned_on = CASE
        WHEN s.facility_id IS NULL THEN date '2003-05-05'
        WHEN mod(f.facility_id, 2) = 0 THEN date '2021-05-05'
        ELSE date '1970-05-05'
    END
    FROM facility p LEFT JOIN struck s USING (facility_id)
    WHERE f.facility_id = p.facility_id AND mod(f.facility_id, 5) > 0
"""


def renewed(known_through: date = KNOWN) -> Renewed:
    """A version fitted on what was known by a day."""
    with closing(nationwide_connection()) as connection:
        found = renew(connection, known_through)
        connection.commit()
    return found


def test_without_a_gain_beyond_chance_the_plain_form_stays(demo_database: str) -> None:
    found = renewed()
    ((_, low),) = rows.run(GAIN)

    assert low <= 0
    assert found.form == "logistic"
    _kept_and_sound("logistic")


def test_steps_that_rank_better_beyond_chance_are_taken(demo_database: str) -> None:
    rows.run(WHERE_ACCIDENTS_ARE_THE_AGE_IS_LOW_OR_HIGH)

    found = renewed()
    ((gain, low),) = rows.run(GAIN)

    assert gain > low > 0
    assert found.form == "steps"
    _kept_and_sound("steps")


def _kept_and_sound(form: str) -> None:
    """The form is kept and told, contributions add up to every score made by it, no direction is broken, and the steps are few.

    Nor does one more gross violation, written to the register, lower the probability of any facility.
    """
    rows.score(KNOWN)
    told = model.fitted(PM_OFFICE, KNOWN)
    assert told
    assert told["form"] == form
    assert models.sums()[0] > 2900
    assert models.sums()[1] == 0
    assert models.falling() == []
    assert 50 < rows.run("SELECT count(*) FROM risk_model_step")[0][0] < MOST_STEPS
    lowered, raised = models.moved_by_one_more_gross_violation(KNOWN)
    assert lowered == 0
    assert raised > 100


def test_a_register_that_cannot_be_backtested_yet_takes_the_plain_form(demo_database: str) -> None:
    rows.run(WHERE_ACCIDENTS_ARE_THE_AGE_IS_LOW_OR_HIGH)

    found = renewed(ONE_ORIGIN)

    assert found.training.rows["origin"].nunique() == 1
    assert found.form == "logistic"
    assert rows.run("SELECT form FROM risk_model") == [("logistic",)]
    assert rows.run("SELECT count(*) FROM risk_model_figure") == [(0,)]


def test_what_was_learned_later_does_not_choose_the_form(demo_database: str) -> None:
    """The backtest of a day gives the same figures whatever became known after it."""
    kept = "SELECT method, figure, year, value, low FROM risk_model_figure WHERE model_version = %s ORDER BY 1, 2, 3"
    day = date(2025, 10, 31)
    first = renewed(day).version
    shuffle_what_was_learned_later(day)

    second = renewed(day).version

    assert rows.run(kept, first) == rows.run(kept, second) != []


@pytest.mark.parametrize("form", ["line", ""])
def test_no_other_form_can_be_kept(database: str, form: str) -> None:
    with pytest.raises(CheckViolation, match="risk_model_form_check"):
        rows.insert(
            "risk_model", model_version=1, known_through=KNOWN, form=form, outcome="x", base_log_odds=0, first_origin=date(2024, 9, 30),
            last_origin=date(2025, 9, 30), row_count=2, event_count=1,
        )  # fmt: skip
