"""Several month ends scored in one go: the same as one after the other, and what the player can step through."""

from contextlib import closing
from datetime import date

import pytest
from typer.testing import CliRunner

from data.__main__ import app
from data.calendar import month_ends
from data.database import nationwide_connection
from data.scoring import score_days
from queries import facilities
from tests import rows
from tests.viewers import PM_OFFICE

AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)
SCORES = "SELECT facility_id, valid_from, valid_to, labour_degree, reasons FROM risk_score ORDER BY 1, 2"


@pytest.fixture
def _one_that_changes(database: str) -> None:
    """Clean in August, found to be bad in September; and one that does not change."""
    rows.facility()
    facility_id = rows.facility()
    rows.inspection(facility_id, date(2026, 8, 1))
    rows.violation(facility_id, rows.inspection(facility_id, date(2026, 9, 15)), date(2026, 9, 15), "gross")


def score_in_one_go(*days: date) -> list[tuple[int, int]]:
    """Scores the days; what was told of the progress."""
    told: list[tuple[int, int]] = []
    with closing(nationwide_connection()) as connection:
        score_days(connection, days, lambda done, of: told.append((done, of)))
        connection.commit()
    return told


def test_month_ends_go_back_from_a_day_over_the_turn_of_the_year() -> None:
    assert month_ends(date(2026, 2, 28), 4) == [date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)]
    assert month_ends(date(2024, 3, 15), 2) == [date(2024, 2, 29), date(2024, 3, 15)]
    assert month_ends(OCTOBER, 1) == [OCTOBER]


@pytest.mark.usefixtures("_one_that_changes")
def test_days_in_one_go_are_scored_in_order_and_as_one_by_one() -> None:
    for day in (AUGUST, SEPTEMBER, OCTOBER):
        rows.score(day)
    one_by_one = rows.run(SCORES)

    told = score_in_one_go(OCTOBER, AUGUST, SEPTEMBER)

    assert rows.run(SCORES) == one_by_one
    assert len(one_by_one) == 3
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.usefixtures("_one_that_changes")
def test_days_scored_before_between_and_after_the_asked_ones_stay_scored() -> None:
    between = date(2026, 9, 15)
    for day in (date(2026, 7, 31), between, OCTOBER):
        rows.score(day)

    score_in_one_go(AUGUST, SEPTEMBER)

    assert [row[0] for row in rows.run("SELECT scored_on FROM risk_run ORDER BY 1")] == [
        date(2026, 7, 31), AUGUST, between, SEPTEMBER, OCTOBER
    ]  # fmt: skip


@pytest.mark.usefixtures("_one_that_changes")
def test_the_command_scores_so_many_month_ends() -> None:
    result = CliRunner().invoke(app, ["score", "--as-of", "2026-10-31", "--months", "3"])

    assert result.exit_code == 0, result.output
    assert "2026-08-31: all touched, 2 computed, 2 written." in result.output
    assert "Scored: 3 rows changed." in result.output
    assert facilities.offered(PM_OFFICE, OCTOBER, today=OCTOBER)["month_ends"] == [AUGUST, SEPTEMBER, OCTOBER]


@pytest.mark.usefixtures("_one_that_changes")
def test_the_command_says_whether_it_computed_all_or_what_was_touched() -> None:
    rows.score(OCTOBER)

    again = CliRunner().invoke(app, ["score", "--as-of", "2026-10-31"])
    in_full = CliRunner().invoke(app, ["score", "--as-of", "2026-10-31", "--full"])

    assert "2026-10-31: 0 touched, 0 computed, 0 written." in again.output
    assert "2026-10-31: all touched, 2 computed, 2 written." in in_full.output


@pytest.mark.usefixtures("_one_that_changes")
def test_the_player_steps_through_month_ends_only_and_not_beyond_the_day() -> None:
    score_in_one_go(date(2024, 2, 29), date(2026, 9, 29), SEPTEMBER, date(2026, 10, 15), OCTOBER)

    assert facilities.offered(PM_OFFICE, OCTOBER, today=OCTOBER)["month_ends"] == [date(2024, 2, 29), SEPTEMBER, OCTOBER]
    assert facilities.offered(PM_OFFICE, OCTOBER, today=date(2026, 10, 30))["month_ends"] == [date(2024, 2, 29), SEPTEMBER]
