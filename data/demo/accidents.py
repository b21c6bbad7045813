"""Registered accidents: when, where, why, and the day the inspectorate was told."""

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from data.demo.accident_days import Occurrences, occurrences
from data.demo.accident_places import NOWHERE, scenes
from data.demo.columns import Array, Rows, chosen, joined, only_where, padded
from data.demo.draws import Stream, choice
from data.demo.employers import Employers
from data.demo.facilities import Facilities
from data.demo.ground import ground
from data.demo.plan import Plan, ids
from data.demo.reference import by_year, fact, hazards, numbers

HOUR_WEIGHTS = np.array([2, 2, 2, 2, 2, 2, 3, 4, 7, 9, 10, 10, 7, 8, 9, 9, 8, 7, 5, 4, 4, 3, 3, 2.0])
LATE_REPORTS = 0.04
LATE_REPORTS_WHERE_HIDING = 0.25
AWAY_SHARE = 0.4
WITH_EMPLOYER_AWAY = 0.5


@dataclass(frozen=True)
class Accidents:
    """Each column one accident known on the plan's day. facility is a place in Facilities, or NOWHERE."""

    day: Array
    injured: Array
    killed: Array
    region: Array
    facility: Array
    is_light: Array
    cause: Array
    known_on: Array


def accidents(plan: Plan, plants: Facilities, firms: Employers) -> Accidents:
    """All accidents of the covered months that were reported by the plan's day."""
    stream = plan.stream("accidents")
    events = occurrences(plan)
    where = scenes(plan, plants, firms, events)
    at_facility = where.facility != NOWHERE
    hiding = np.where(at_facility, firms.hiding[plants.owner[where.facility]], 0.1)
    known = events.day + _days_to_report(stream, hiding)
    cause = _causes(stream, events, at_facility)
    everything = Accidents(events.day, events.injured, events.killed, where.region, where.facility, where.is_light, cause, known)
    is_known = known <= plan.today
    return Accidents(*(getattr(everything, field.name)[is_known] for field in fields(Accidents)))


def accident_rows(plan: Plan, plants: Facilities, firms: Employers, hurt: Accidents, inquiry: Rows) -> Rows:
    """Rows of accident. inquiry: the columns of the investigation."""
    stream = plan.stream("accident_rows")
    at_facility = hurt.facility != NOWHERE
    return {
        "accident_id": ids(len(hurt.day)),
        "region_code": chosen(ground().codes, hurt.region),
        "facility_id": only_where(plants.id[hurt.facility], at_facility),
        "bin": _employer(stream, plants, firms, hurt),
        "activity_code": _section(stream, plants, hurt),
        "occurred_at": _moment(stream, hurt.day),
        "cause_code": chosen(fact("causes")["cause_code"], hurt.cause),
        "is_group": hurt.injured >= 2,
        "killed_count": hurt.killed,
        "injured_count": hurt.injured,
        "known_on": hurt.known_on,
        **inquiry,
    }


def _days_to_report(stream: Stream, hiding: Array) -> Array:
    """Mostly the same day or the next, as the law asks; a few reports come weeks later."""
    size = len(hiding)
    late = stream.random(size) < LATE_REPORTS + LATE_REPORTS_WHERE_HIDING * hiding
    soon = choice(stream, np.array([0.62, 0.3, 0.06, 0.02]), size)
    return np.where(late, stream.integers(4, 31, size), soon).astype("timedelta64[D]")


def _causes(stream: Stream, events: Occurrences, at_facility: Array) -> Array:
    """Causes by the published shares of the year; road accidents mostly away from facilities."""
    table = fact("causes")
    away_factor = numbers(table, "away_factor")
    years = events.day.astype("datetime64[Y]").astype(int) + 1970
    cause = np.zeros(len(years), dtype=int)
    for year in np.unique(years):
        share = by_year(table, int(year))
        away = share * away_factor / (share * away_factor).sum()
        inside = np.maximum(share - AWAY_SHARE * away, 0)
        for weight, place in ((away, False), (inside, True)):
            mine = np.flatnonzero((years == year) & (at_facility == place))
            cause[mine] = choice(stream, weight, len(mine))
    return cause


def _employer(stream: Stream, plants: Facilities, firms: Employers, hurt: Accidents) -> pa.Array:
    """The facility's owner; elsewhere an employer of the region, or one that is not in the register."""
    owner = plants.owner[hurt.facility]
    away = np.flatnonzero(hurt.facility == NOWHERE)
    is_known = hurt.facility != NOWHERE
    for region in np.unique(hurt.region[away]):
        mine = away[hurt.region[away] == region]
        near = np.flatnonzero(firms.region == region)
        if len(near):
            owner[mine] = near[stream.integers(0, len(near), len(mine))]
            is_known[mine] = stream.random(len(mine)) < WITH_EMPLOYER_AWAY
    return only_where(firms.bin.take(pa.array(owner)), is_known)


def _section(stream: Stream, plants: Facilities, hurt: Accidents) -> pa.Array:
    """Section of activity: that of the facility's hazard type, or one by the shares elsewhere."""
    sections = fact("sections")["section_code"].to_numpy(dtype=object)
    elsewhere = sections[choice(stream, numbers(fact("sections"), "away_share"), len(hurt.day))]
    there = hazards()["section_code"].to_numpy(dtype=object)[plants.hazard_type[hurt.facility]]
    return pa.array(np.where(hurt.facility == NOWHERE, elsewhere, there), pa.string())


def _moment(stream: Stream, day: Array) -> pa.Array:
    """Day and time of day in Kazakhstan, more in working hours."""
    hour, minute = choice(stream, HOUR_WEIGHTS, len(day)), stream.integers(0, 60, len(day))
    return joined(day, " ", padded(hour, 2), ":", padded(minute, 2), ":00 Asia/Almaty")
