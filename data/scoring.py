"""Scoring every facility: the definitions stand in data/schema, this decides which days are scored."""

from datetime import date
from typing import Any


def latest_run(connection: Any) -> date | None:
    """Day of the latest scoring, or None before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(scored_on) FROM risk_run")
        return cursor.fetchone()[0]


def score(connection: Any, day: date) -> int:
    """Scores every facility as known at the end of a day with the counts that stand on the scores; returns how many rows changed.

    Days are scored in order. Where the day, or a later one, has been scored, those runs are forgotten and done again, since they
    stand on the rows before them. The caller's connection is the writer's, nationwide; the caller commits.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT scored_on FROM risk_run WHERE scored_on > %s ORDER BY scored_on", [day])
        later_days = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT rewind_scores(%s)", [day])
        changed = [_score_one(cursor, each) for each in [day, *later_days]]
        cursor.execute("SELECT move_data_version()")
    return sum(changed)


def score_latest(connection: Any) -> int | None:
    """Scores the latest scored day again, so that rows just delivered show at once; None before the first scoring."""
    day = latest_run(connection)
    return None if day is None else score(connection, day)


def _score_one(cursor: Any, day: date) -> int:
    cursor.execute("SELECT record_scores(%s)", [day])
    return int(cursor.fetchone()[0])
