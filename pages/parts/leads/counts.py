"""How often figures do not fit together: admissions without an accident, late reports and improbable zeros, by region and activity."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from pandas import DataFrame, concat

from pages.parts import charts, filters, layout, tables
from pages.parts.cached import ask, made
from pages.parts.injuries import rows as injury_rows
from pages.parts.leads import chart as lead_chart
from pages.parts.leads import reports
from pages.parts.leads import words as lead_words
from pages.parts.words import _, named, number, percent
from queries import concealment
from queries.records import records

FEW = 5


def headline(region: str | None) -> None:
    """Three counts of the year, or of three years, with what they are counted over."""
    for column, tile in zip(st.columns(3, gap="small"), made(tiles, region), strict=True):
        with column:
            tile(**reports.kept())


def tiles(region: str | None) -> list[Callable[..., None]]:
    """The three, left to right; to be called with what their links keep of the address."""
    parts = (_admissions, concealment.admissions), (_zeros, concealment.improbable_zeros), (_late, concealment.late_reports)
    return [tile(_row(ask(question, by="region", region=None), region)) for tile, question in parts]


def _row(rows: DataFrame, region: str | None) -> dict[str, Any] | None:
    """The row of a region, or the whole; None where there is none."""
    found = rows[rows["code"] == region] if region else rows[rows["is_whole"]]
    return found.iloc[0].to_dict() if len(found) else None


def _admissions(row: dict[str, Any] | None) -> Callable[..., None]:
    if not row or not row["admission_count"]:
        return partial(layout.tile,
            _("Admissions without an accident"), number(None), "", _("No hospital reported an admission of the year: no data, not zero.")
        )  # fmt: skip
    of = _("of {n} hospital admissions of the year").format(n=number(row["admission_count"]))
    later = _("{n} of them never registered").format(n=number(row["never_registered_count"]))
    return partial(layout.tile,
        _("Admissions without an accident"), number(row["without_accident_count"]), of, _with_share(row, "without_accident_share", later),
        **reports.opening("admission"),
    )  # fmt: skip


def _late(row: dict[str, Any] | None) -> Callable[..., None]:
    if not row or not row["report_count"]:
        return partial(layout.tile, _("Late reports"), number(None), "", _("No accident of the year was reported."))
    of = _("of {n} accidents reported in the year").format(n=number(row["report_count"]))
    middle = _("half of them by {n} days or more").format(n=number(row["middle_days_late"], 0)) if row["late_count"] else ""
    return partial(layout.tile,
        _("Late reports"), number(row["late_count"]), of, _with_share(row, "late_share", middle), **reports.opening("late_report")
    )  # fmt: skip


def _zeros(row: dict[str, Any] | None) -> Callable[..., None]:
    if not row or not row["employer_count"]:
        words = _("No employer is so large that three injured are expected, or the register does not cover three years yet.")
        return partial(layout.tile, _("Improbable zeros"), number(None), "", words)
    of = _("of {n} employers of whom three or more injured are expected").format(n=number(row["employer_count"]))
    by_chance = _("{n} would be silent by chance alone, if all were alike within a section").format(n=number(row["zero_count_expected"], 1))
    return partial(layout.tile, _("Improbable zeros"), number(row["zero_count"]), of, by_chance, **reports.opening_leads("zero"))


def _with_share(row: dict[str, Any], share: str, further: str) -> str:
    if row[share] != row[share]:
        return _("Fewer than five in all: no percentage.")
    told = _("{share} (95% interval {low} to {high})").format(share=percent(row[share]), low=percent(row["low"]), high=percent(row["high"]))
    return f"{told}; {further}" if further else told


def show(region: str | None) -> None:
    """The three counts by region or by section of activity, each as a chart with its table."""
    note = _("Admissions and reports of the year, zeros of three years. A hollow dot stands on fewer than five.")
    layout.section(_("How often, and where"), note)
    offered = {"region": _("By region"), "activity": _("By activity")}
    by = filters.segment("leads_by", _("Counted by"), offered, is_label_shown=False)
    panels = made(_panels, by, region)
    for column, (title, shown) in zip(st.columns(len(panels), gap="large"), panels, strict=True):
        with column:
            layout.subtitle(title)
            charts.show(**shown, about=lead_words.definitions())


def _panels(by: str, region: str | None) -> list[tuple[str, dict[str, Any]]]:
    within, standing_out = (None, region) if by == "region" else (region, None)
    questions = (concealment.admissions, concealment.late_reports, concealment.improbable_zeros)
    admitted, late, zeros = (ask(each, by=by, region=within) for each in questions)
    return [
        (
            _("Admissions without an accident"),
            _shares(_opening(admitted, "admission", by, region), "without_accident", "admission", standing_out, f"admissions_by_{by}"),
        ),
        (_("Late reports"), _shares(_opening(late, "late_report", by, region), "late", "report", standing_out, f"late_reports_by_{by}")),
        (_("Improbable zeros"), _zeros_shown(_opening_leads(zeros, by, region), standing_out, f"zeros_by_{by}")),
    ]


def _opening(rows: DataFrame, kind: str, by: str, region: str | None) -> DataFrame:
    """The rows with the address of the reports behind each."""
    kept = {"region": region} if region else {}
    return rows.assign(opens=[_address(kind, by, kept, row) for row in rows.to_dict("records")])


def _opening_leads(rows: DataFrame, by: str, region: str | None) -> DataFrame:
    """The rows with the address of the employers that reported none: of the row's region, else of the one looked at."""
    regions = [row["code"] if by == "region" and not row["is_whole"] else region for row in rows.to_dict("records")]
    return rows.assign(opens=[reports.address_of_leads("zero", each) for each in regions])


