"""The course of a region's events and where it leads: quasi-Poisson regression, with what is pooled over the regions given.

The logarithm of a month's rate is level + trend + season of the calendar month. The country is fitted first; a region's
own level and trend start from the country's and move as far as its events and the spread between regions allow.
Times are years (2026.5 is the middle of 2026), levels logarithms of events per employee and month.
"""

from dataclasses import dataclass
from datetime import date
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
ROUNDS = 60
CLOSE_ENOUGH = 1e-10
SEASON_SD = 0.5
TREND_SD = 0.2


@dataclass(frozen=True)
class Months:
    """Months of one region or of the country whose employees are known, one value each: year, calendar month 1 to 12, events, employees."""

    year: Array
    month: Array
    events: Array
    employees: Array

    @property
    def time(self) -> Array:
        """The middle of each month, in years."""
        return self.year + (self.month - 0.5) / 12

    @property
    def first_month(self) -> date | None:
        """First day of the first month; None where there is none."""
        return date(int(self.year[0]), int(self.month[0]), 1) if len(self.year) else None


@dataclass(frozen=True)
class Between:
    """What the regions have in common: variances of their levels and yearly trends about the country, over-dispersion of their months."""

    level: float
    trend: float
    dispersion: float


@dataclass(frozen=True)
class Course:
    """A fitted course: level at the time centre, trend a year, their covariance, twelve season terms, over-dispersion of months."""

    centre: float
    level: float
    trend: float
    covariance: Array
    season: Array
    dispersion: float


def between(sums: dict[str, float]) -> Between:
    """Variances between regions, by moments, from the sums of the SQL function outlook_spread.

    dispersion = Pearson's chi-squared over its degrees of freedom, never under 1. A sum of squares that chance alone makes
    dispersion (regions - 1) leaves what lies beyond it; see spread in shrinking.py. The variance of levels is that of the
    logarithm: log(1 + squared coefficient of variation).
    """
    dispersion = max(1.0, sums["chi_squared"] / max(1, sums["degrees_of_freedom"]))
    mean = sums["events"] / sums["expected"]
    of_levels = sums["events_squared"] - sums["events"] ** 2 / sums["expected"]
    levels = _beyond_chance(of_levels, sums["region_count"], dispersion * mean, sums["expected"], sums["expected_squared"])
    of_trends = sums["score_squared"] - sums["score"] ** 2 / sums["information"]
    trends = _beyond_chance(of_trends, sums["trend_count"], dispersion, sums["information"], sums["information_squared"])
    return Between(log(1 + levels / mean**2), trends, dispersion)


def _beyond_chance(found: float, count: float, by_chance: float, weight: float, weight_squared: float) -> float:
    return max(0.0, (found - (count - 1) * by_chance) / (weight - weight_squared / weight))


def of_the_country(months: Months) -> Course:
    """The course of the country, by iterated weighted least squares; over-dispersion is Pearson's chi-squared over its degrees of freedom.

    Weak prior distributions keep a fit to few months finite: season terms about 0 with SEASON_SD, the trend with TREND_SD.
    Source: P. McCullagh and J. A. Nelder, Generalized Linear Models (1989), sections 2.5, 6.2 and 9.2.
    """
    centre = float(months.time.mean())
    design = np.column_stack([np.ones(len(months.time)), months.time - centre, _season_columns(months.month)])
    start = np.zeros(design.shape[1])
    start[0] = np.log(months.events.sum() / months.employees.sum())
    penalty = np.diag([0, TREND_SD**-2, *[SEASON_SD**-2] * 11])
    no_season = np.zeros(len(months.time))
    first, _ = _fit(design, months, no_season, start, penalty, 1.0)
    dispersion = _dispersion(months, months.employees * np.exp(design @ first))
    fitted, covariance = _fit(design, months, no_season, start, penalty, dispersion)
    return Course(centre, fitted[0], fitted[1], covariance[:2, :2], _season_columns(np.arange(1.0, 13)) @ fitted[2:], dispersion)


def of_a_region(months: Months, country: Course, about: Between) -> Course:
    """The course of a region, pooled: the prior of its level and trend is the country's course and the spread of regions about it.

    Its events count as those of a quasi-Poisson variable: their information is divided by the over-dispersion. The covariance is that
    of the normal distribution at the most probable course. Season is the country's.
    Source: N. E. Breslow and D. G. Clayton, Approximate inference in generalized linear mixed models, JASA 88 (1993) 9-25.
    """
    design = np.column_stack([np.ones(len(months.time)), months.time - country.centre])
    start = np.array([country.level, country.trend])
    prior = np.linalg.inv(country.covariance + np.diag([about.level, about.trend]))
    known = country.season[months.month.astype(int) - 1]
    fitted, covariance = _fit(design, months, known, start, prior, about.dispersion)
    return Course(country.centre, fitted[0], fitted[1], covariance, country.season, about.dispersion)


def _fit(design: Array, months: Months, known: Array, start: Array, precision: Array, dispersion: float) -> tuple[Array, Array]:
    """Most probable coefficients about start under a normal prior, and their covariance, by Newton's method with halved steps."""
    found, offset = start, np.log(months.employees) + known
    for _ in range(ROUNDS):
        mean = np.exp(offset + design @ found)
        slope = design.T @ (months.events - mean) / dispersion - precision @ (found - start)
        step = np.linalg.solve(design.T @ (design * mean[:, None]) / dispersion + precision, slope)
        found = found + step / max(1.0, float(np.abs(step).max()))
        if np.abs(step).max() < CLOSE_ENOUGH:
            break
    mean = np.exp(offset + design @ found)
    return found, np.linalg.inv(design.T @ (design * mean[:, None]) / dispersion + precision)


def _season_columns(month: Array) -> Array:
    """Eleven columns whose coefficients are the first eleven calendar months; the twelfth is minus their sum."""
    places = np.vstack([np.eye(11), -np.ones(11)])
    return places[month.astype(int) - 1]


def _dispersion(months: Months, mean: Array) -> float:
    freedom = max(1, len(mean) - 13)
    return max(1.0, float(((months.events - mean) ** 2 / mean).sum() / freedom))
