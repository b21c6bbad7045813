"""Scoring every facility: the definitions stand in data/schema, this decides which days are scored."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any


def latest_run(connection: Any) -> date | None:
    """Day of the latest scoring, or None before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(scored_on) FROM risk_run")
        return cursor.fetchone()[0]


def score(connection: Any, day: date) -> int:
    """Scores every facility as known at the end of a day with the counts that stand on the scores; returns how many rows changed.

    Where a later day has been scored, it is scored again. The caller's connection is the writer's, nationwide; the caller commits.
    """
    return score_days(connection, [day])


def score_days(connection: Any, days: Iterable[date], on_each: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Scores every facility as known at the end of each of some days; returns how many rows changed.

    Days are scored in order. Where one of them, or a day after the first of them, has been scored, those runs are forgotten and done
    again, since they stand on the rows before them. on_each hears how many days are done, and of how many. The caller's connection is
    the writer's, nationwide; the caller commits, all days or none.
    """
    asked = set(days)
    with connection.cursor() as cursor:
        cursor.execute("SELECT scored_on FROM risk_run WHERE scored_on > %s", [min(asked)])
        in_order = sorted(asked.union(row[0] for row in cursor.fetchall()))
        cursor.execute("SELECT rewind_scores(%s)", [in_order[0]])
        changed = 0
        for done, each in enumerate(in_order, start=1):
            changed += _score_one(cursor, each)
            on_each(done, len(in_order))
        cursor.execute("SELECT refresh_measures(NULL)")
        cursor.execute("SELECT move_data_version()")
    return changed


def score_latest(connection: Any) -> int | None:
    """Scores the latest scored day again, so that rows just delivered show at once; None before the first scoring."""
    day = latest_run(connection)
    return None if day is None else score(connection, day)


def _score_one(cursor: Any, day: date) -> int:
    cursor.execute("SELECT record_scores(%s)", [day])
    return int(cursor.fetchone()[0])
