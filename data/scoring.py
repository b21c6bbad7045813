"""Scoring facilities: the definitions stand in data/schema, this decides which days are scored."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple


class Scored(NamedTuple):
    """What the scoring of a day did.

    touched   facilities something was written about, or a day turned for, since the last scoring; None where every facility was computed
    computed  those and the ones whose points moved with theirs
    written   rows that came new
    """

    day: date
    touched: int | None
    computed: int
    written: int


def latest_run(connection: Any) -> date | None:
    """Day of the latest scoring, or None before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(scored_on) FROM risk_run")
        return cursor.fetchone()[0]


def score(connection: Any, day: date) -> list[Scored]:
    """Scores a day, as score_days does."""
    return score_days(connection, [day])


def score_days(
    connection: Any, days: Iterable[date], on_each: Callable[[int, int], None] = lambda done, of: None, *, is_full: bool = False
) -> list[Scored]:
    """Scores the facilities as known at the end of each of some days, with the counts that stand on the scores; says what each day took.

    The last scored day again, and later days, compute only what was touched since, where that gives the same as computing every
    facility, unless is_full (score_day in data/schema). Where an earlier day is asked for, the runs from it on are forgotten and all
    their days done again in order, since they stand on the rows before them. on_each hears how many days are done, and of how many.
    Scorings take turns. The caller's connection is the writer's, nationwide; the caller commits, all days or none.
    """
    asked = set(days)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('risk_scoring'))")  # nor does a rule change meanwhile
        cursor.execute("SELECT scored_on FROM risk_run WHERE scored_on > %s", [min(asked)])
        later = {row[0] for row in cursor.fetchall()}
        in_order = sorted(asked | later)
        if later:
            cursor.execute("SELECT rewind_scores(%s)", [in_order[0]])
        made: list[Scored] = []
        for each in in_order:  # what was touched before a run that is forgotten, nobody knows any more
            made.append(_score_one(cursor, each, is_full or (bool(later) and not made)))
            on_each(len(made), len(in_order))
        cursor.execute("SELECT move_data_version()")
    return made


def score_latest(connection: Any) -> list[Scored]:
    """Scores the latest scored day again, so that rows just delivered show at once; nothing before the first scoring."""
    day = latest_run(connection)
    return [] if day is None else score(connection, day)


def _score_one(cursor: Any, day: date, is_full: bool) -> Scored:
    cursor.execute("SELECT touched, computed, written FROM score_day(%s, %s)", [day, is_full])
    return Scored(day, *cursor.fetchone())
