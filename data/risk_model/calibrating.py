"""Makes probabilities mean what they say: a slope and a level that correct a fit on a later period."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

SLOPE_SPREAD = 0.1  # how far from 1 a slope plausibly lies; few events hardly move it
LEVEL_SPREAD = 0.3  # log-odds by which a year plausibly differs from those before


@dataclass(frozen=True)
class Calibration:
    """Corrected log-odds = level + slope * log-odds."""

    slope: float = 1.0
    level: float = 0.0


def calibrated(log_odds: np.ndarray, happened: np.ndarray) -> Calibration:
    """Slope and level that fit best, pulled towards 1 and 0; log-odds are taken about their mean, so that the two are told apart."""
    middle = log_odds.mean()
    columns = np.column_stack([np.ones_like(log_odds), log_odds - middle])
    prior, pull = np.array([middle, 1.0]), np.diag([LEVEL_SPREAD**-2, SLOPE_SPREAD**-2])
    found = newton(columns, happened, prior, pull)
    return Calibration(float(found[1]), float(found[0] - found[1] * middle))


def newton(columns: np.ndarray, happened: np.ndarray, prior: np.ndarray, pull: np.ndarray, steps: int = 30) -> np.ndarray:
    """Coefficients of a small logistic regression, pulled towards the prior."""
    found = prior.copy()
    for _ in range(steps):
        chance = expit(columns @ found)
        slope = columns.T @ (happened - chance) - pull @ (found - prior)
        bend = (columns.T * (chance * (1 - chance))) @ columns + pull
        found = found + np.clip(np.linalg.solve(bend, slope), -1, 1)
    return found
