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
COLUMNS = ("region_code", "event_count", "employee_count", "value", "mean", "low_95", "high_95", "low_998", "high_998", "place")


def rows(viewer: Viewer, as_of: date, harm: str, first_month: date, last_month: date) -> DataFrame:
    """See queries.outlook.funnel."""
    after = (last_month.replace(day=1) + timedelta(days=31)).replace(day=1)
    period = {"first_day": first_month.replace(day=1), "last_day": after - timedelta(days=1)}
    own = facts.rates(viewer, as_of, harm=harm, **period).astype({"event_count": "float64", "employee_count": "float64"})
    pooled = facts.pooled_rates(viewer, as_of, harm=harm, **period).to_dict("records")
    mean = PER * pooled[0]["events"] / pooled[0]["employees"] if pooled else nan
    return framed([_row(each, mean) for each in own.to_dict("records")], COLUMNS)


def _row(each: dict[Any, Any], mean: float) -> dict[str, Any]:
    exposure = each["employee_count"] / PER
    value = each["event_count"] / exposure if exposure > 0 else nan
    limits: dict[str, float] = {}
    for name, level in LEVELS.items():
        limits[f"low_{name}"], limits[f"high_{name}"] = funnel_limits(mean, exposure, level)
    return {**each, "value": value, "mean": mean, **limits, "place": _place(value, limits)}


def _place(value: float, limits: dict[str, float]) -> str | None:
    if isnan(value) or isnan(limits["low_95"]):
        return None
    for name in ("998", "95"):
        if value > limits[f"high_{name}"]:
            return f"above_{name}"
        if value < limits[f"low_{name}"]:
            return f"below_{name}"
    return "inside"
