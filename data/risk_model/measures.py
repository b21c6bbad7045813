"""How good a score was, under many weightings of the rows at once: one weighting a resample of the bootstrap."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

TENTH = 0.1
NEAREST = 1e-9  # a probability is never taken for 0 or 1
DECIMALS = 2  # log-odds are told apart by hundredths where calibration is measured: thousands of rows become some hundred
NEWTON_STEPS, SMALLEST_MOVE, LARGEST_MOVE = 25, 1e-6, 2.0


@dataclass(frozen=True)
class Ranked:
    """Rows of equal score as one: the scores, lowest first, and for each weighting what they weigh and what of it had the event."""

    scores: np.ndarray
    weight: np.ndarray
    hit: np.ndarray


def ranked(score: np.ndarray, happened: np.ndarray, weights: np.ndarray) -> Ranked:
    """Rows in the order of their score; weights has one row a weighting."""
    order = np.argsort(score, kind="stable")
    begins = np.flatnonzero(np.concatenate([[True], np.diff(score[order]) != 0]))
    in_order = weights[:, order]
    weight = np.add.reduceat(in_order, begins, axis=1)
    return Ranked(score[order][begins], weight, np.add.reduceat(in_order * happened[order], begins, axis=1))


def auc(rows: Ranked) -> np.ndarray:
    """Chance that a unit where it happened ranks above one where it did not, ties counting half; NaN where all are alike."""
    missed = rows.weight - rows.hit
    below = np.cumsum(missed, axis=1) - missed / 2
    return divided((rows.hit * below).sum(axis=1), rows.hit.sum(axis=1) * missed.sum(axis=1))


def share_in_top_tenth(rows: Ranked) -> np.ndarray:
    """Share of all events among the tenth of units ranked highest; of units tied at the border, their part; NaN without events."""
    return share_in_top(rows, TENTH)


def share_in_top(rows: Ranked, top: float) -> np.ndarray:
    """The same among any share of units."""
    above = rows.weight.sum(axis=1, keepdims=True) - np.cumsum(rows.weight, axis=1)
    room = top * rows.weight.sum(axis=1, keepdims=True) - above
    part = np.clip(room / np.maximum(rows.weight, NEAREST), 0, 1)
    return divided((part * rows.hit).sum(axis=1), rows.hit.sum(axis=1))


def brier(probability: np.ndarray, happened: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean squared distance of the probability from what happened; lower is better."""
    return weights @ (probability - happened) ** 2 / weights.sum(axis=1)


def calibration_intercept(rows: Ranked) -> np.ndarray:
    """Log-odds by which all probabilities together were too low (above 0) or too high, rows ranked by log-odds; NaN where all are alike."""
    return corrections(np.ones((len(rows.scores), 1)), rows)[:, 0]


def calibration_slope(rows: Ranked) -> np.ndarray:
    """1 where high and low probabilities were right; under 1 too far apart, above 1 too close; NaN where all are alike."""
    if len(rows.scores) < 2:
        return np.full(len(rows.weight), np.nan)
    columns = np.column_stack([np.ones_like(rows.scores), rows.scores - rows.scores.mean()])
    return 1 + corrections(columns, rows)[:, 1]


def log_odds_of(probability: np.ndarray) -> np.ndarray:
    """Log-odds to hundredths, finite for 0 and 1."""
    return np.round(logit(np.clip(probability, NEAREST, 1 - NEAREST)), DECIMALS)


def corrections(columns: np.ndarray, rows: Ranked) -> np.ndarray:
    """Coefficients of a logistic regression on a few columns beside the log-odds, one row a weighting, by Newton's steps."""
    size = columns.shape[1]
    found = np.zeros((len(rows.weight), size))
    squares = (columns[:, :, None] * columns[:, None, :]).reshape(len(columns), -1)
    for _ in range(NEWTON_STEPS):
        chance = expit(rows.scores + found @ columns.T)
        slope = (rows.hit - rows.weight * chance) @ columns
        bend = ((rows.weight * chance * (1 - chance)) @ squares).reshape(-1, size, size) + NEAREST * np.eye(size)
        move = np.clip(np.linalg.solve(bend, slope[..., None])[..., 0], -LARGEST_MOVE, LARGEST_MOVE)
        found = found + move
        if np.abs(move).max() < SMALLEST_MOVE:
            break
    is_alike = np.isin(rows.hit.sum(axis=1), 0) | np.isclose(rows.hit.sum(axis=1), rows.weight.sum(axis=1))
    return np.where(is_alike[:, None], np.nan, found)


def divided(amount: np.ndarray, by: np.ndarray) -> np.ndarray:
    """The quotient, NaN where nothing is to divide by."""
    return np.divide(amount, by, out=np.full(len(by), np.nan), where=by > 0)
