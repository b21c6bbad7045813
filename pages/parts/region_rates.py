"""Region by region in words: the rate with its interval, its place, and whether the change could be chance."""

from datetime import date
from typing import Any

from pandas import DataFrame

from pages.parts import compared, tables
from pages.parts.words import _, month, named, number
from queries.injuries import RATES
from queries.records import records
from queries.statistics import places_between

BROKEN = " †"  # formed in June 2022, or lost a part then
Row = dict[str, Any]


def listed(rows: DataFrame, harm: str, digits: int) -> DataFrame:
    """What chart and table show of one kind of harm, in the reader's language, highest rate first.

    Columns: region_code, name (marked where the series broke), place (as far as the intervals tell), count,
    employee_count, rate, low, high, count_before, rate_before, is_few, change and told (in words).
    """
    rate = RATES[harm]
    ranked = rows.sort_values(f"{rate}_per_1000_employees", ascending=False, na_position="last", kind="stable")
    places = places_between(ranked[f"{rate}_low"], ranked[f"{rate}_high"])
    shown = DataFrame(
        {
            "region_code": ranked["region_code"],
            "name": [marked(named(row), row["broke_on"]) for row in records(ranked)],
            "place": [place(first, last) for first, last in zip(places["first"], places["last"], strict=True)],
            "count": ranked[f"{harm}_count"],
            "employee_count": ranked["employee_count"].round(),
            "rate": ranked[f"{rate}_per_1000_employees"],
            "low": ranked[f"{rate}_low"],
            "high": ranked[f"{rate}_high"],
            "count_before": ranked[f"{harm}_count_before"],
            "rate_before": ranked[f"{rate}_per_1000_employees_before"],
            "is_few": ranked[f"{harm}_count"] < compared.FEW,
            "change": [_change(row, harm) for row in records(ranked)],
        }
    )
    shown["told"] = [_told(row, digits) for row in records(shown)]
    return shown.reset_index(drop=True)


def marked(name: str, broke_on: date | None) -> str:
    """The name of a region, marked where its series broke."""
    return name + (BROKEN if broke_on is not None and broke_on == broke_on else "")


def place(first: float, last: float) -> str:
    """A place among the regions as far as the intervals tell it."""
    if not compared.is_known(first):
        return ""
    return number(first) if first == last else f"{number(first)}–{number(last)}"


def _change(row: Row, harm: str) -> str:
    if not row["is_comparable"]:
        return _("not comparable: borders changed in {month}").format(month=month(row["broke_on"]))
    counts = row[f"{harm}_count"], row[f"{harm}_count_before"]
    return compared.rate(*counts, row[f"{RATES[harm]}_change"], row[f"{harm}_p_value"])


def _told(row: Row, digits: int) -> str:
    if not compared.is_known(row["rate"]):
        return _("no data")
    return f"{number(row['rate'], digits)} ({number(row['low'], digits)}–{number(row['high'], digits)})"


def note(period_before: str) -> str:
    """How to read the picture, above it."""
    return _(
        "Dot: rate of the period itself. Bar: exact 95% interval. Tick: {period}. Regions whose intervals overlap have no"
        " rank against each other."
    ).format(period=period_before)


def legend() -> str:
    """What the marks of single regions mean, below the picture."""
    return _(
        "Hollow dot: fewer than five events, the count only is sure. † Formed in June 2022, or lost a part then: trends"
        " across that month are not comparable."
    )


def columns(harm_word: str, period_before: str) -> dict[str, str]:
    """Headings of listed()."""
    return {
        "place": _("Place"), "name": _("Region"), "count": harm_word, "employee_count": _("Employees, mean"),
        "rate": _("Per 1,000 employees"), "low": _("95% from"), "high": _("95% to"),
        "count_before": f"{harm_word}, {period_before}", "rate_before": _("Rate, {period}").format(period=period_before),
        "change": _("Change"),
    }  # fmt: skip


def formats(labels: dict[str, str], digits: int) -> dict[str, Any]:
    """Numbers of listed(): rates with their decimals, counts whole."""
    rates = {"rate": digits, "low": digits, "high": digits, "rate_before": digits}
    counts = dict.fromkeys(("count", "employee_count", "count_before"), 0)
    return {column: tables.number_column(labels[column], places) for column, places in (rates | counts).items()}
