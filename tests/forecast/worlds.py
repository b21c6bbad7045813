"""Invented countries whose true course is known, and the sums over their regions worked out another way than in SQL."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from queries.forecasting import Array, Course, Months, of_a_region, of_the_country
from queries.pooling import Between, between

SEASON = 0.12 * np.sin(np.arange(12) / 12 * 2 * np.pi)
GROUP = 0.06  # share of accidents that hurt three at once
DISPERSION = (1 - GROUP + 9 * GROUP) / (1 - GROUP + 3 * GROUP)


@dataclass(frozen=True)
class Truth:
    """What a country is drawn from: standard deviations of logarithms, the yearly trend, events per 1,000 employees a year."""

    rate: float = 0.2
    trend: float = -0.04
    level_sd: float = 0.5
    trend_sd: float = 0.03
    step_sd: float = 0.1
    country_step_sd: float = 0.05


def world(truth: Truth, chance: np.random.Generator, regions: int, years: int, ahead: int) -> list[Months]:
    """Months of every region over years and then ahead more; a step lies between calendar years, events come in groups."""
    time = np.arange((years + ahead) * 12)
    year, month = 2020 + time // 12, time % 12
    size = np.exp(chance.normal(np.log(300_000), 0.5, regions))
    country = truth.trend * (time / 12 - years) + np.cumsum(chance.normal(0, truth.country_step_sd, years + ahead))[year - 2020]
    return [_region(truth, chance, country + SEASON[month], year, month, employees) for employees in size]


def _region(truth: Truth, chance: np.random.Generator, country: Array, year: Array, month: Array, employees: float) -> Months:
    steps = np.cumsum(chance.normal(0, truth.step_sd, year[-1] - 2019))[year - 2020]
    own = chance.normal(0, truth.level_sd) + chance.normal(0, truth.trend_sd) * np.arange(len(year)) / 12 + steps
    mean = truth.rate / 1000 / 12 * employees * np.exp(country + own)
    accidents = chance.poisson(mean / (1 + 2 * GROUP))
    events = accidents + 2 * chance.binomial(accidents, GROUP)
    return Months(year.astype(float), month + 1.0, events.astype(float), np.full(len(year), employees))


def until(months: Months, year: int) -> Months:
    """The months before a year."""
    return _kept(months, months.year < year)


def since(months: Months, year: int, month: int) -> Months:
    """The months from one on."""
    return _kept(months, months.year * 12 + months.month >= year * 12 + month)


def first(months: Months, count: int) -> Months:
    """The months up to so many from January 2020 on."""
    return _kept(months, (months.year - 2020) * 12 + months.month <= count)


def _kept(months: Months, kept: Array) -> Months:
    return replace(months, year=months.year[kept], month=months.month[kept], events=months.events[kept], employees=months.employees[kept])


def together(regions: list[Months]) -> Months:
    """The months of the country."""
    first = regions[0]
    return replace(first, events=sum(each.events for each in regions), employees=sum(each.employees for each in regions))


def courses(regions: list[Months]) -> tuple[Course, list[Course], Between]:
    """The country's course, each region's, and what is pooled."""
    whole = together(regions)
    country, about = of_the_country(whole), between(sums_of(regions), len(whole.year))
    return country, [of_a_region(each, country, about) for each in regions], about


def sums_of(regions: list[Months], of_the_country: list[Months] | None = None) -> dict[str, float]:
    """What the SQL function outlook_spread gives: of regions since their break, beside all the months the country has."""
    whole = _of_months(of_the_country or regions)
    pieces = [_pieces(each, whole) for each in regions]
    sums = {name: float(sum(piece[name] for piece in pieces)) for name in pieces[0]}
    return sums | {"steps_in_trend": sums["steps_in_trend"] / sums["trend_information"]}


def _of_months(regions: list[Months]) -> dict[float, tuple[float, float]]:
    """The country's events and employees of each month by its middle."""
    times = {float(time) for each in regions for time in each.time}
    of = {time: [(each.events[each.time == time].sum(), each.employees[each.time == time].sum()) for each in regions] for time in times}
    return {time: (sum(y for y, _ in found), sum(e for _, e in found)) for time, found in of.items()}


def _pieces(months: Months, whole: dict[float, tuple[float, float]]) -> dict[str, float]:
    """One region's share of every sum."""
    months = _kept(months, np.array([whole[float(each)][0] > 0 for each in months.time]))
    last, time = max(whole), months.time
    share = months.employees / np.array([whole[float(each)][1] for each in time])
    expected = share * np.array([whole[float(each)][0] for each in time])
    y, e = months.events.sum(), expected.sum()
    away = time - (time * expected).sum() / e
    score, information = (away * months.events).sum(), (away**2 * expected).sum() * y / e
    back = np.floor(np.round((last - time) * 12) / 12)
    twelve = [(months.events[back == b], expected[back == b], share[back == b]) for b in sorted(set(back)) if (back == b).sum() == 12]
    found = {
        "region_count": 1, "expected": e, "expected_squared": e**2, "events": y, "events_squared": y**2 / e,
        "trend_count": 1, "trend_information": information, "trend_information_squared": information**2,
        "trend_score": score, "trend_score_squared": score**2 / information, "steps_in_trend": information * 1.2 / (len(time) / 12),
        "chi_squared": sum(((a - b * a.sum() / b.sum()) ** 2 / (b * a.sum() / b.sum())).sum() for a, b, _ in twelve if a.sum()),
        "degrees_of_freedom": sum((1 - part).sum() * 11 / 12 for a, _, part in twelve if a.sum()),
    }  # fmt: skip
    return found | _steps([(a.sum(), b.sum()) for a, b, _ in twelve])


def _steps(years: list[tuple[float, float]]) -> dict[str, float]:
    """Scores of the steps between twelve months and those before them, the later first."""
    pairs = [(after, before) for after, before in pairwise(years) if after[0] + before[0]]
    share = [after[1] / (after[1] + before[1]) for after, before in pairs]
    both = [after[0] + before[0] for after, before in pairs]
    information = np.array([n * p * (1 - p) for n, p in zip(both, share, strict=True)])
    score = np.array([after[0] - n * p for (after, _), n, p in zip(pairs, both, share, strict=True)])
    return {
        "step_count": len(pairs), "step_information": information.sum(), "step_information_squared": (information**2).sum(),
        "step_score": score.sum(), "step_score_squared": (score**2 / information).sum(),
    }  # fmt: skip
