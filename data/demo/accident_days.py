"""When accidents happen and how many they hurt: published yearly totals, by season and weekday."""

from dataclasses import dataclass

import numpy as np

from data.demo.columns import Array
from data.demo.draws import Stream, choice
from data.demo.employment import covered_months
from data.demo.plan import Plan
from data.demo.reference import fact

YEARLY_FALL = 0.97
MONTH_WEIGHTS = np.array([0.95, 0.9, 0.95, 0.95, 1.0, 1.08, 1.1, 1.08, 1.05, 1.05, 0.97, 0.92])
WEEKDAY_WEIGHTS = np.array([1.2, 1.15, 1.1, 1.1, 1.05, 0.75, 0.6])
GROUP_SIZES = np.array([2, 3, 4, 5, 6])
GROUP_WEIGHTS = np.array([0.65, 0.22, 0.08, 0.03, 0.02])
GROUP_SHARE = 0.045
FATAL_IN_GROUPS = 2.5


@dataclass(frozen=True)
class Occurrences:
    """Each column one accident, day by day: the day, persons injured (the killed included) and killed."""

    day: Array
    injured: Array
    killed: Array


def occurrences(plan: Plan) -> Occurrences:
    """Accidents of the covered months and of the days since."""
    stream = plan.stream("occurrences")
    first = covered_months(plan)[0].astype("datetime64[D]")
    parts = [_of_year(stream, plan, first, year) for year in range(first.astype(object).year, plan.as_of.year + 1)]
    day, injured, killed = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(day, kind="stable")
    return Occurrences(day[order], injured[order], killed[order])


def _of_year(stream: Stream, plan: Plan, first: np.datetime64, year: int) -> tuple[Array, Array, Array]:
    """Accidents of the part of a year that is covered, so many that its share of the year comes out."""
    calendar = np.arange(np.datetime64(f"{year}-01-01"), np.datetime64(f"{year + 1}-01-01"))
    weight = _weights(calendar)
    covered = (calendar >= first) & (calendar <= plan.today)
    part = weight[covered].sum() / weight.sum() * plan.people_size
    totals = _totals(year)
    injured = _sizes(stream, round(totals["injured"] * part), round(totals["largest_group"] * min(1, part * 2)))
    day = calendar[choice(stream, np.where(covered, weight, 0), len(injured))]
    return day, injured, _killed(stream, injured, round(totals["killed"] * part))


def _totals(year: int) -> dict[str, float]:
    """Persons injured and killed in a year, and in its largest accident; fewer after the last known year."""
    table = fact("years").set_index("year")
    nearest = min(max(year, int(table.index.min())), int(table.index.max()))
    factor = YEARLY_FALL ** max(0, year - nearest)
    people = table.loc[[nearest]].iloc[0].to_dict()
    return people | {name: people[name] * factor for name in ("injured", "killed")}


def _weights(calendar: Array) -> Array:
    """How likely an accident is on each day of a year."""
    month = calendar.astype("datetime64[M]").astype(int) % 12
    monday = np.datetime64("1970-01-05")
    return MONTH_WEIGHTS[month] * WEEKDAY_WEIGHTS[(calendar - monday).astype(int) % 7]


def _sizes(stream: Stream, injured: int, largest: int) -> Array:
    """Persons hurt by each accident, adding up to injured: mostly one, some up to six, one the largest."""
    drawn = np.where(stream.random(injured) < GROUP_SHARE, GROUP_SIZES[choice(stream, GROUP_WEIGHTS, injured)], 1)
    if GROUP_SIZES.max() <= largest < injured / 4:
        drawn[stream.integers(0, injured // 2)] = largest
    total = np.cumsum(drawn)
    sizes = drawn[: np.searchsorted(total, injured) + 1].copy()
    if len(sizes):
        sizes[-1] -= sizes.sum() - injured
    return sizes


def _killed(stream: Stream, injured: Array, killed: int) -> Array:
    """Persons killed by each accident, adding up to killed; the more hurt, the likelier each is killed."""
    person_of = np.repeat(np.arange(len(injured)), injured)
    weight = np.where(injured[person_of] >= 2, FATAL_IN_GROUPS, 1.0) * np.where(injured[person_of] >= 5, 2.0, 1.0)
    # The smallest of exponential waiting times: drawing without replacement in the proportion of weights.
    victims = np.argsort(stream.exponential(1, len(person_of)) / weight, kind="stable")[: min(killed, len(person_of))]
    return np.bincount(person_of[victims], minlength=len(injured))
