"""One fit: the steps and effects that explain what happened best, codes of a group pulled together as far as they are alike."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.special import expit, logit

from data.risk_model.design import FIRST_SPREAD, Layout, joined
from data.risk_model.solving import Problem, solve

ROUNDS = 2  # times the spread of the codes is estimated anew
LEAST_SPREAD = 0.02  # log-odds: below, all codes are the same


@dataclass(frozen=True)
class Learnt:
    """The base and the table of log-odds of one fit, the parameters behind them, and how much the codes of each group differ."""

    base: float
    table: np.ndarray
    parameters: np.ndarray
    spreads: tuple[float, ...]


def learnt(layout: Layout, seen: csr_array, happened: np.ndarray, is_stepped: bool, before: Learnt | None = None) -> Learnt:
    """The likeliest base and table, begun where a fit before ended; spreads of codes by empirical Bayes."""
    found = before or Learnt(logit(happened.mean()), np.zeros(0), np.zeros(0), (FIRST_SPREAD,) * len(layout.groups))
    for _ in range(1 + ROUNDS * bool(layout.groups)):
        found = solved(layout, seen, happened, is_stepped, found)
        spreads = spreads_of(layout, seen, found)
        found = Learnt(found.base, found.table, found.parameters, spreads)
    return found


def solved(layout: Layout, seen: csr_array, happened: np.ndarray, is_stepped: bool, before: Learnt) -> Learnt:
    """The likeliest base and table under the spreads found before."""
    shape, penalty, lowest, highest = joined(layout.blocks(is_stepped, before.spreads))
    parameters = before.parameters if len(before.parameters) else np.zeros(len(lowest))
    found = solve(Problem(seen, shape, penalty, lowest, highest, happened), np.concatenate([[before.base], parameters]))
    return Learnt(float(found[0]), shape @ found[1:], found[1:], before.spreads)


def spreads_of(layout: Layout, seen: csr_array, found: Learnt) -> tuple[float, ...]:
    """Standard deviation between the codes of each group: their effects squared, and what is not known of each effect."""
    chance = expit(found.base + seen @ found.table)
    known = seen.T @ (chance * (1 - chance))
    starts = np.cumsum([0, *layout.widths])[len(layout.features) : -1]
    parts = [slice(start, start + len(codes)) for start, codes in zip(starts, layout.codes, strict=True)]
    return tuple(spread_of(found.table[part], known[part], before) for part, before in zip(parts, found.spreads, strict=True))


def spread_of(effects: np.ndarray, known: np.ndarray, before: float) -> float:
    """The spread that the effects and their uncertainty under the spread before speak for."""
    return max(float(np.sqrt(np.mean(effects**2 + 1 / (known + before**-2)))), LEAST_SPREAD) if len(effects) else before
