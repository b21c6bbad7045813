"""What is written for every facility is not planned for every facility: the key of each row is looked up by a plan that is kept."""

import os
from collections import deque
from contextlib import closing
from datetime import date

import psycopg2
import pytest
from sqlalchemy import make_url

from tests import rows
from tests.admission_rows import employer

COUNTED = (
    "SELECT set_config('app.is_nationwide', 'on', false), set_config('client_min_messages', 'log', false),"
    " set_config('log_planner_stats', 'on', false)"
)


def plannings(database: str, statement: str) -> int:
    """How often the server plans while it carries out a statement of the administrator; nothing of it is kept."""
    url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql", database=database)
    with closing(psycopg2.connect(url.render_as_string(hide_password=False))) as connection, connection.cursor() as cursor:
        cursor.execute(COUNTED)
        connection.notices = said = deque()
        cursor.execute(statement)
        connection.rollback()
    return sum("PLANNER STATISTICS" in each for each in said)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT refresh_search(NULL)",
        "SELECT refresh_search(ARRAY(SELECT facility_id FROM facility))",
        "SELECT score_day('2026-10-31', true)",
    ],
)
def test_plans_do_not_grow_with_the_register(database: str, statement: str) -> None:
    needed = []
    for hazards in ([("boiler",)], rows.run("SELECT hazard_type_code FROM hazard_type")):
        for number in range(100):
            rows.facility(bin=employer(), hazard_type_code=hazards[number % len(hazards)][0], known_on=date(2026, 1, 1))
        needed.append(plannings(database, statement))

    assert 0 < needed[1] < needed[0] + 20
