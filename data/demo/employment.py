"""Rows of employment: hired employees by region, section and month, adding up to the published totals."""

import numpy as np
import pandas as pd

from data.demo.columns import Array, Rows, chosen
from data.demo.draws import Stream, uneven
from data.demo.ground import ground
from data.demo.plan import Plan
from data.demo.reference import fact, numbers

MONTHS = 84
FITTING_ROUNDS = 40
OWN_GROWTH = 0.002


def employment_rows(plan: Plan) -> Rows:
    """Rows of employment, 84 months; a month is known on its last day.

    The newer regions begin with the month they were formed in. Before it their employees are counted in the
    region they were carved out of.
    """
    stream = plan.stream("employment")
    months = covered_months(plan)
    people = _people(stream, months) * plan.people_size
    people = np.round(_with_mothers(people, months)).astype(int)
    month, region, section = np.nonzero(people)
    month_start = months[month].astype("datetime64[D]")
    return {
        "region_code": chosen(ground().codes, region),
        "activity_code": chosen(fact("sections")["section_code"], section),
        "month": month_start,
        "employee_count": people[month, region, section],
        "known_on": (months[month] + 1).astype("datetime64[D]") - 1,
    }


def covered_months(plan: Plan) -> Array:
    """The 84 months up to the plan's day; a month not over on that day is not known yet."""
    last = (plan.today + 1).astype("datetime64[M]") - 1
    return np.arange(last - MONTHS + 1, last + 1)


def mothers() -> Array:
    """Place of the region that each region was carved out of; its own place where it is an old one."""
    table = fact("regions").set_index("region_code").reindex(ground().codes)
    own = pd.Series(ground().codes, index=ground().codes)
    places = pd.Index(ground().codes).get_indexer(pd.Index(table["mother_region_code"].fillna(own)))
    return np.asarray(places)


def _people(stream: Stream, months: Array) -> Array:
    """Persons by month, region and section, in the regions of today."""
    by_region = numbers(fact("regions").set_index("region_code").reindex(ground().codes), "hired_thousand")
    shares = _fitted(by_region / by_region.sum(), numbers(fact("sections"), "hired_share"))
    month_of_year = months.astype(int) % 12
    summer = np.cos((month_of_year - 6) / 12 * 2 * np.pi)[:, None, None] * numbers(fact("sections"), "summer_swing")
    wander = np.cumsum(stream.normal(0, OWN_GROWTH, (len(months), len(by_region), 1))[::-1], axis=0)[::-1]
    seasonal = shares * (1 + summer) * np.exp(wander) * uneven(stream, 0.004, (len(months), *shares.shape))
    yearly_shape = seasonal / seasonal.sum(axis=(1, 2), keepdims=True)
    return np.asarray(yearly_shape * _national(months)[:, None, None])


def _national(months: Array) -> Array:
    """Hired employees of the country in each month: straight lines between the middles of the years."""
    table = fact("years")
    middles = numbers(table, "year") + 0.5
    return np.interp(months.astype(int) / 12 + 1970, middles, numbers(table, "hired_thousand") * 1000)


def _fitted(by_region: Array, by_section: Array) -> Array:
    """Shares by region and section that add up to both totals, tilted as the regions are."""
    tilts = fact("section_tilts").set_index("region_code").reindex(ground().codes)
    shares = tilts.reindex(columns=fact("sections")["section_code"]).fillna(1.0).to_numpy()
    for _ in range(FITTING_ROUNDS):
        shares = shares * (by_section / by_section.sum() / shares.sum(axis=0))
        shares = shares * (by_region / shares.sum(axis=1))[:, None]
    return np.asarray(shares)


def _with_mothers(people: Array, months: Array) -> Array:
    """Employees of regions not yet formed, counted where they belonged."""
    counted = people.copy()
    for region, mother in enumerate(mothers()):
        before = months < ground().formed_on[region].astype("datetime64[M]")
        if mother != region:
            counted[before, mother] += people[before, region]
            counted[before, region] = 0
    return counted
