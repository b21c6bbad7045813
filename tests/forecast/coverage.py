"""How often intervals and chances hold in countries drawn by a computer; python -m tests.forecast.coverage tells docs/forecast.md."""

import sys
from itertools import product
from typing import Any

import numpy as np
from pandas import DataFrame, concat, cut

from queries.forecasting import Months
from queries.outlook.fan import ends
from queries.predicting import together as years_together
from queries.predicting import year_of
from tests.forecast.worlds import Truth, courses, together, until, world

REGIONS, AHEAD, FIRST = 20, 4, 2020
TRUTHS = {
    "injured": (Truth(), 7),
    "killed": (Truth(rate=0.028), 7),
    "injured, regions alike in trend, without steps": (Truth(trend_sd=0, step_sd=0), 7),
    "injured, steps twice as large": (Truth(step_sd=0.2, country_step_sd=0.1), 7),
    "injured, only 3 years known": (Truth(), 3),
}
SIZES = {"under 20": 0, "20 to 49": 20, "50 to 99": 50, "100 and more": 100}
"""Events a year, by the last twelve months known when the forecast was made."""
CHANCES = [0, 0.1, 0.4, 0.6, 0.9, 1]


def forecasts(truth: Truth, countries: int, *, years: int = 7, seed: int = 11) -> DataFrame:
    """Every forecast of every region and country, made after so many years, beside what came.

    Columns: drawn (number of the country), is_country, size (events of the last twelve months), ahead (years), held_80, held_95,
    said (chance told of a rate a fifth under the country's), came (whether it did).
    """
    chance = np.random.default_rng(seed)
    drawn = (world(truth, chance, REGIONS, years, AHEAD) for _ in range(countries))
    return concat([_of_world(each, FIRST + years).assign(drawn=number) for number, each in enumerate(drawn)], ignore_index=True)


def _of_world(whole: list[Months], now: int) -> DataFrame:
    past = [until(each, now) for each in whole]
    country, regions, _ = courses(past)
    before, after = [together(past), *past], [together(whole), *whole]
    asked = list(product(range(REGIONS + 1), range(now, now + AHEAD)))
    fitted = [country, *regions]
    year = years_together([year_of(fitted[place], before[place], number) for place, number in asked])
    rate = np.array([1000 * after[place].events[after[place].year == number].sum() / after[place].employees[-1] for place, number in asked])
    aim, fan = 0.8 * 12000 * before[0].events[-12:].sum() / 12 / before[0].employees[-1], ends(year)
    return DataFrame({
        "is_country": [place == 0 for place, _ in asked], "size": [before[place].events[-12:].sum() for place, _ in asked],
        "ahead": [number - now + 1 for _, number in asked], "said": year.chance_of(aim), "came": rate <= aim,
        **{f"held_{level}": (fan[f"low_{level}"] <= rate) & (rate <= fan[f"high_{level}"]) for level in (80, 95)},
    })  # fmt: skip


def table(found: DataFrame, by: Any) -> DataFrame:
    """Percent that held of intervals of 80 and 95 %, by what is named and years ahead, with their standard errors over countries."""
    columns = ["held_80", "held_95"]
    each = found.groupby([by, "ahead", "drawn"], observed=True)[columns].mean() * 100
    told = each.groupby(level=[0, 1], observed=True)
    return told.mean().join(told.sem().add_suffix("_error"))


def told(name: str, found: DataFrame) -> list[str]:
    """Lines of Markdown: how often intervals held, by regions, country and size of region, and how often chances came true."""
    regions = found[~found["is_country"]]
    sized = cut(regions["size"], [*SIZES.values(), np.inf], right=False, labels=list(SIZES))
    who = found["is_country"].map({True: "country", False: "regions"})
    chances = regions.groupby(cut(regions["said"], CHANCES, include_lowest=True), observed=True)[["said", "came"]].mean() * 100
    came = ", ".join(f"{row.said:.0f}: {row.came:.0f}" for row in chances.itertuples())
    return [*_lines(name, found, who), *_lines(name, regions, sized), f"| {name} | chances | {came} | |"]


def _lines(name: str, found: DataFrame, by: Any) -> list[str]:
    groups = table(found, by).groupby(level=0, observed=True)
    return [
        f"| {name} | {place} | {_held(rows)} | {rows.held_80_error.max():.1f}/{rows.held_95_error.max():.1f} |" for place, rows in groups
    ]


def _held(rows: DataFrame) -> str:
    return ", ".join(f"{row.held_80:.0f}/{row.held_95:.0f}" for row in rows.itertuples())


def main(countries: int) -> None:
    """Writes the lines of every truth."""
    for name, (truth, years) in TRUTHS.items():
        sys.stdout.write("\n".join(told(name, forecasts(truth, countries, years=years))) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
