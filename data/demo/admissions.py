"""Rows of health_admission: most belong to a registered accident, a few to one that its employer never reported."""

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from data.demo.accident_places import hidden_pulls
from data.demo.accidents import Accidents
from data.demo.columns import Array, Rows, chosen, only_where
from data.demo.draws import Stream, choice
from data.demo.employers import Employers
from data.demo.employment import mothers
from data.demo.facilities import Facilities
from data.demo.ground import ground
from data.demo.plan import Plan, ids

REACHING_HOSPITAL = 0.75
HIDDEN_REACHING_HOSPITAL = 0.6
SEVERE_AMONG_HIDDEN = 0.15
MATCHED_BY_THE_SYSTEM = 0.8
EMPLOYER_NOT_SAID = 0.05
DAYS_TO_HOSPITAL = np.array([0.86, 0.10, 0.03, 0.01])
DAYS_TO_REPORT = np.array([0.25, 0.40, 0.25, 0.06, 0.04])
NOTHING = -1


@dataclass(frozen=True)
class Admissions:
    """Each column one admission. accident is a place in Accidents, owner one in Employers; NOTHING where there is none."""

    day: Array
    region: Array
    accident: Array
    owner: Array
    is_severe: Array


def admission_rows(plan: Plan, plants: Facilities, firms: Employers, hurt: Accidents, bins: pa.Array) -> Rows:
    """Rows of health_admission that were known by the plan's day. bins: the employer of each accident, empty where not known."""
    stream = plan.stream("admissions")
    found = _joined(_after_accidents(stream, hurt), _hidden(stream, plants, firms, hurt))
    day = found.day + choice(stream, DAYS_TO_HOSPITAL, len(found.day)).astype("timedelta64[D]")
    known_on = day + choice(stream, DAYS_TO_REPORT, len(day)).astype("timedelta64[D]")
    is_matched = (found.accident != NOTHING) & (stream.random(len(day)) < MATCHED_BY_THE_SYSTEM)
    is_said = stream.random(len(day)) >= EMPLOYER_NOT_SAID
    kept = np.flatnonzero(known_on <= plan.today)
    kept = kept[np.argsort(day[kept], kind="stable")]
    employer = _employers(firms, found, bins)
    rows = {
        "region_code": chosen(ground().codes, found.region),
        "bin": only_where(employer, is_said),
        "admitted_on": pa.array(day),
        "known_on": pa.array(known_on),
        "severity": chosen(["light", "severe"], found.is_severe.astype(int)),
        "accident_id": only_where(np.append(ids(len(hurt.day)), 0)[found.accident], is_matched),
    }
    return {"admission_id": ids(len(kept)), **{name: values.take(pa.array(kept)) for name, values in rows.items()}}


def _after_accidents(stream: Stream, hurt: Accidents) -> Admissions:
    """Those who survived a registered accident and were taken to hospital."""
    accident = np.repeat(np.arange(len(hurt.day)), hurt.injured - hurt.killed)
    accident = accident[stream.random(len(accident)) < REACHING_HOSPITAL]
    return Admissions(hurt.day[accident], hurt.region[accident], accident, np.full(len(accident), NOTHING), ~hurt.is_light[accident])


def _hidden(stream: Stream, plants: Facilities, firms: Employers, hurt: Accidents) -> Admissions:
    """Those hurt where it is hidden: as many as the shares of hiding say, at the same times of year."""
    pulls, times_as_many = hidden_pulls(plants, firms)
    size = round(hurt.is_light.sum() * times_as_many * HIDDEN_REACHING_HOSPITAL)
    day = hurt.day[(stream.random(size) * len(hurt.day)).astype(int)]
    place = choice(stream, pulls, size)
    was_open = (day >= plants.open_from[place]) & (day <= plants.open_until[place])
    day, place = day[was_open], place[was_open]
    region = plants.region[place]
    here = np.where(day < ground().formed_on[region], mothers()[region], region)
    is_severe = stream.random(len(day)) < SEVERE_AMONG_HIDDEN
    return Admissions(day, here, np.full(len(day), NOTHING), plants.owner[place], is_severe)


def _joined(*parts: Admissions) -> Admissions:
    return Admissions(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Admissions)))


def _employers(firms: Employers, found: Admissions, bins: pa.Array) -> pa.Array:
    """The accident's employer, or the one that hides."""
    of_accidents = np.append(bins.to_numpy(zero_copy_only=False), np.array([None]))[found.accident]
    of_firms = firms.bin.to_numpy(zero_copy_only=False)[found.owner]
    return pa.array(np.where(found.accident != NOTHING, of_accidents, of_firms), pa.string())
