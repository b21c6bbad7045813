"""Official series beside the accident register: which there are, what each counts, and their tables; never mixed."""

from typing import Any

from pandas import DataFrame

from pages.parts import published, tables, year_marks
from pages.parts.cached import ask
from pages.parts.words import _, named
from queries import figures
from queries.records import records

INDICATORS = {
    "labour_inspectorate": {"injured": "injured_count", "killed": "killed_count"},
    "bns_victims": {"injured": "victim_count", "killed": "killed_count"},
    "bns_sdg": {"injured": "injury_rate_per_1000_employees", "killed": "fatal_rate_per_1000_employees"},
}
FATAL_RATE = "fatal_rate_per_1000_employees"
INDICATOR_PX = 375  # the longest name of one that regions publish, in Kazakh


def names() -> dict[str, str]:
    """Published series a reader may choose, by code."""
    offered = {row["series_code"]: named(row) for row in records(ask(figures.series))}
    return {code: offered[code] for code in INDICATORS if code in offered}


def indicator_name(indicator: str) -> str:
    """What a published indicator counts, in a few words."""
    words = {
        "injured_count": _("Injured"), "victim_count": _("Victims"), "killed_count": _("Killed"),
        "injury_rate_per_1000_employees": _("Injured per 1,000 employees"),
        "fatal_rate_per_1000_employees": _("Killed per 1,000 employees"),
    }  # fmt: skip
    return words[indicator]


def definition(series: str) -> str:
    """What a series counts, in its publisher's words."""
    rows = ask(figures.series)
    return named(rows[rows["series_code"] == series].iloc[0], "definition")


def with_fatal_rate(series: str) -> str:
    """The series itself where it publishes a fatal rate, else the labour inspectorate's."""
    return series if series == "bns_sdg" else "labour_inspectorate"


def drawn(series: str, indicator: str, *, since: int = 0) -> year_marks.Drawn:
    """Published national figures of one indicator of one series since a year, ready to be shown."""
    rows = ask(figures.national, series=series, indicator=indicator)
    rows = rows[rows["year"] >= since]
    return year_marks.of_publications(rows, listed(rows), columns(), formats())


def unit(indicator: str) -> str:
    """The unit of an indicator, as the title of an axis."""
    return _("People") if indicator.endswith("_count") else _("Per 1,000 employees")


def listed(rows: DataFrame) -> DataFrame:
    """Published figures as a table shows them: the columns of columns() beside their own."""
    each = records(rows)
    return rows.assign(
        period=[published.period(row["period_start"], row["period_end"]) for row in each],
        told=[published.value(row) for row in each],
        remark=[published.remark(row) for row in each],
        address=[published.address(row["source_url"]) for row in each],
    )


def columns() -> dict[str, str]:
    """Headings of listed()."""
    return {"period": _("Period"), "told": _("Value"), "remark": _("Remark"), "address": _("Source")}


def formats() -> dict[str, Any]:
    """The address of a source as a link, and what is counted whole."""
    return {"address": tables.link_column(_("Source")), "indicator": tables.words_column(_("Indicator"), INDICATOR_PX)}


def of_regions() -> DataFrame:
    """Published counts of regions the viewer may see, in words, with the columns of region_columns()."""
    rows = ask(figures.regional).assign(unit="persons")
    each = records(rows)
    return listed(rows).assign(
        name=[named(row) for row in each],
        series=[named(row, "series_name") for row in each],
        indicator=[named(row, "indicator_name") for row in each],
    )


def region_columns() -> dict[str, str]:
    """Headings of of_regions()."""
    return {"name": _("Region"), "indicator": _("Indicator"), "series": _("Series")} | columns()
