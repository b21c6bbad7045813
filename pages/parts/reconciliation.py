"""What the labour inspectorate published beside the register of the same days and place: by how much they differ, and since when."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, filters, layout, official, published, tables
from pages.parts.injuries import rows as injury_rows
from pages.parts.words import _, named, ngettext, number, signed
from queries import figures
from queries.records import records

DIGITS, REMARK_PX = 4, 240
NUMBERS = ("counted", "difference")


def show() -> None:
    """The table, of what differs or of everything that can be compared."""
    rows = cached.ask(figures.reconciliation)
    layout.section(_("Published figures beside the register"), _note())
    if rows.empty:
        st.caption(_("No published figure is of a time and place that the register covers."))
        return
    differing = rows[rows["differs"].eq(True)]
    layout.note(_counted(len(differing), len(rows)))
    offered = {"differing": _("What differs"), "all": _("Everything compared")}
    shown = rows if filters.segment("reconciled", _("Shown"), offered, is_label_shown=False) == "all" else differing
    if shown.empty:
        st.caption(_("Nothing differs from the register."))
        return
    told = cached.made(worded, shown)
    tables.show(told, columns(), name="reconciliation", note=_note(), formats=formats(), in_file=columns(*NUMBERS))


def _counted(differing: int, compared: int) -> str:
    told = ngettext("{differing} of {n} published figure differs.", "{differing} of {n} published figures differ.", compared)
    return told.format(differing=number(differing), n=number(compared))


def _note() -> str:
    said = _(
        "Series of the labour inspectorate only, since the Bureau of National Statistics counts other people. Difference is register less"
        " published; rates are of the period itself; “about” is held to one percent. Of fewer"
        " than five published persons no percentage is computed; periods before the register began are left out."
    )
    invented = _("The register holds invented data here: its differences say nothing about anybody's reporting.")
    return f"{said} {invented}" if tables.demonstration_mark() else said


def worded(rows: DataFrame) -> DataFrame:
    """The rows in words, with the columns of columns()."""
    return DataFrame([_worded(row) for row in records(rows)])


def _worded(row: dict[Any, Any]) -> dict[str, Any]:
    digits = 0 if row["unit"] == "persons" else DIGITS
    return {
        "place": named(row) if isinstance(row["region_code"], str) else _("Kazakhstan"),
        "indicator": named(row, "indicator_name"),
        "period": published.period(row["period_start"], row["period_end"]),
        "told": published.value(row),
        "counted": round(row["register_value"], DIGITS),
        "counted_told": number(row["register_value"], digits),
        "difference": round(row["difference"], DIGITS),
        "difference_told": signed(row["difference"], digits),
        "share_pct": row["share"] * 100,
        "since": row["since_on"],
        "remark": published.remark(row),
        "address": published.address(row["source_url"]),
        "opens": injury_rows.address_of(row["indicator_code"], _region(row), row["period_start"], row["period_end"]),
    }


def _region(row: dict[Any, Any]) -> str | None:
    return row["region_code"] if isinstance(row["region_code"], str) else None


def columns(counted: str = "counted_told", difference: str = "difference_told") -> dict[str, str]:
    """Headings of the table, in which people and rates are each written with their decimals; NUMBERS in their stead for the file."""
    return {
        "place": _("Region"), "indicator": _("Indicator"), "period": _("Period"), "told": _("Published"), counted: _("Register"),
        difference: _("Difference"), "share_pct": _("Percent of the published"), "since": _("Differs since"),
        "address": _("Source"), "opens": injury_rows.column(), "remark": _("Remark"),
    }  # fmt: skip


def formats() -> dict[str, Any]:
    """Percentages, days, remarks and addresses of the table."""
    headings = columns()
    shown = {"share_pct": tables.number_column(headings["share_pct"], 1), "since": tables.day_column(headings["since"])}
    shown["remark"] = tables.words_column(headings["remark"], REMARK_PX)
    return official.formats() | shown | {"opens": injury_rows.link_column()}
