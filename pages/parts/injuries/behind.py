"""Part of the injuries screen: the rows behind a figure of control or prevention, and what they add up to."""

from dataclasses import dataclass
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import filters, labels, layout, tables
from pages.parts.cached import ask
from pages.parts.injuries import words
from pages.parts.injuries.chosen import Chosen
from pages.parts.words import _, language, named, number
from queries import behind

PAGE_SIZE = 100


@dataclass(frozen=True)
class Rows:
    """A page of rows with the headings of its columns, and a sentence on all pages with its totals."""

    page: DataFrame
    columns: dict[str, str]
    told: str
    total: str


def show(chosen: Chosen) -> None:
    """A page of the rows behind the chosen indicator, with the sums over all of them."""
    asked = {"region": chosen.region, "first_month": chosen.first_month, "last_month": chosen.last_month, "page_size": PAGE_SIZE}
    first = found(chosen.indicator, 1, asked)
    layout.section(f"{named(chosen.measure)}: {chosen.place}, {chosen.period}", "" if first.page.empty else told(first))
    if first.page.empty:
        st.info(_("No rows for this choice. Widen the filters or choose another day."))
        return
    page = chosen_page(int(first.page[first.total].iloc[0]))
    rows = first if page == 1 else found(chosen.indicator, page, asked)
    tables.show(
        worded(rows.page), rows.columns, name="injury_behind", note=words.note(chosen.measure), formats=formats(rows),
        identity=f"_{chosen.indicator}_{page}",
    )  # fmt: skip


def found(indicator: str, page: int, asked: dict[str, Any]) -> Rows:
    """The rows that stand behind an indicator."""
    given = asked | {"page": page}
    if indicator in behind.EMPLOYERS:
        rows = ask(behind.employers, kind=behind.EMPLOYERS[indicator], **given)
        return Rows(rows, _employer_columns(), _("In force: {covered_total} of {employer_total} employers."), "employer_total")
    if indicator == "worker_in_harmful_conditions_share_pct":
        rows = ask(behind.attestations, **given)
        return Rows(rows, _attestation_columns(), _("{harmful_total} of {worker_total} workers."), "attestation_total")
    if indicator == "prescriptions_in_time_pct":
        rows = ask(behind.prescriptions, **given)
        return Rows(rows, _prescription_columns(), _("{in_time_total} of {due_total} prescriptions in time."), "due_total")
    told = _("{inspection_total} inspections, {violation_total} violations, {day_total} inspector-days.")
    return Rows(ask(behind.inspections, **given), _inspection_columns(), told, "inspection_total")


def told(rows: Rows) -> str:
    """What all pages add up to, in words."""
    totals = {column: number(rows.page[column].iloc[0], 0) for column in map(str, rows.page) if column.endswith("_total")}
    return rows.told.format(**totals)


def chosen_page(total: int) -> int:
    """The page in the address; one where all rows fit on it."""
    pages = -(-total // PAGE_SIZE)
    return (
        1
        if pages == 1
        else filters.whole_number("page", _("Page of {pages}").format(pages=number(pages)), least=1, most=pages, otherwise=1)[0]
    )


def worded(rows: DataFrame) -> DataFrame:
    """Rows with the kind of an inspection in words."""
    return rows.assign(kind_code=rows["kind_code"].map(labels.inspection_kinds())) if "kind_code" in rows else rows


def formats(rows: Rows) -> dict[str, Any]:
    """Days, counts and yes or no, told by the names of the columns."""
    made: dict[str, Any] = {}
    for column, label in rows.columns.items():
        if column.endswith("_on") or column.startswith("valid_"):
            made[column] = tables.day_column(label)
        elif column.endswith("_count"):
            made[column] = tables.number_column(label)
        elif column.startswith("is_"):
            made[column] = st.column_config.CheckboxColumn(label)
    return made


def _at_a_facility() -> dict[str, str]:
    return {f"region_{language()}": _("Region"), f"facility_{language()}": _("Facility")}


def _inspection_columns() -> dict[str, str]:
    return {"inspected_on": _("Inspected"), **_at_a_facility(), "kind_code": _("Kind"), f"body_{language()}": _("Body"),
            "inspector_days": _("Inspector-days"), "violation_count": _("Violations"), "gross_count": _("Gross violations")}  # fmt: skip


def _prescription_columns() -> dict[str, str]:
    return {"due_on": _("Due"), **_at_a_facility(), "number": _("Number"), "issued_on": _("Issued"), "fulfilled_on": _("Fulfilled"),
            "is_in_time": _("In time")}  # fmt: skip


def _employer_columns() -> dict[str, str]:
    return {f"employer_{language()}": _("Employer"), "bin": _("BIN"), f"region_{language()}": _("Region"),
            "facility_count": _("Facilities"), "is_covered": _("In force"), "valid_to": _("Last day")}  # fmt: skip


def _attestation_columns() -> dict[str, str]:
    return {**_at_a_facility(), "number": _("Number"), "valid_from": _("First day"), "valid_to": _("Last day"),
            "worker_count": _("Workers"), "harmful_worker_count": _("In harmful conditions")}  # fmt: skip
