"""What each feature and each group may look like before the rows are seen: its parameters, how they make log-odds, and what pulls them."""

from dataclasses import dataclass

import numpy as np

from data.risk_model.bins import Bins

TREND_SPREAD = 1.0  # log-odds a standard deviation of the feature's logarithm may plausibly add
STEP_SPREAD = 0.3  # log-odds the steps may plausibly leave that trend by, over one standard deviation
MISSING_SPREAD = 0.5  # log-odds a missing value may plausibly add
MOST = 20.0  # no single parameter passes e^20


@dataclass(frozen=True)
class Block:
    """Parameters of one feature or group: table = shape @ parameters; penalty is the inverse of their plausible covariance."""

    shape: np.ndarray
    penalty: np.ndarray
    lowest: np.ndarray
    highest: np.ndarray


def stepped(bins: Bins, direction: int) -> Block:
    """A trend on the log scale, a rise from each step to the next that may leave the trend, and the missing values' own step.

    Rises that leave the trend are a random walk about it: the longer the way between two steps, the freer.
    """
    gaps = np.diff(bins.places)
    count = len(gaps)
    off_trend = np.hstack([-gaps[:, None], np.eye(count), np.zeros((count, 1))])
    pull = off_trend.T @ np.diag(1 / (STEP_SPREAD**2 * np.maximum(gaps, 0.01))) @ off_trend
    shape = np.zeros((count + 2, count + 2))
    shape[1:-1, 1:-1] = np.tri(count)
    shape[-1, -1] = 1
    return bounded(shape, pull + np.diag([TREND_SPREAD**-2, *[0] * count, MISSING_SPREAD**-2]), direction)


def straight(bins: Bins, direction: int) -> Block:
    """The trend alone: plain logistic regression on the logarithm, written on the same steps."""
    shape = np.zeros((len(bins.places) + 1, 2))
    shape[:-1, 0] = bins.places - bins.places[0]
    shape[-1, -1] = 1
    return bounded(shape, np.diag([TREND_SPREAD**-2, MISSING_SPREAD**-2]), direction)


def pooled(count: int, spread: float) -> Block:
    """One effect a code, all pulled towards their mean by what the spread between codes allows."""
    return bounded(np.eye(count), np.eye(count) / spread**2, 0)


def bounded(shape: np.ndarray, penalty: np.ndarray, direction: int) -> Block:
    """A block whose parameters, but for a last one of missing values, do not go against the direction."""
    lowest, highest = np.full(shape.shape[1], -MOST), np.full(shape.shape[1], MOST)
    if direction > 0:
        lowest[:-1] = 0
    elif direction < 0:
        highest[:-1] = 0
    return Block(shape, penalty, lowest, highest)
