"""Targets a region has of its own: who may enter them, what a path would change, every version, and the one change."""

import json
from datetime import date

from pandas import DataFrame

from queries.db import Viewer, read, read_one, write
from queries.refusals import plain, refused_as

Points = list[tuple[int, float]] | None
REFUSALS = frozenset(
    {
        "two_years_at_least", "year_twice", "year_is_over", "year_is_too_late", "value_is_negative", "value_is_zero", "more_than_all",
        "value_is_too_large", "weaker_with_time", "weaker_than_in_force", "nothing_differs", "nothing_to_withdraw", "no_such_indicator",
        "changed_meanwhile", "target_reason_is_given", "target_address_opens",
    }
)  # fmt: skip


def offered(viewer: Viewer, as_of: date) -> DataFrame:
    """Indicators that may have targets, in the order of lists.

    indicator_code, name_kk, name_ru, name_en, unit, direction: lower_is_better or higher_is_better. Raises Unavailable.
    """
    return read(viewer, "targets/offered")


def regions(viewer: Viewer, as_of: date) -> DataFrame:
    """Regions whose own targets the viewer may enter, by code; no row for those who may not.

    region_code, name_kk, name_ru, name_en; may_loosen: targets weaker than those in force are taken too. Raises Unavailable.
    """
    return read(viewer, "targets/regions")


def versions(viewer: Viewer, as_of: date) -> DataFrame:
    """Every version of own targets made by the day in the regions the viewer may see, the newest first.

    region_code with name_*, indicator_code with indicator_name_*, unit; version from 1; points: a list of [year, value] in the unit,
    None where the version withdraws; is_in_force; changed_by (code), changed_by_kk, _ru, _en (post), changed_on, reason;
    source_url or None. Raises Unavailable.
    """
    return read(viewer, "targets/versions", as_of=as_of)


def refusal(viewer: Viewer, as_of: date, *, region: str, indicator: str, points: Points) -> str | None:
    """Why the viewer cannot make these points the region's targets on the day, by its name in REFUSALS or not_allowed; else None.

    points are (year, value) in the indicator's unit; None asks for withdrawal. Raises Unavailable.
    """
    row = read_one(viewer, "targets/refusal", as_of=as_of, region=region, indicator=indicator, points=_written(points))
    return row["refusal"] if row else None


def previewed(viewer: Viewer, as_of: date, *, region: str, indicator: str, points: Points) -> DataFrame:
    """The path of a region from the year of the day on, as it is and as these points would make it; nothing is written.

    A row a year: value_before, value_after, value_of_country, not-a-number where there is no target; is_interpolated_before, _after;
    is_own_before, _after; is_weaker_than_country: the new target asks for less than the country's. Raises Unavailable.
    """
    return read(viewer, "targets/previewed", as_of=as_of, region=region, indicator=indicator, points=_written(points))


def change(viewer: Viewer, *, region: str, indicator: str, base_version: int, points: Points, reason: str, address: str = "") -> None:
    """Makes points the next version of a region's own targets, or withdraws them where points are None, with the entry in the trail.

    base_version is the version seen, 0 where there was none; reason is the act, address where it is published or empty.
    Raises Refused with one of REFUSALS or not_allowed, Unavailable.
    """
    given = {"points": _written(points), "reason": plain(reason), "address": plain(address)}
    with refused_as(REFUSALS):
        write(viewer, "targets/change", region=region, indicator=indicator, base_version=base_version, **given)


def _written(points: Points) -> str | None:
    return None if points is None else json.dumps(points)
