"""The investigation of accidents: who led it, when, and the employer's share of fault."""

import numpy as np

from data.demo.accidents import Accidents
from data.demo.columns import Array, Rows, chosen, only_where
from data.demo.draws import Stream, days, known_by
from data.demo.plan import Plan
from data.demo.reference import fact

LEVELS = ["employer", "region", "ministry", "government"]
FAULT_RANGE = {"victim_negligence": (0, 60), "road_traffic": (0, 100), "other": (20, 100)}
USUAL_FAULT = (60, 100)


def inquiry(plan: Plan, hurt: Accidents) -> Rows:
    """Columns of the investigation, one row an accident; empty where it was not so far on the plan's day."""
    stream = plan.stream("investigations")
    size = len(hurt.day)
    opened = known_by(hurt.known_on + days(stream, 0, 3, size), plan.today)
    act = known_by(opened + days(stream, 5, 28, size), plan.today)
    return {
        "opened_on": opened,
        "commission_level": only_where(chosen(LEVELS, _level(hurt)), ~np.isnat(opened)),
        "act_on": act,
        "act_sent_on": known_by(act + days(stream, 0, 3, size), plan.today),
        "employer_fault_pct": only_where(_fault(stream, hurt.cause), ~np.isnat(act)),
    }


def _level(hurt: Accidents) -> Array:
    """Place in LEVELS, Labour Code article 188: by the number killed; special if severe or of a group."""
    by_killed = np.where(hurt.killed > 5, 3, np.where(hurt.killed >= 3, 2, 1))
    return np.where(hurt.is_light, 0, by_killed)


def _fault(stream: Stream, cause: Array) -> Array:
    """Percent, in steps of five, by the cause found."""
    ranges = np.array([FAULT_RANGE.get(code, USUAL_FAULT) for code in fact("causes")["cause_code"]])
    low, high = ranges[cause].T
    return (low + (high - low) * stream.random(len(cause))).astype(int) // 5 * 5
