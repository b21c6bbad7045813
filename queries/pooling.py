"""What the regions have in common, from sums over all of them: how far their levels, trends and steps lie apart beyond chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import NamedTuple


@dataclass(frozen=True)
class Between:
    """Variances of the logarithms of the regions' levels, of their yearly trends and of the steps from twelve months to the next, all about
    the country's; and the over-dispersion of their months: variance of a month's events over their mean."""

    level: float
    trend: float
    step: float
    dispersion: float


def between(sums: Mapping[str, float]) -> Between:
    """The variances by moments, from the sums of the SQL function outlook_spread.

    dispersion = Pearson's chi-squared of months within twelve months over its degrees of freedom (each region's own part in the month it is
    held against taken off), never under 1. Levels: events
    over expected are rates about their mean, whose squared coefficient of variation c gives log(1 + c). Trends and steps: the squared
    deviations of both hold some of the other, a step also tilts and a trend also steps:
      squared step = step + trend, squared trend = trend + steps_in_trend x step; neither is under 0.
    """
    dispersion = max(1.0, sums["chi_squared"] / max(1, sums["degrees_of_freedom"]))
    mean = sums["events"] / sums["expected"]
    rates = Sums(sums["region_count"], sums["expected"], sums["expected_squared"], sums["events"], sums["events_squared"])
    trends, steps = (Sums(*(sums[f"{name}_{column}"] for column in SCORED)) for name in ("trend", "step"))
    trend, step = _apart(beyond_chance(trends, dispersion), beyond_chance(steps, dispersion), sums["steps_in_trend"])
    return Between(log(1 + beyond_chance(rates, dispersion * mean) / mean**2), trend, step, dispersion)


SCORED = ("count", "information", "information_squared", "score", "score_squared")


class Sums(NamedTuple):
    """Sums over units that each have a value and a weight w, chance giving the value a variance inverse to w.

    units   how many; weight, weight_squared   sums of w and w^2; score, score_squared   sums of w x value and w x value^2
    """

    units: float
    weight: float
    weight_squared: float
    score: float
    score_squared: float


def beyond_chance(sums: Sums, by_chance: float) -> float:
    """Variance of values between units beyond that of chance, by_chance / w; 0 at least.

    Q = score_squared - score^2 / weight, of which chance makes (units - 1) by_chance; what is left over (weight - weight_squared / weight).
    Source: R. DerSimonian and N. Laird, Meta-analysis in clinical trials, Controlled Clinical Trials 7 (1986) 177-188.
    """
    room = sums.weight - sums.weight_squared / sums.weight if sums.weight else 0.0
    if room <= 0:
        return 0.0
    return max(0.0, (sums.score_squared - sums.score**2 / sums.weight - (sums.units - 1) * by_chance) / room)


def _apart(trends: float, steps: float, steps_in_trend: float) -> tuple[float, float]:
    """Trend and step variances whose mixtures were seen; what one of them cannot be under 0 for goes to the other."""
    step = max(0.0, (steps - trends) / (1 - steps_in_trend))
    if trends < steps_in_trend * step:
        return 0.0, steps
    return trends - steps_in_trend * step, step