def _address(kind: str, by: str, kept: dict[str, str], row: dict[str, Any]) -> str | None:
    """The reports of a row; none of an employer that no hospital named, which has no activity to narrow them to."""
    if row["is_whole"]:
        return reports.address(kind, **kept)
    return reports.address(kind, **kept | {by: row["code"]}) if isinstance(row["code"], str) else None


def _shares(rows: DataFrame, part: str, whole: str, region: str | None, name: str) -> dict[str, Any]:
    rows = _named(rows).rename(columns={f"{part}_count": "part", f"{whole}_count": "whole", f"{part}_share": "share"})
    rows = rows.assign(is_few=rows["part"] < FEW)
    rows = concat([rows[rows["is_whole"]], rows[~rows["is_whole"]].sort_values(["share", "part"], ascending=False)])
    words = {
        "name": _("Place or activity"), "part": _("Count"), "whole": _("Of all"), "share": _("Share"), "low": _("From"), "high": _("To"),
        "opens": injury_rows.column(),
    }  # fmt: skip
    formats = {column: st.column_config.NumberColumn(words[column], format="percent") for column in ("share", "low", "high")}
    formats["opens"] = reports.link_column()
    note = _("Share with its exact 95% interval; none where fewer than five are counted over.")
    chart = lead_chart.shares(rows, region)
    return {"chart": chart, "rows": rows, "labels": words, "name": name, "formats": formats, "note": note}


def _zeros_shown(rows: DataFrame, region: str | None, name: str) -> dict[str, Any]:
    rows = _named(rows)
    words = {
        "name": _("Place or activity"), "zero_count": _("Employers that reported none"),
        "zero_count_expected": _("Expected by chance"), "employer_count": _("Employers examined"), "opens": injury_rows.column(),
    }  # fmt: skip
    formats = {"zero_count_expected": tables.number_column(words["zero_count_expected"], 1), "opens": reports.link_column()}
    note = _("Bar: employers that reported none in three years; tick: how many would by chance alone.")
    chart = lead_chart.zeros(rows[~rows["is_whole"]], region)
    return {"chart": chart, "rows": rows, "labels": words, "name": name, "formats": formats, "note": note}


def _named(rows: DataFrame) -> DataFrame:
    return rows.assign(name=[_name(row) for row in records(rows)])


def _name(row: dict[str, Any]) -> str:
    if row["is_whole"]:
        return _("All")
    name = named(row) if isinstance(row["code"], str) else ""
    return name if isinstance(name, str) and name else _("Employer not said")
