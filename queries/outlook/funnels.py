"""The funnel: rates of a period beside what chance alone would leave about the country's mean."""

from datetime import date, timedelta
from math import isnan, nan
from typing import Any

from pandas import DataFrame

from queries.db import Viewer
from queries.outlook import facts
from queries.outlook.frames import framed
from queries.statistics import funnel_limits

PER = 1000
LEVELS = {"95": 0.95, "998": 0.998}
SIZES, POINTS = (50_000, 1_500_000), 80
COLUMNS = ("region_code", "event_count", "employee_count", "value", "mean", "low_95", "high_95", "low_998", "high_998", "place")


def rows(viewer: Viewer, as_of: date, harm: str, first_month: date, last_month: date) -> DataFrame:
    """See queries.outlook.funnel."""
    period = _period(first_month, last_month)
    own = facts.rates(viewer, as_of, harm=harm, **period).astype({"event_count": "float64", "employee_count": "float64"})
    mean = _mean(viewer, as_of, harm, period)
    return framed([_row(each, mean) for each in own.to_dict("records")], COLUMNS)


def lines(viewer: Viewer, as_of: date, harm: str, first_month: date, last_month: date) -> DataFrame:
    """See queries.outlook.funnel_lines."""
    mean = _mean(viewer, as_of, harm, _period(first_month, last_month))
    smallest, largest = SIZES
    sizes = [smallest * (largest / smallest) ** (point / (POINTS - 1)) for point in range(POINTS if mean > 0 else 0)]
    return framed([{"employee_count": size, "mean": mean, **_limits(mean, size / PER)} for size in sizes], COLUMNS[2:3] + COLUMNS[4:-1])


def _period(first_month: date, last_month: date) -> dict[str, date]:
    after = (last_month.replace(day=1) + timedelta(days=31)).replace(day=1)
    return {"first_day": first_month.replace(day=1), "last_day": after - timedelta(days=1)}


def _mean(viewer: Viewer, as_of: date, harm: str, period: dict[str, date]) -> float:
    """Rate of the regions known in the whole period together."""
    pooled = facts.pooled_rates(viewer, as_of, harm=harm, **period).to_dict("records")
    return PER * float(pooled[0]["events"]) / float(pooled[0]["employees"]) if pooled else nan


def _row(each: dict[Any, Any], mean: float) -> dict[str, Any]:
    exposure = each["employee_count"] / PER
    value, limits = each["event_count"] / exposure if exposure > 0 else nan, _limits(mean, exposure)
    return {**each, "value": value, "mean": mean, **limits, "place": _place(value, limits)}


def _limits(mean: float, exposure: float) -> dict[str, float]:
    ends = {name: funnel_limits(mean, exposure, level) for name, level in LEVELS.items()}
    return {f"{end}_{name}": limit for name, both in ends.items() for end, limit in zip(("low", "high"), both, strict=True)}


def _place(value: float, limits: dict[str, float]) -> str | None:
    if isnan(value) or isnan(limits["low_95"]):
        return None
    for name in ("998", "95"):
        if value > limits[f"high_{name}"]:
            return f"above_{name}"
        if value < limits[f"low_{name}"]:
            return f"below_{name}"
    return "inside"
