"""Random draws that the tables share, each for a whole column at once."""

import numpy as np

from data.demo.columns import Array

Stream = np.random.Generator


def choice(stream: Stream, weights: Array, size: int) -> Array:
    """Places drawn again and again in the proportion of their weights."""
    edges = np.cumsum(weights, dtype=float)
    drawn = np.searchsorted(edges, stream.random(size) * edges[-1], side="right")
    return np.minimum(drawn, len(weights) - 1)


def shares(total: int, weights: Array) -> Array:
    """Whole shares of total in the proportion of weights, adding up to it exactly (largest remainder)."""
    exact = total * np.asarray(weights, dtype=float) / np.sum(weights)
    whole = np.floor(exact).astype(int)
    largest = np.argsort(whole - exact, kind="stable")
    whole[largest[: total - whole.sum()]] += 1
    return whole


def uneven(stream: Stream, sigma: float, size: int | tuple[int, ...]) -> Array:
    """Log-normal factors with mean one."""
    return stream.lognormal(-sigma * sigma / 2, sigma, size)


def days(stream: Stream, least: int, most: int, size: int) -> Array:
    """Whole days between least and most, both included."""
    return stream.integers(least, most + 1, size).astype("timedelta64[D]")


def known_by(values: Array, today: np.datetime64) -> Array:
    """Days, empty where they lie after today."""
    return np.where(values <= today, values, np.datetime64("NaT"))


def rank_within(groups: Array) -> Array:
    """0, 1, 2 ... within each run of equal neighbours."""
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    return np.arange(len(groups)) - np.repeat(starts, np.diff(np.r_[starts, len(groups)]))
