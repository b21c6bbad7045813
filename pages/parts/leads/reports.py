"""The reports behind the counts of leads, one by one: admissions without an accident, and late reports of accidents."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame

from pages.parts import filters, layout, tables
from pages.parts.cached import ask, made
from pages.parts.injuries import rows as injury_rows
from pages.parts.leads import evidence
from pages.parts.leads import words as lead_words
from pages.parts.words import _, language, named
from queries import concealment, injuries


def show(region: str | None) -> None:
    """The reports of the chosen kind, of a section of activity where the address names one; nothing until a kind is chosen."""
    layout.section(_("The reports behind the counts"), _("Of the year up to the day looked at, the latest first; nobody's identity."))
    kind = filters.pill("reports", _("Kind of report"), lead_words.kinds_of_evidence())
    if kind is None:
        layout.note(_("Choose a kind, or a figure above, to see its reports one by one."))
        return
    section = filters.one("activity", _("Activity"), made(_sections), everything=_("All activities"), width=320)
    found = ask(concealment.evidence, region=region, section=section)
    rows = made(listed, found[found["kind"] == kind])
    words = columns(kind)
    formats = {column: tables.day_column(word) for column, word in words.items() if column.endswith("_on")}
    tables.show(rows, words, name=f"leads_{kind}", note=lead_words.definitions()[lead_words.kinds_of_evidence()[kind]], formats=formats)


def _sections() -> dict[str, str]:
    """Sections of activity with accidents in the reporting period, by code."""
    return {row["section_code"]: named(row) for row in ask(injuries.by_activity).to_dict("records")}


def listed(found: DataFrame) -> DataFrame:
    """Rows of queries.concealment.evidence in words, with the columns of columns()."""
    employers = [name if isinstance(name, str) else _("Employer not said") for name in found[f"employer_{language()}"]]
    return evidence.in_words(found).assign(region=found[f"region_{language()}"], employer=employers)


def columns(kind: str) -> dict[str, str]:
    """Headings of the reports of a kind."""
    where = {"happened_on": _("Admission, or accident"), "region": _("Region"), "employer": _("Employer"), "bin": _("BIN")}
    if kind == "admission":
        return where | {"severity": _("Severity"), "known_on": _("Report arrived"), "registered_on": _("Accident registered")}
    return where | {"known_on": _("Report arrived"), "days_late": _("Days late")}


def heading() -> str:
    """What a link to the reports says."""
    return _("The reports behind it")


def opening(kind: str) -> dict[str, Any]:
    """The arguments of a link to the reports of a kind, beside kept()."""
    return {"page": "injuries.py", "link": heading(), "part": "leads", "reports": kind}


def opening_leads(kind: str) -> dict[str, Any]:
    """The arguments of a link to the leads of a kind, beside kept()."""
    return {"page": "injuries.py", "link": _("Employers to look at"), "part": "leads", "lead": kind}


def address(kind: str, **narrowed: str) -> str:
    """The same as an address, for charts and tables; narrowed to a region or an activity."""
    return "/injuries?" + urlencode(layout.kept_in_address() | {"part": "leads", "reports": kind} | narrowed)


def address_of_leads(kind: str, region: str | None) -> str:
    """The address of the leads of a kind, of a region where one is given."""
    return "/injuries?" + urlencode(layout.kept_in_address() | {"part": "leads", "lead": kind} | ({"region": region} if region else {}))


def link_column() -> Any:
    """A column of such addresses."""
    return st.column_config.LinkColumn(injury_rows.column(), display_text=":material/list_alt:", width="small")


def kept() -> dict[str, str]:
    """What such a link keeps of the address: the region looked at, and what the other parts of the screen show."""
    return {key: st.query_params[key] for key in ("region", "indicator", "first", "last") if key in st.query_params}
