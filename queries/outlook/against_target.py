"""A region's row: its last 12 months raw and shrunken, its course, and both held against the target."""

from datetime import date, timedelta
from math import isnan, nan
from typing import Any

from pandas import DataFrame

from queries import figures
from queries.db import Viewer
from queries.outlook import facts
from queries.outlook.fitting import Fitted, Outlook
from queries.outlook.frames import framed
from queries.predicting import needed_pace, pace, year_of
from queries.shrinking import Spread, shrunken, spread
from queries.statistics import poisson_interval

PER = 1000
FEWEST_EVENTS = 5
LEVEL = ("event_count", "employee_count", "value", "low", "high", "shrunken", "shrunken_low", "shrunken_high")
Row = dict[Any, Any]


def rows(viewer: Viewer, as_of: date, indicator: str, harm: str, target_year: int, outlook: Outlook) -> DataFrame:
    """See queries.outlook.of_regions."""
    levels, targets = _levels(viewer, as_of, harm, outlook), _targets(viewer, as_of, indicator, target_year)
    years = _years_left(outlook.last_month, target_year)
    found = [_row(each, levels.get(each.region_code, {}), targets.get(each.region_code, {}), years, target_year) for each in outlook.all]
    return framed(found, tuple(found[0]))


def _row(each: Fitted, level: Row, target: Row, years: float, target_year: int) -> Row:
    now = dict.fromkeys(LEVEL, nan) | level
    aim = target.get("value", nan)
    return {
        "region_code": each.region_code, **now, "target": aim, "is_target_own": target.get("is_own"),
        **_needed(now, aim, years), **_foreseen(each, aim, years, target_year),
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


def _foreseen(each: Fitted, aim: float, years: float, target_year: int) -> Row:
    """The course, where it leads in the target year, and the chance of meeting the target there."""
    found = {"forecast": nan, "pace": nan, "pace_low": nan, "pace_high": nan, "chance": nan}
    reason = each.reason_code or _why_no_target(aim, years)
    if each.course:
        year = year_of(each.course, each.months, target_year)
        found |= dict(zip(("pace", "pace_low", "pace_high"), pace(each.course), strict=True))
        found |= {"forecast": year.quantiles(0.5)[0] if years > 0 else nan, "chance": nan if reason else year.chance_of(aim)}
    first = each.months.first_month
    return found | {"chance_reason": reason, "fitted_from": first, "month_count": len(each.months.year)}


def _levels(viewer: Viewer, as_of: date, harm: str, outlook: Outlook) -> dict[str | None, Row]:
    """The last 12 full months of the country and of each region: counts, the rate raw and shrunken."""
    if outlook.last_month is None:
        return {}
    period = {"first_day": _month(outlook.last_month, -11), "last_day": _month(outlook.last_month, 1) - timedelta(days=1)}
    own = facts.rates(viewer, as_of, harm=harm, **period).astype({"event_count": "float64", "employee_count": "float64"})
    pooled = facts.pooled_rates(viewer, as_of, harm=harm, **period).to_dict("records")
    about = _spread(pooled[0], outlook) if pooled else Spread(nan, nan)
    found = {each["region_code"]: _level(each["event_count"], each["employee_count"], about, outlook) for each in own.to_dict("records")}
    whole = _rate(pooled[0]["national_events"], pooled[0]["national_employees"]) if pooled else {}
    return {None: whole, **found}


def _rate(events: float, employees: float) -> Row:
    low, high = poisson_interval(events, employees / PER)
    return {
        "event_count": events, "employee_count": employees, "value": events * PER / employees if employees > 0 else nan,
        "low": low, "high": high, "shrunken": nan, "shrunken_low": nan, "shrunken_high": nan,
    }  # fmt: skip


def _level(events: float, employees: float, about: Spread, outlook: Outlook) -> Row:
    over = outlook.between.dispersion if outlook.between else 1.0
    drawn = shrunken(events / over, employees / PER / over, about)
    return _rate(events, employees) | {"shrunken": drawn.value, "shrunken_low": drawn.low, "shrunken_high": drawn.high}


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
    of_the_year = path[path["year"] == year].to_dict("records")
    return {each["region_code"] if isinstance(each["region_code"], str) else None: each for each in of_the_year}


def _years_left(last_month: date | None, target_year: int) -> float:
    """Years from the end of the last full month to the end of the target year."""
    return 0.0 if last_month is None else target_year - last_month.year + (12 - last_month.month) / 12


def _month(month: date, on: int) -> date:
    """The first day of the month so many months on."""
    years, place = divmod(month.month - 1 + on, 12)
    return date(month.year + years, place + 1, 1)
