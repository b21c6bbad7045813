"""Rows of casualty: one a person, by bands and groups only."""

import numpy as np

from data.demo.accidents import Accidents
from data.demo.columns import Array, Rows, chosen, only_where
from data.demo.draws import Stream, choice, days, known_by, rank_within, uneven
from data.demo.ground import ground
from data.demo.plan import Plan, ids

FEMALE_SHARE = 0.182
LIGHT_IN_GROUPS = 0.3
SEVERITIES = ["light", "severe", "fatal"]
AGE_BANDS = ["under_18", "18_24", "25_34", "35_44", "45_54", "55_64", "65_up"]
AGE_WEIGHTS = np.array([0.002, 0.10, 0.27, 0.26, 0.21, 0.145, 0.013])
LOST_DAYS = np.array([16.0, 55.0, 0.0])  # working days, the mean of each severity
SPREAD, CALENDAR_DAYS = 0.6, 7 / 5
OCCUPATIONS = ["manager", "specialist", "technician", "machine_operator", "skilled_worker", "labourer"]
OCCUPATION_WEIGHTS = np.array([0.04, 0.11, 0.09, 0.27, 0.31, 0.18])


def casualty_rows(plan: Plan, hurt: Accidents) -> Rows:
    """Rows of casualty, as many to an accident as it injured, the killed first."""
    stream = plan.stream("casualties")
    accident = np.repeat(np.arange(len(hurt.day)), hurt.injured)
    size = len(accident)
    number = rank_within(accident)
    severity = _severity(stream, hurt, accident, number)
    return {
        "accident_id": ids(len(hurt.day))[accident],
        "casualty_no": number + 1,
        "region_code": chosen(ground().codes, hurt.region[accident]),
        "severity": chosen(SEVERITIES, severity),
        "sex": chosen(["male", "female"], (stream.random(size) < FEMALE_SHARE).astype(int)),
        "age_band": chosen(AGE_BANDS, choice(stream, AGE_WEIGHTS, size)),
        "occupation_group": chosen(OCCUPATIONS, choice(stream, OCCUPATION_WEIGHTS, size)),
        **_lost_days(plan, hurt, accident, severity),
    }


def _lost_days(plan: Plan, hurt: Accidents, accident: Array, severity: Array) -> Rows:
    """Working days lost, told some days after the sick leave is closed; empty where that is after the plan's day, and of the killed."""
    stream, size = plan.stream("lost_days"), len(accident)
    lost = np.maximum(1, LOST_DAYS[severity] * uneven(stream, SPREAD, size)).astype(int)
    closed = hurt.day[accident] + np.ceil(lost * CALENDAR_DAYS).astype("timedelta64[D]")
    told = known_by(np.maximum(closed, hurt.known_on[accident]) + days(stream, 1, 10, size), plan.today)
    told[severity == SEVERITIES.index("fatal")] = np.datetime64("NaT")
    return {"lost_day_count": only_where(lost, ~np.isnat(told)), "lost_days_known_on": told}


def _severity(stream: Stream, hurt: Accidents, accident: Array, number: Array) -> Array:
    """Place in SEVERITIES."""
    is_light = hurt.is_light | ((hurt.injured > 1) & (hurt.killed == 0))
    chance = np.where(hurt.is_light, 1.0, np.where(is_light, LIGHT_IN_GROUPS, 0.0))[accident]
    severity = np.where(stream.random(len(accident)) < chance, 0, 1)
    return np.where(number < hurt.killed[accident], 2, severity)
