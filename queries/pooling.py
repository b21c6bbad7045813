"""What the regions have in common, from sums over all of them: how far their levels, trends and steps lie apart beyond chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot, inf, log, pi, sqrt
from typing import NamedTuple

from scipy.special import erfcx

TREND_SD, STEP_SD = 0.05, 0.2
"""Size of the spread of trends and of steps held likely before any sum is seen; it counts only where the sums leave much open."""
HARDLY_ANY = 1e-6


@dataclass(frozen=True)
class Between:
    """Variances of the logarithms of the regions' levels, of their yearly trends and of the steps from twelve months to the next, all about
    the country's; and the over-dispersion of their months: variance of a month's events over their mean."""

    level: float
    trend: float
    step: float
    dispersion: float


class Moment(NamedTuple):
    """A variance as its moments tell it, which chance may put under 0, and its standard error."""

    value: float
    error: float


def between(sums: Mapping[str, float], month_count: int) -> Between:
    """The variances from the sums of the SQL function outlook_spread; the country's months are so many.

    dispersion = Pearson's chi-squared of months within twelve months over its degrees of freedom (each region's own part in the month it is
    held against taken off), never under 1. Levels: events
    over expected are rates about their mean, whose squared coefficient of variation c gives log(1 + c). Trends and steps: the squared
    deviations of both hold some of the other, a step also tilts and a trend also steps:
      squared step = step + trend, squared trend = trend + steps_in_trend x step.
    The country steps with its regions, so their steps about it add up to nought anew each year: as many means as there are steps. Few
    events leave both variances open; each is then the mean of what may be, so that a forecast does not take for certain what is not.
    """
    dispersion = max(1.0, sums["chi_squared"] / max(1, sums["degrees_of_freedom"]))
    mean = sums["events"] / sums["expected"]
    rates = Sums(sums["region_count"], sums["expected"], sums["expected_squared"], sums["events"], sums["events_squared"])
    trends, steps = (Sums(*(sums[f"{name}_{column}"] for column in SCORED)) for name in ("trend", "step"))
    steps = steps._replace(means=max(1, month_count // 12 - 1))
    trend, step = apart(moment(trends, dispersion), moment(steps, dispersion), sums["steps_in_trend"])
    level = log(1 + beyond_chance(rates, dispersion * mean) / mean**2)
    return Between(level, left_open(trend, TREND_SD**2), left_open(step, STEP_SD**2), dispersion)


SCORED = ("count", "information", "information_squared", "score", "score_squared")


class Sums(NamedTuple):
    """Sums over units that each have a value and a weight w, chance giving the value a variance inverse to w.

    units   how many; weight, weight_squared   sums of w and w^2; score, score_squared   sums of w x value and w x value^2
    means   groups of units, alike in size, each about a mean of its own; score is then 0
    """

    units: float
    weight: float
    weight_squared: float
    score: float
    score_squared: float
    means: float = 1


def beyond_chance(sums: Sums, by_chance: float) -> float:
    """Variance of values between units beyond that of chance, by_chance / w; 0 at least."""
    return max(0.0, moment(sums, by_chance).value)


def moment(sums: Sums, by_chance: float) -> Moment:
    """Variance of values between units beyond that of chance, by_chance / w, and its standard error; 0 and no end where none can be told.

    Q = score_squared - score^2 / weight, of which chance makes (units - means) by_chance; what is left over
    (weight - means x weight_squared / weight). Q adds up squares of normal values, each with twice its squared mean as variance.
    Source: R. DerSimonian and N. Laird, Meta-analysis in clinical trials, Controlled Clinical Trials 7 (1986) 177-188.
    """
    room = sums.weight - sums.means * sums.weight_squared / sums.weight if sums.weight else 0.0
    if room <= 0:
        return Moment(0.0, inf)
    value = (sums.score_squared - sums.score**2 / sums.weight - (sums.units - sums.means) * by_chance) / room
    true = max(0.0, value)
    squares = true**2 * sums.weight_squared + 2 * true * by_chance * sums.weight + sums.units * by_chance**2
    return Moment(value, sqrt(2 * squares) / room)


def apart(trends: Moment, steps: Moment, steps_in_trend: float) -> tuple[Moment, Moment]:
    """The variances of trend and of step whose mixtures were seen: (trend, step)."""
    own, c = 1 - steps_in_trend, steps_in_trend
    trend = Moment((trends.value - c * steps.value) / own, hypot(trends.error, c * steps.error) / own)
    return trend, Moment((steps.value - trends.value) / own, hypot(steps.error, trends.error) / own)


def left_open(seen: Moment, likely: float) -> float:
    """Mean of the variances that may have given what was seen: it is normal about the true one, which is above 0 and exponential with the
    mean likely before it is seen. Exact moments are left as they are, moments that tell nothing leave what is likely.
    """
    if likely < HARDLY_ANY * seen.error:
        return likely
    if not seen.error:
        return max(0.0, seen.value)
    middle = seen.value - seen.error**2 / likely
    return middle + seen.error * sqrt(2 / pi) / float(erfcx(-middle / seen.error / sqrt(2)))
