"""A region's row: its last 12 months raw and shrunken, its course, and both held against the target."""

from datetime import date, timedelta
from functools import partial
from math import isnan, nan
from typing import Any

import numpy as np
from pandas import DataFrame

from queries import figures
from queries.db import Viewer, at_once
from queries.outlook import facts
from queries.outlook.fitting import Fitted, Outlook
from queries.outlook.frames import framed
from queries.predicting import needed_pace, pace, together, year_of
from queries.records import records
from queries.shrinking import Spread, shrunken, spread
from queries.statistics import poisson_intervals

PER = 1000
FEWEST_EVENTS = 5
LEVEL = ("event_count", "employee_count", "value", "low", "high", "shrunken", "shrunken_low", "shrunken_high")
Row = dict[Any, Any]


def rows(viewer: Viewer, as_of: date, indicator: str, harm: str, target_year: int, outlook: Outlook) -> DataFrame:
    """See queries.outlook.of_regions."""
    levels, targets = _levels(viewer, as_of, harm, outlook), _targets(viewer, as_of, indicator, target_year)
    years, ahead = _years_left(outlook.last_month, target_year), _ahead(outlook, targets, target_year)
    about = [[rows.get(each.region_code, {}) for rows in (levels, targets, ahead)] for each in outlook.all]
    found = [_row(each, *rows, years=years) for each, rows in zip(outlook.all, about, strict=True)]
    return framed(found, tuple(found[0]))


def _row(each: Fitted, level: Row, target: Row, ahead: Row, *, years: float) -> Row:
    now = dict.fromkeys(LEVEL, nan) | level
    aim = target.get("value", nan)
    return {
        "region_code": each.region_code, **now, "target": aim, "is_target_own": target.get("is_own"),
        **_needed(now, aim, years), **_foreseen(each, aim, ahead, years),
        "broke_on": each.broke_on, "reason_code": each.reason_code,
    }  # fmt: skip


def _needed(now: Row, aim: float, years: float) -> Row:
    """The pace that leads to the target, or why there is none."""
    reason = _why_no_target(aim, years) or _why_no_pace(now, aim)
    return {"needed_pace": nan if reason else needed_pace(now["value"], aim, years), "needed_reason": reason}


def _why_no_pace(now: Row, aim: float) -> str | None:
    if isnan(now["value"]):
        return "not_known"
    if now["value"] <= aim:
        return "already_met"
    return "few_events" if now["event_count"] < FEWEST_EVENTS else None


def _why_no_target(aim: float, years: float) -> str | None:
    if isnan(aim):
        return "no_target"
    return None if years > 0 else "target_year_over"


def _ahead(outlook: Outlook, targets: dict[str | None, Row], target_year: int) -> dict[str | None, Row]:
    """Where each course leads in the target year, and the chance of meeting the target there."""
    courses = {each.region_code: (each.course, each.months) for each in outlook.all if each.course}
    year = together([year_of(*course, target_year) for course in courses.values()])
    aims = np.array([targets.get(code, {}).get("value", nan) for code in courses])
    both = zip(year.quantiles(0.5)[0], year.chance_of(aims), strict=True)
    return {code: {"forecast": float(forecast), "chance": float(chance)} for code, (forecast, chance) in zip(courses, both, strict=True)}


def _foreseen(each: Fitted, aim: float, ahead: Row, years: float) -> Row:
    """The course, and what lies ahead where the target year is not over."""
    reason = each.reason_code or _why_no_target(aim, years)
    low_to_high = pace(each.course) if each.course else (nan, nan, nan)
    return {
        "forecast": ahead.get("forecast", nan) if years > 0 else nan,
        **dict(zip(("pace", "pace_low", "pace_high"), low_to_high, strict=True)),
        "chance": nan if reason else ahead.get("chance", nan), "chance_reason": reason,
        "fitted_from": each.months.first_month, "month_count": len(each.months.year),
    }  # fmt: skip


def _levels(viewer: Viewer, as_of: date, harm: str, outlook: Outlook) -> dict[str | None, Row]:
    """The last 12 full months of the country and of each region: counts, the rate raw and shrunken."""
    if outlook.last_month is None:
        return {}
    period = {"first_day": _month(outlook.last_month, -11), "last_day": _month(outlook.last_month, 1) - timedelta(days=1)}
    own, over_all = at_once(*(partial(ask, viewer, as_of, harm=harm, **period) for ask in (facts.rates, facts.pooled_rates)))
    own, pooled = own.astype({"event_count": "float64", "employee_count": "float64"}), records(over_all)
    about = _spread(pooled[0], outlook) if pooled else Spread(nan, nan)
    over = outlook.between.dispersion if outlook.between else 1.0
    drawn = shrunken(own["event_count"] / over, own["employee_count"] / PER / over, about)
    found = _rated(own).assign(shrunken=drawn.value, shrunken_low=drawn.low, shrunken_high=drawn.high)
    country = {"event_count": [row["national_events"] for row in pooled], "employee_count": [row["national_employees"] for row in pooled]}
    whole = records(_rated(DataFrame(country, dtype="float64")))
    return {None: whole[0] if whole else {}, **{str(row["region_code"]): row for row in records(found)}}


def _rated(rows: DataFrame) -> DataFrame:
    """The rate of each row, and its exact interval."""
    events, thousands = rows["event_count"], rows["employee_count"] / PER
    return rows.assign(value=events / thousands.where(thousands > 0), **poisson_intervals(events, thousands))


def _spread(pooled: Row, outlook: Outlook) -> Spread:
    """Spread of the true rates; events count for as many as the over-dispersion of their months leaves of them."""
    over = outlook.between.dispersion if outlook.between else 1.0
    exposure = pooled["employees"] / PER / over
    return spread(
        pooled["region_count"], pooled["events"] / over, exposure, pooled["employees_squared"] / (PER * over) ** 2,
        pooled["events_squared"] * PER / over,
    )  # fmt: skip


def _targets(viewer: Viewer, as_of: date, indicator: str, year: int) -> dict[str | None, Row]:
    """Targets of the year: the country's, and each region's own or the country's in its stead."""
    path = figures.target_path(viewer, as_of, indicator=indicator)
    of_the_year = records(path[path["year"] == year])
    return {each["region_code"] if isinstance(each["region_code"], str) else None: each for each in of_the_year}


def _years_left(last_month: date | None, target_year: int) -> float:
    """Years from the end of the last full month to the end of the target year."""
    return 0.0 if last_month is None else target_year - last_month.year + (12 - last_month.month) / 12


def _month(month: date, on: int) -> date:
    """The first day of the month so many months on."""
    years, place = divmod(month.month - 1 + on, 12)
    return date(month.year + years, place + 1, 1)
