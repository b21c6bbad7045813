"""The course of a region's events and where it leads: quasi-Poisson regression, with what is pooled over the regions given.

The logarithm of a month's rate is level + trend + season of the calendar month + a step from each twelve months to the next, so that
the course leads on from where the region stands now. The country is fitted first; a region's own level, trend and steps start from
the country's and move as far as its events and the spread between regions allow. Twelve months are counted back from the last one.
Times are years (2026.5 is the middle of 2026), levels logarithms of events per employee and month, variances those of logarithms.
"""

from dataclasses import dataclass
from datetime import date
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from queries.pooling import Between, Sums, beyond_chance

Array = NDArray[np.floating[Any]]
ROUNDS = 60
CLOSE_ENOUGH = 1e-10
SEASON_SD = 0.5
TREND_SD = 0.1
STEP_SD, STEP_SD_YEARS = 0.05, 4
"""What is taken of the country's steps before its own years are seen, and how many years that weighs; see docs/forecast.md."""


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

    def where(self, chosen: NDArray[np.bool_]) -> "Months":
        """The chosen of them."""
        return Months(self.year[chosen], self.month[chosen], self.events[chosen], self.employees[chosen])

    @property
    def first_month(self) -> date | None:
        """First day of the first month; None where there is none."""
        return date(int(self.year[0]), int(self.month[0]), 1) if len(self.year) else None


@dataclass(frozen=True)
class Course:
    """A fitted course.

    now             middle of the month twelve months are counted back from, in years
    level, trend    of the last twelve months, extended to now; of a year
    covariance      of the two
    steps           what to add to the level so many steps back, 0 for the last twelve months
    season          twelve terms, January first
    step_variance   of the step from twelve months to the next
    dispersion      variance of a month's events over their mean
    """

    now: float
    level: float
    trend: float
    covariance: Array
    steps: Array
    season: Array
    step_variance: float
    dispersion: float

    def log_rate(self, time: Array, month: Array) -> Array:
        """Logarithm of the rate of months up to now, or without steps to come after it."""
        back = np.clip(steps_back(time, self.now), 0, len(self.steps) - 1)
        return self.level + self.trend * (time - self.now) + self.steps[back] + self.season[month.astype(int) - 1]


def of_the_country(months: Months) -> Course:
    """The course of the country, by iterated weighted least squares; over-dispersion is Pearson's chi-squared over its degrees of freedom.

    Weak prior distributions keep a fit to few months finite: season terms about 0 with SEASON_SD, the trend with TREND_SD.
    Source: P. McCullagh and J. A. Nelder, Generalized Linear Models (1989), sections 2.5, 6.2 and 9.2.
    """
    now = float(months.time[-1])
    season, steps = _season_columns(months.month), _step_columns(months.time, now)
    design = np.column_stack([np.ones(len(months.time)), months.time - now, steps, season])
    start = np.zeros(design.shape[1])
    start[0] = log(months.events.sum() / months.employees.sum())
    free = _fit(design, months, start, _precision(steps, 1.0), 1.0)[0]
    dispersion = _dispersion(months, months.employees * np.exp(design @ free), design.shape[1])
    step_variance = _step_variance(months, now, dispersion)
    fitted, covariance = _fit(design, months, start, _precision(steps, step_variance), dispersion)
    added, terms = fitted[2 : 2 + steps.shape[1]], fitted[2 + steps.shape[1] :]
    every_season = _season_columns(np.arange(1.0, 13)) @ terms
    return Course(now, fitted[0], fitted[1], covariance[:2, :2], _summed(added), every_season, step_variance, dispersion)


def of_a_region(months: Months, country: Course, about: Between) -> Course:
    """The course of a region, pooled: its level, trend and steps are deviations from the country's course, whose prior distribution is
    the spread of the regions about it and how surely the country's own is known.

    Its events count as those of a quasi-Poisson variable: their information is divided by the over-dispersion. The covariance is that
    of the normal distribution at the most probable course.
    Source: N. E. Breslow and D. G. Clayton, Approximate inference in generalized linear mixed models, JASA 88 (1993) 9-25.
    """
    steps = _step_columns(months.time, country.now)
    design = np.column_stack([np.ones(len(months.time)), months.time - country.now, steps])
    prior = np.linalg.inv(country.covariance + np.diag([about.level, about.trend]))
    precision = np.diag(np.full(design.shape[1], 1 / max(about.step, CLOSE_ENOUGH)))
    precision[:2, :2] = prior
    known = country.log_rate(months.time, months.month)
    fitted, covariance = _fit(design, months, np.zeros(design.shape[1]), precision, about.dispersion, known)
    own = _summed(fitted[2:])
    return Course(
        now=country.now,
        level=country.level + fitted[0],
        trend=country.trend + fitted[1],
        covariance=covariance[:2, :2],
        steps=country.steps[: len(own)] + own,
        season=country.season,
        step_variance=country.step_variance + about.step,
        dispersion=about.dispersion,
    )


def steps_back(time: Array, now: float) -> NDArray[np.int64]:
    """How many steps of twelve months lie between each time and now; negative after it."""
    return np.floor(np.round((now - time) * 12) / 12).astype(int)


def _fit(
    design: Array, months: Months, start: Array, precision: Array, dispersion: float, known: Array | float = 0.0
) -> tuple[Array, Array]:
    """Most probable coefficients under a normal prior about start, and their covariance, by Newton's method with bounded steps."""
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


def _precision(steps: Array, step_variance: float) -> Array:
    """Prior precision of the country's coefficients: level free, trend, steps, season."""
    return np.diag([0.0, TREND_SD**-2, *[1 / step_variance] * steps.shape[1], *[SEASON_SD**-2] * 11])


def _season_columns(month: Array) -> Array:
    """Eleven columns whose coefficients are the first eleven calendar months; the twelfth is minus their sum."""
    places = np.vstack([np.eye(11), -np.ones(11)])
    return places[month.astype(int) - 1]


def _step_columns(time: Array, now: float) -> Array:
    """A column a step, nearest first: 1 in the months before it."""
    back = steps_back(time, now)
    return (back[:, None] >= np.arange(1, back.max() + 1)).astype("float64")


def _summed(steps: Array) -> Array:
    """What to add to the level so many steps back."""
    return np.concatenate([[0.0], np.cumsum(steps)])


def _dispersion(months: Months, mean: Array, coefficients: int) -> float:
    """Pearson's chi-squared over its degrees of freedom, never under 1."""
    return max(1.0, float(((months.events - mean) ** 2 / mean).sum() / max(1, len(mean) - coefficients)))


def _step_variance(months: Months, now: float, dispersion: float) -> float:
    """Variance of the country's steps about its trend: by moments from whole twelve months, and STEP_SD as if STEP_SD_YEARS had shown it.

    It is the mean of the inverse gamma distribution that both make, larger the fewer years have been seen.
    """
    back = steps_back(months.time, now)
    whole = [back == each for each in range(back.max() + 1) if (back == each).sum() == 12]
    events, employees = (np.array([column[each].sum() for each in whole]) for column in (months.events, months.employees))
    both = events[:-1] + events[1:]
    share = employees[:-1] / (employees[:-1] + employees[1:])
    score, information = events[:-1] - both * share, both * share * (1 - share)
    found = information > 0
    score, information = score[found], information[found]
    sums = Sums(len(score), information.sum(), (information**2).sum(), score.sum(), (score**2 / information).sum())
    seen, years = beyond_chance(sums, dispersion), max(0, len(score) - 1)
    return (STEP_SD_YEARS * STEP_SD**2 + years * seen) / (STEP_SD_YEARS + years - 2)
