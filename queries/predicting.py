"""What a fitted course lets expect of a whole year: a distribution of its events, its intervals and the chance of a target."""

from collections.abc import Sequence
from math import nan
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri
from scipy.stats import nbinom, poisson

from queries.forecasting import Array, Course, Months, steps_back

HARDLY_ANY = 1e-9


class Year(NamedTuple):
    """Events of a year: those known already, and those still to come with their mean and variance; mean employees of its months.

    Each a number, or an array with one of each of many years, whose quantiles and chances then are arrays too.
    """

    known: Any
    mean: Any
    variance: Any
    employees: Any

    def quantiles(self, *shares: float) -> list[Any]:
        """Rates per 1,000 employees that these shares of the outcomes do not pass: whole numbers of events over employees.

        Events to come are negative binomial with their mean and variance, Poisson where the variance is not above the mean.
        """
        return [1000 * (self.known + self._to_come("ppf", share)) / self.employees for share in shares]

    def chance_of(self, rate: Any) -> Any:
        """Chance that the year's rate per 1,000 employees is at most this."""
        return self._to_come("cdf", np.floor(rate * self.employees / 1000 + HARDLY_ANY) - self.known)

    def _to_come(self, asked: str, value: Any) -> Any:
        """What is asked of the distribution of the events to come, ppf or cdf."""
        beyond = np.where(self.variance > self.mean * (1 + HARDLY_ANY), self.variance - self.mean, nan)
        spread = getattr(nbinom, asked)(value, self.mean**2 / beyond, self.mean / (self.mean + beyond))
        return np.where(np.isnan(beyond), getattr(poisson, asked)(value, self.mean), spread)


def together(years: Sequence[Year]) -> Year:
    """Many years as one of arrays."""
    return Year(*np.reshape(np.array(years, dtype="float64"), (-1, len(Year._fields))).T)


def year_of(course: Course, months: Months, year: int) -> Year:
    """A year of a region: its known months as they were, the others by the course, with the employees last known.

    The mean of the events to come is that along the most probable course, which for Poisson events is the mean of the rate too; steps to
    come have the mean one, so that the forecasts of the regions do not outgrow the country's. The variance adds up that of the logarithm of
    the fitted course (delta method over the months), of the steps, and the over-dispersed chance of the months: dispersion x mean.
    """
    is_known = months.year == year
    known = set(months.month[is_known].tolist())
    to_come = np.array([month for month in range(1, 13) if month not in known], dtype="float64")
    employees = months.employees[-1]
    over = (employees * len(to_come) + months.employees[is_known].sum()) / 12
    mean, spread = _of_months(course, year, to_come, employees)
    return Year(float(months.events[is_known].sum()), mean, course.dispersion * mean + spread, float(over))


def _of_months(course: Course, year: int, month: Array, employees: float) -> tuple[float, float]:
    """Mean of the events of some months of a year, and the part of their variance that comes from not knowing the course."""
    if not len(month):
        return 0.0, 0.0
    time = year + (month - 0.5) / 12
    each = employees * np.exp(course.log_rate(time, month))
    weight = each / each.sum()
    gradient = np.array([1.0, float(weight @ (time - course.now))])
    ahead = -steps_back(time, course.now)
    steps = float(weight @ np.minimum.outer(ahead, ahead) @ weight) * course.step_variance
    variance = float(gradient @ course.covariance @ gradient) + steps
    mean = float(each.sum())
    return mean, mean**2 * float(np.expm1(variance))


def pace(course: Course, level: float = 0.95) -> tuple[float, float, float]:
    """Yearly change of the rate along the course, as a share: (value, low, high)."""
    reach = float(ndtri((1 + level) / 2) * np.sqrt(course.covariance[1, 1]))
    low, value, high = np.expm1([course.trend - reach, course.trend, course.trend + reach])
    return float(value), float(low), float(high)


def needed_pace(last: float, target: float, years: float) -> float:
    """Yearly change that leads from the last rate to the target in so many years, as a share: (target / last)^(1 / years) - 1."""
    return float((target / last) ** (1 / years) - 1)
