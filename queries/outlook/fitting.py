"""The courses of the country and of the viewer's regions, fitted as of a day, each with the reason where there is none."""

from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
from pandas import DataFrame

from queries.db import Viewer, at_once
from queries.forecasting import Course, Months, of_a_region, of_the_country
from queries.outlook import facts
from queries.pooling import Between, between
from queries.records import records

FEWEST_MONTHS = {"country": 24, "region": 12}


@dataclass(frozen=True)
class Fitted:
    """One region, or the country (region_code None): its months since the break, its course, or the reason why there is none.

    reason_code   None, or no_register, no_employees, too_few_months, no_events, too_few_regions
    broke_on      day the region was formed or lost a part; else None
    """

    region_code: str | None
    months: Months
    course: Course | None
    reason_code: str | None
    broke_on: date | None = None


@dataclass(frozen=True)
class Outlook:
    """All that is fitted as of a day: the country first; between None where too few regions are known; the last full month."""

    all: list[Fitted]
    between: Between | None
    last_month: date | None


def fitted(viewer: Viewer, as_of: date, harm: str) -> Outlook:
    """The country and each region the viewer may see, with events of the kind harm (injured or killed). Raises Unavailable."""
    questions = facts.months, facts.national_months, facts.spread
    own, national, spread = at_once(*(partial(question, viewer, as_of, harm=harm) for question in questions))
    sums, of_all = records(spread), _months(national)
    about = between({str(name): value for name, value in sums[0].items()}, len(of_all.year)) if sums and sums[0]["events"] else None
    country = _country(of_all)
    broken = list(zip(own["month"].tolist(), own["broke_on"].tolist(), strict=True))
    whole = own[np.array([not (isinstance(broke_on, date) and month < broke_on) for month, broke_on in broken], dtype=bool)]
    months, place = _months(whole), _known(whole)["region_code"].to_numpy()
    breaks = dict(zip(own["region_code"].tolist(), own["broke_on"].tolist(), strict=True))
    regions = [_region(code, months.where(place == code), broke_on, country, about) for code, broke_on in breaks.items()]
    return Outlook([country, *regions], about, own["month"].max() if len(own) else None)


def _country(months: Months) -> Fitted:
    reason = _reason(months, "country", "no_register") or (None if months.events.sum() else "no_events")
    return Fitted(None, months, None if reason else of_the_country(months), reason)


def _region(code: str, months: Months, broke_on: date | None, country: Fitted, about: Between | None) -> Fitted:
    reason = _reason(months, "region", "no_employees") or country.reason_code or (None if about else "too_few_regions")
    course = of_a_region(months, country.course, about) if not reason and country.course and about else None
    return Fitted(code, months, course, reason, broke_on)


def _reason(months: Months, of: str, if_none: str) -> str | None:
    if not len(months.year):
        return if_none
    return "too_few_months" if len(months.year) < FEWEST_MONTHS[of] else None


def _known(rows: DataFrame) -> DataFrame:
    """The months whose employees are known."""
    return rows[rows["employee_count"].notna()]


def _months(rows: DataFrame) -> Months:
    known = _known(rows)
    days = known["month"].tolist()
    columns = ([day.year for day in days], [day.month for day in days], known["event_count"], known["employee_count"])
    return Months(*(np.asarray(column, dtype="float64") for column in columns))
