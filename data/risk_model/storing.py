"""A fitted model as rows: told from the usual facility, rounded so that sums are exact, kept as a new version."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np
from pandas import DataFrame
from psycopg2.extras import execute_values

from data.risk_model.features import OUTCOME, PERIOD
from data.risk_model.model import Feature, Model, Step, added_by_steps, numbers
from data.risk_model.training import Training

DECIMALS = 3
WRITE_MODEL = (
    "INSERT INTO risk_model (model_version, known_through, form, outcome, base_log_odds, first_origin, last_origin, row_count, event_count)"
    " SELECT coalesce(max(model_version), 0) + 1, %s, %s, %s, %s, %s, %s, %s, %s FROM risk_model RETURNING model_version"
)


def store(connection: Any, model: Model, training: Training, form: str) -> int:
    """Keeps the model, fitted in a form, as a new version, valid from the day through which its training was known; returns the version.

    Days already scored keep their scores until they are scored again. The connection is the writer's; the caller commits.
    """
    told = rounded(told_from_the_usual(corrected_for_the_draw(model, training.share_kept), training.rows))
    rows = training.rows
    origins = (rows[PERIOD].min().date(), rows[PERIOD].max().date())
    with connection.cursor() as cursor:
        head = [training.known_through, form, OUTCOME, told.base_log_odds, *origins, len(rows), int(rows[OUTCOME].sum())]
        cursor.execute(WRITE_MODEL, head)
        version = int(cursor.fetchone()[0])
        _write(cursor, "risk_model_step", [(version, s.feature, s.at_least, s.log_odds) for s in told.steps])
        _write(cursor, "risk_model_group", [(version, e.feature, e.code, e.log_odds) for e in told.groups])
        cursor.execute("SELECT move_data_version()")
    return version


def write_figures(connection: Any, version: int, figures: Iterable[Sequence[Any]], curves: Iterable[Sequence[Any]]) -> None:
    """Keeps what a backtest measured beside a version; rows as in risk_model_figure and risk_model_curve, without the version."""
    with connection.cursor() as cursor:
        _write(cursor, "risk_model_figure", [(version, *row) for row in figures])
        _write(cursor, "risk_model_curve", [(version, *row) for row in curves])


def corrected_for_the_draw(model: Model, share_kept: float) -> Model:
    """The base as all facilities would have given it: leaving out rows without an accident raised the odds by 1 / share_kept."""
    return replace(model, base_log_odds=model.base_log_odds + math.log(share_kept))


def told_from_the_usual(model: Model, rows: DataFrame) -> Model:
    """The same probabilities, each feature compared with what adds nothing from now on: what is usual needs no words.

    Of what is never safer when there is more of it, none at all is the measure, so that what is done about it shows; else the commonest.
    """
    base, steps = model.base_log_odds, []
    for feature in model.features:
        own = [step for step in model.steps if step.feature == feature.name]
        values = numbers(rows, feature.name)
        usual = float(added_by_steps(own, np.array([measure_of(feature, values)]))[0])
        base += usual
        steps += [replace(step, log_odds=step.log_odds - usual) for step in own]
    return replace(model, base_log_odds=base, steps=tuple(steps))


def measure_of(feature: Feature, values: np.ndarray) -> float:
    """The value a feature is compared with: none where that occurs and more is never safer, else the commonest."""
    known = values[~np.isnan(values)]
    if feature.direction > 0 and (known == 0).any():
        return 0.0
    return Counter(known.tolist()).most_common(1)[0][0] if len(known) else math.nan


def rounded(model: Model) -> Model:
    """Log-odds to three decimals; steps that became equal to the one below are one, effects of nothing none."""
    groups = (replace(effect, log_odds=_round(effect.log_odds)) for effect in model.groups)
    return replace(
        model,
        base_log_odds=_round(model.base_log_odds),
        steps=tuple(_merged(replace(step, log_odds=_round(step.log_odds)) for step in model.steps)),
        groups=tuple(effect for effect in groups if effect.log_odds),
    )


def _merged(steps: Iterable[Step]) -> list[Step]:
    runs = groupby(steps, lambda step: (step.feature, math.isnan(step.at_least), step.log_odds))
    return [next(run) for _, run in runs]


def _round(log_odds: float) -> float:
    return round(log_odds, DECIMALS) + 0.0  # no minus nought


def _write(cursor: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        execute_values(cursor, f"INSERT INTO {table} VALUES %s", rows)  # noqa: S608 - the names stand above
