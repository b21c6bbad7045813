"""Where accidents happen: regions by the published split, facilities in them by their latent hazard."""

from dataclasses import dataclass

import numpy as np

from data.demo.accident_days import Occurrences
from data.demo.columns import Array
from data.demo.draws import Stream, choice
from data.demo.employers import Employers
from data.demo.employment import mothers
from data.demo.facilities import Facilities
from data.demo.ground import ground
from data.demo.plan import Plan
from data.demo.reference import by_year, fact, hazards, numbers

AT_FACILITIES = 0.66
HAZARD_POWER = 1.0
EMPLOYEES_POWER = 0.7
LIGHT_SHARE = 0.4
SEVERE_HIDDEN = 0.35
LARGE = 5
SPARED_BY_LARGE_ONES = ("35", "62")
"""Real disasters happened here: an invented one must not resemble them."""

TRIES = 4
NOWHERE = -1


@dataclass(frozen=True)
class Scenes:
    """Each column one accident: its region on its day, its facility or NOWHERE, whether it was light."""

    region: Array
    facility: Array
    is_light: Array


def scenes(plan: Plan, plants: Facilities, firms: Employers, events: Occurrences) -> Scenes:
    """Region and facility of every accident.

    What an employer hides has no row: its facilities are drawn so much more seldom. Accidents before a newer
    region was formed belong to the region it was carved out of and are told without the facility.
    """
    stream = plan.stream("scenes")
    region = _regions(stream, events)
    is_light = (events.injured == 1) & (events.killed == 0) & (stream.random(len(region)) < LIGHT_SHARE)
    facility = _facilities(stream, plants, firms, events, region, is_light)
    is_early = events.day < ground().formed_on[region]
    return Scenes(
        region=np.where(is_early, mothers()[region], region),
        facility=np.where(is_early, NOWHERE, facility),
        is_light=is_light,
    )


def _regions(stream: Stream, events: Occurrences) -> Array:
    """Region of each accident, among the regions of today, by the shares of its year."""
    table = fact("injured_by_region").set_index("region_code").reindex(ground().codes)
    years = events.day.astype("datetime64[Y]").astype(int) + 1970
    region = np.zeros(len(years), dtype=int)
    spared = np.isin(ground().codes, SPARED_BY_LARGE_ONES)
    for year in np.unique(years):
        for is_large in (False, True):
            mine = np.flatnonzero((years == year) & ((events.injured >= LARGE) == is_large))
            weight = by_year(table, int(year))
            region[mine] = choice(stream, np.where(spared & is_large, 0, weight), len(mine))
    return region


def _facilities(stream: Stream, plants: Facilities, firms: Employers, events: Occurrences, region: Array, is_light: Array) -> Array:
    """Facility of each accident that happened at one, open on that day; NOWHERE for the rest."""
    facility = np.full(len(region), NOWHERE)
    away = stream.random(len(region)) >= np.where(events.injured >= LARGE, 1.0, AT_FACILITIES)
    weights = _weights(plants, firms)
    for _ in range(TRIES):
        missing = (facility == NOWHERE) & ~away
        for place in np.unique(region[missing]):
            in_region = np.flatnonzero(plants.region == place)
            for light in (False, True):
                mine = np.flatnonzero(missing & (region == place) & (is_light == light))
                _draw(stream, plants, events, facility, mine, in_region, weights[int(light)])
    return facility


def _draw(
    stream: Stream,
    plants: Facilities,
    events: Occurrences,
    facility: Array,
    mine: Array,
    among: Array,
    weights: Array,
) -> None:
    """Draws a facility for each of mine among some, and keeps those that were open on the day."""
    if len(among) == 0 or len(mine) == 0:
        return
    drawn = among[choice(stream, weights[among], len(mine))]
    day = events.day[mine]
    was_open = (day >= plants.open_from[drawn]) & (day < plants.open_until[drawn] + 1)
    facility[mine[was_open]] = drawn[was_open]


def _weights(plants: Facilities, firms: Employers) -> tuple[Array, Array]:
    """Pull of each facility on registered accidents: severe ones, and light ones, which are hidden more."""
    true, hiding = _true_pulls(plants), firms.hiding[plants.owner]
    return true * (1 - SEVERE_HIDDEN * hiding), true * (1 - hiding)


def hidden_pulls(plants: Facilities, firms: Employers) -> tuple[Array, float]:
    """Pull of each facility on light accidents that are hidden, and how many times as many they are as the registered light ones."""
    true, hiding = _true_pulls(plants), firms.hiding[plants.owner]
    return true * hiding, float((true * hiding).sum() / (true * (1 - hiding)).sum())


def _true_pulls(plants: Facilities) -> Array:
    """Pull of each facility on accidents, reported or not."""
    return numbers(hazards(), "accident_factor")[plants.hazard_type] * plants.hazard**HAZARD_POWER * plants.employees**EMPLOYEES_POWER
