"""The funnel: rates of a period beside what chance alone would leave about the country's mean."""

from datetime import date, timedelta
from math import nan
from typing import Any

import numpy as np
from pandas import DataFrame, Series

from queries.db import Viewer
from queries.outlook import facts
from queries.records import records
from queries.statistics import funnel_limits

PER = 1000
LEVELS = {"95": 0.95, "998": 0.998}
SIZES, POINTS = (50_000, 1_500_000), 80
COLUMNS = ("region_code", "event_count", "employee_count", "value", "mean", "low_95", "high_95", "low_998", "high_998", "place")


def rows(viewer: Viewer, as_of: date, harm: str, first_month: date, last_month: date) -> DataFrame:
    """See queries.outlook.funnel."""
    period = _period(first_month, last_month)
    own = facts.rates(viewer, as_of, harm=harm, **period).astype({"event_count": "float64", "employee_count": "float64"})
    exposure = (own["employee_count"] / PER).where(own["employee_count"] > 0)
    beside = own.assign(value=own["event_count"] / exposure, **_limits(_mean(viewer, as_of, harm, period), exposure))
    return beside.assign(place=_places(beside))[list(COLUMNS)]


def lines(viewer: Viewer, as_of: date, harm: str, first_month: date, last_month: date) -> DataFrame:
    """See queries.outlook.funnel_lines."""
    mean = _mean(viewer, as_of, harm, _period(first_month, last_month))
    sizes = np.geomspace(*SIZES, POINTS if mean > 0 else 0)
    return DataFrame({"employee_count": sizes, **_limits(mean, sizes / PER)})


def _period(first_month: date, last_month: date) -> dict[str, date]:
    after = (last_month.replace(day=1) + timedelta(days=31)).replace(day=1)
    return {"first_day": first_month.replace(day=1), "last_day": after - timedelta(days=1)}


def _mean(viewer: Viewer, as_of: date, harm: str, period: dict[str, date]) -> float:
    """Rate of the regions known in the whole period together."""
    pooled = records(facts.pooled_rates(viewer, as_of, harm=harm, **period))
    return PER * float(pooled[0]["events"]) / float(pooled[0]["employees"]) if pooled else nan


def _limits(mean: float, exposure: Any) -> dict[str, Any]:
    """The mean and its limits for each exposure, by column."""
    ends = {name: funnel_limits(mean, exposure, level) for name, level in LEVELS.items()}
    return {"mean": mean} | {
        f"{end}_{name}": limit for name, both in ends.items() for end, limit in zip(("low", "high"), both, strict=True)
    }


def _places(rows: DataFrame) -> Series:
    """Where each rate stands against the limits; None where it or they are not known."""
    value, found = rows["value"], Series("inside", index=rows.index, dtype="object")
    for name in LEVELS:
        found[value > rows[f"high_{name}"]] = f"above_{name}"
        found[value < rows[f"low_{name}"]] = f"below_{name}"
    return found.where(value.notna() & rows["low_95"].notna(), None)
