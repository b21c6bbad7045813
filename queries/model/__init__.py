"""Questions about the model of the predicted probability: what it learnt from, what each thing adds, how well it foretold years unseen."""

from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read, read_one


def fitted(viewer: Viewer, as_of: date) -> dict[str, Any] | None:
    """The version that scores the day; None before the first.

    model_version; known_through: nothing later taught it; fitted_on: day in Kazakhstan; form: steps, or logistic
    where steps did not rank better beyond chance on years unseen; outcome: code; base_log_odds and
    base_probability (0 to 1) of a facility to which nothing is added; first_origin, last_origin: days from which it looked twelve
    months ahead; row_count, event_count: rows of the training table, and those on which the outcome came true. Raises Unavailable.
    """
    return read_one(viewer, "model/fitted", as_of=as_of)


def steps(viewer: Viewer, as_of: date) -> DataFrame:
    """Steps of numeric features of the version that scores the day, features that can move the odds most first.

    feature: code; from_value: first value of the step, None below every other; is_missing: the value is not known; log_odds it adds;
    odds_factor: times the odds; spread: highest less lowest log-odds of the feature. Raises Unavailable.
    """
    return read(viewer, "model/steps", as_of=as_of)


def groups(viewer: Viewer, as_of: date) -> DataFrame:
    """Effects of groups of the version that scores the day, the highest of each feature first.

    feature: region_code, hazard_type_code or activity_code; code; name_* (None where the code is not known any more); log_odds;
    odds_factor: times the odds. Raises Unavailable.
    """
    return read(viewer, "model/groups", as_of=as_of)


def figures(viewer: Viewer, as_of: date) -> DataFrame:
    """What backtests measured by the day, of every table those of its latest version.

    table_name: demo, or a file's name; outcome; year: the one foretold, 0 all together; method: steps, logistic or a naive ranking;
    figure: auc, share_in_top_tenth, calibration_slope, calibration_intercept, brier or auc_gain_over_(a method); value, low, high
    (95 per cent; not-a-number where undefined); model_version and the form it took. Raises Unavailable.
    """
    return read(viewer, "model/figures", as_of=as_of)


def curves(viewer: Viewer, as_of: date, *, table_name: str, outcome: str, year: int) -> DataFrame:
    """Points of the curves of a backtest; year 0: all years together.

    method; curve: calibration (x mean probability, y share on which it came true) or lift (x share of units looked at, the highest
    first, y share of all events among them); point_no; x, y: 0 to 1; row_count: units behind the point. Raises Unavailable.
    """
    return read(viewer, "model/curves", as_of=as_of, table_name=table_name, outcome=outcome, year=year)
