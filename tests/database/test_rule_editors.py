"""Two editors of one rule, and an editor while a day is being scored: the second is told, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import date

import pytest
from psycopg2.errors import LockNotAvailable
from sqlalchemy import text

from data.database import nationwide_connection
from data.scoring import score
from queries.db import writing_as
from queries.refusals import Refused
from tests.rule_changes import change, newest
from tests.viewers import MINISTER

SCORED = date(2026, 10, 31)
AN_EDIT = text(
    "SELECT change_risk_rule(law, version, '2026-11-01', constants, indicators_of(law, version), 'Order No. 5')"
    " FROM risk_rule WHERE law = 'labour'"
)


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(database: str) -> None:
    change(high_from=80)

    with pytest.raises(Refused, match="changed_meanwhile"):
        change(base_version=1, medium_from=20)

    assert (newest()["version"], newest()["constants"]["high_from"]) == (2, 80)


def test_the_second_of_two_editors_at_once_waits_and_is_told(database: str) -> None:
    with ThreadPoolExecutor() as others:
        with writing_as(MINISTER) as first:
            first.execute(AN_EDIT)
            second = others.submit(change, base_version=1, medium_from=20)
            assert wait([second], timeout=1).not_done
        with pytest.raises(Refused, match="changed_meanwhile"):
            second.result()

    assert newest()["version"] == 2


def test_an_editor_is_not_refused_while_the_one_before_lets_go_of_its_locks(database: str) -> None:
    """A server lets go of them one after the other, and the first wakes the next editor."""
    with writing_as(MINISTER) as still_ending:
        still_ending.execute(text("SELECT pg_advisory_xact_lock_shared(hashtext('risk_scoring'))"))
        change(high_from=80)

    assert newest()["version"] == 2


def test_no_rule_changes_while_a_day_is_being_scored(database: str) -> None:
    with closing(nationwide_connection()) as connection:
        score(connection, SCORED)
        with pytest.raises(Refused, match="scoring_is_under_way"):
            change(high_from=80)
        connection.commit()

    change(high_from=80)
    assert newest()["version"] == 2


def test_no_day_is_scored_while_a_rule_is_being_changed(database: str) -> None:
    with writing_as(MINISTER) as editor, closing(nationwide_connection()) as connection:
        editor.execute(AN_EDIT)
        with connection.cursor() as impatient:
            impatient.execute("SET lock_timeout = '200ms'")
        with pytest.raises(LockNotAvailable):
            score(connection, SCORED)
