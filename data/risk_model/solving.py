"""Penalised logistic regression within bounds: a convex problem with one solution, so that the same rows always give the same model."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.special import expit


@dataclass(frozen=True)
class Problem:
    """Rows take one place in each block of a table of log-odds (design); the table is a linear map of few parameters (shape)."""

    design: csr_array
    shape: csr_array
    penalty: csr_array
    lowest: np.ndarray
    highest: np.ndarray
    outcome: np.ndarray


def solve(problem: Problem, start: np.ndarray) -> np.ndarray:
    """Parameters, the base first, that make outcome likeliest less half their penalty; all within their bounds, which the base has not."""
    bounds = [(-np.inf, np.inf), *zip(problem.lowest, problem.highest, strict=True)]
    options = {"maxiter": 2000, "maxfun": 4000, "ftol": 1e-10, "gtol": 1e-6}
    return minimize(loss_and_slope, start, args=(problem,), jac=True, method="L-BFGS-B", bounds=bounds, options=options).x


def loss_and_slope(given: np.ndarray, problem: Problem) -> tuple[float, np.ndarray]:
    """Mean loss of a row, penalty included, and its derivative."""
    base, parameters, count = given[0], given[1:], len(problem.outcome)
    log_odds = base + problem.design @ (problem.shape @ parameters)
    pull = problem.penalty @ parameters
    # Sums, not @: threads of the linear algebra would wait for each other longer than they count.
    loss = (np.logaddexp(0, log_odds) - problem.outcome * log_odds).sum() + (parameters * pull).sum() / 2
    residual = expit(log_odds) - problem.outcome
    slope = problem.shape.T @ (problem.design.T @ residual) + pull
    return loss / count, np.concatenate([[residual.sum()], slope]) / count
