"""The six tiles of the first screen: each figure, the same a year before in words, and where its rows are."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, compared, layout
from pages.parts.words import _, day, months, ngettext, number
from queries import injuries, overview
from queries.records import records

RATE_DIGITS = 3
Totals = dict[str, Any]
Tile = Callable[[], None]


def show() -> None:
    """All six, in one row where there is room."""
    for place, tile in zip(st.columns(6, gap="small"), cached.made(tiles), strict=True):
        with place:
            tile()


def tiles() -> list[Tile]:
    """The six, left to right."""
    totals = cached.ask(injuries.totals)
    return [
        killed(totals),
        injured(totals),
        fatal_rate(totals),
        risk_zone(whole(cached.ask(overview.risk_zone))),
        overdue_instructions(cached.ask(overview.overdue_instructions)),
        overdue_prescriptions(whole(cached.ask(overview.overdue_prescriptions))),
    ]


def explained() -> str:
    """What the words of the tiles mean."""
    return _(
        "Counts of people: the accident register, same months of both years. "
        "Could be chance: the exact test finds no more than chance alone would give (p > 0.05). "
        "High-risk zone: high degree under industrial safety, scored on {day}."
    ).format(day=day(whole(cached.ask(overview.risk_zone))["scored_on"]))


def whole(rows: DataFrame) -> dict[str, Any]:
    """The row of all regions together."""
    return records(rows[rows["region_code"].isna()])[0]


def is_worse(now: float, before: float, p_value: float) -> bool:
    """More than a year before, by more than chance."""
    return bool(now > before and p_value <= compared.CHANCE_LEVEL)


def _period(totals: Totals) -> str:
    return months(totals["starts_on"], totals["ends_on"])


def _people(totals: Totals, harm: str) -> tuple[str, bool]:
    """The comparison in words, and whether it is worse than chance explains."""
    given = totals[f"{harm}_count"], totals[f"{harm}_count_before"], totals[f"{harm}_p_value"]
    before = months(totals["starts_on_before"], totals["ends_on_before"])
    return compared.people(*given, before), is_worse(*given)


def killed(totals: Totals) -> Tile:
    """People killed at work in the reporting period."""
    words, is_bad = _people(totals, "killed")
    return partial(layout.tile,
        _("Killed at work"), number(totals["killed_count"]), _period(totals), words, is_bad=is_bad,
        page="injuries.py", link=_("By region"), indicator="killed_count",
    )  # fmt: skip


def injured(totals: Totals) -> Tile:
    """People injured at work in the reporting period, the killed included."""
    words, is_bad = _people(totals, "injured")
    return partial(layout.tile,
        _("Injured at work, killed included"), number(totals["injured_count"]), _period(totals), words,
        is_bad=is_bad, page="injuries.py", link=_("By region"), indicator="injured_count",
    )  # fmt: skip


def fatal_rate(totals: Totals) -> Tile:
    """The fatal rate at the pace of a year, held against the target of the year."""
    rate, before = (totals[f"fatal_rate_per_1000_employees_a_year{when}"] for when in ("", "_before"))
    target, low, _high = _target_and_interval(totals)
    words = " ".join(filter(None, [_held_against(totals), _rate_before(before, totals)]))
    return partial(layout.tile,
        _("Killed per 1,000 employees a year"), number(rate, RATE_DIGITS),
        _("at the pace of {period}").format(period=_period(totals)), words,
        is_bad=compared.is_known(target) and low > target, page="injuries.py",
        link=_("Target path"), indicator="fatal_rate_per_1000_employees",
    )  # fmt: skip


def _held_against(totals: Totals) -> str:
    """The target of the year beside the interval of the rate; nothing where one of them is not known."""
    target, low, high = _target_and_interval(totals)
    if not (compared.is_known(target) and compared.is_known(low)):
        return ""
    within, over = _("Below the target of {year}: {target}."), _("Over the target of {year}: {target}.")
    unclear = _("Target of {year}: {target}, inside the 95% interval {low}–{high}.")
    sentence = over if low > target else within if high < target else unclear
    words = {"target": target, "low": low, "high": high}
    return sentence.format(year=totals["ends_on"].year, **{key: number(value, RATE_DIGITS) for key, value in words.items()})


def _target_and_interval(totals: Totals) -> tuple[float, float, float]:
    rate = "fatal_rate_a_year"
    return totals["fatal_target_per_1000_employees"], totals[f"{rate}_low"], totals[f"{rate}_high"]


def _rate_before(before: float, totals: Totals) -> str:
    if not compared.is_known(before):
        return _("No data for the year before.")
    given = number(before, RATE_DIGITS), compared.chance(totals["killed_p_value"])
    return _("A year before: {rate}; {chance}.").format(rate=given[0], chance=given[1])


def risk_zone(row: dict[str, Any]) -> Tile:
    """Facilities of high degree under industrial safety, the people there, and the flow in and out."""
    is_bad = bool(row["is_comparable"]) and is_worse(row["high_count"], row["high_count_before"], row["p_value"])
    return partial(layout.tile,
        _("Facilities in the high-risk zone"), number(row["high_count"]), _workers(row),
        f"{_zone_before(row)} {_flow(row)}".strip(), is_bad=is_bad,
        page="map.py", link=_("On the map"), law="industrial_safety", degree="high",
    )  # fmt: skip


def _workers(row: dict[str, Any]) -> str:
    count = row["worker_count"]
    if not compared.is_known(count):
        return ""
    return ngettext("{n} person works there", "{n} people work there", int(count)).format(n=number(count))


def _zone_before(row: dict[str, Any]) -> str:
    if not compared.is_known(row["high_count_before"]):
        return _("No scoring a year before to compare with.")
    shown = day(row["scored_on_before"])
    if row["is_comparable"]:
        given = row["high_count"], row["high_count_before"], row["p_value"]
        return compared.on_a_day(*given, shown) + "."
    return _("{count} on {day} under the rule then in force: not comparable.").format(count=number(row["high_count_before"]), day=shown)


def _flow(row: dict[str, Any]) -> str:
    if not compared.is_known(row["entered_count"]):
        return ""
    return _("Since {day}: {entered} came in, {left} left.").format(
        day=day(row["previous_scored_on"]),
        entered=number(row["entered_count"]),
        left=number(row["left_count"]),
    )


def overdue_instructions(row: dict[str, Any]) -> Tile:
    """Instructions that are overdue; those with no report recorded are told apart."""
    given = row["overdue_count"], row["overdue_count_before"], row["p_value"]
    silent = row["no_report_count"]
    words = ngettext(
        "{n} more is past its deadline with no report recorded.",
        "{n} more are past their deadline with no report recorded.", silent,
    ).format(n=number(silent))  # fmt: skip
    risky = row["at_risk_count"]
    late = ngettext("{n} is at risk of missing its deadline.", "{n} are at risk of missing their deadline.", risky)
    compares = compared.on_a_day(*given, day(row["day_before"])) + "."
    said = " ".join([compares, *([words] if silent else []), *([late.format(n=number(risky))] if risky else [])])
    return partial(layout.tile,
        _("Overdue instructions"), number(row["overdue_count"]), _("reported on, not done"),
        said, is_bad=is_worse(*given), page="instructions.py", link=_("Register"), state="overdue",
    )  # fmt: skip


def overdue_prescriptions(row: dict[str, Any]) -> Tile:
    """Prescriptions of inspectors not fulfilled by their day."""
    given = row["overdue_count"], row["overdue_count_before"], row["p_value"]
    return partial(layout.tile,
        _("Overdue prescriptions"), number(row["overdue_count"]), _("orders of inspectors to fix"),
        compared.on_a_day(*given, day(row["day_before"])) + ".", is_bad=is_worse(*given),
        page="facility.py", link=_("The longest overdue"), list="overdue",
    )  # fmt: skip
