"""Where the figures themselves raise questions: employers to look at, with what speaks for each, and never a verdict."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import filters, layout, session, tables
from pages.parts.cached import ahead, ask, made
from pages.parts.layout import Link
from pages.parts.leads import counts, evidence, ratio, reports
from pages.parts.leads import words as lead_words
from pages.parts.visits import asked, file
from pages.parts.words import _, language, ngettext, number
from queries import concealment, system
from queries.records import records

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_TOLD, MOST_LISTED = 8, 500


def show(region: str | None = None) -> None:
    """The headline, the ranked leads with evidence and files, the counts behind them, the published ratio, what counts as what."""
    note = _("Leads for inspection, not findings: each says what does not fit together, and an inspection may find a good reason for it.")
    layout.section(_("Where the figures themselves raise questions"), note)
    for question in (concealment.leads, concealment.ratio_of_register):
        ahead(question)
    counts.headline(region)
    _ranked(region)
    counts.show(region)
    reports.show(region)
    ratio.show()
    layout.section(_("What counts as a lead"))
    layout.pairs(list(made(lead_words.definitions).items()))


def _ranked(region: str | None) -> None:
    """The list: first leads in words, all as a table, evidence of the chosen one, files, and the way into the plan of visits."""
    layout.section(_("Employers to look at"), _("Most injured possibly unaccounted for first; one line an employer and region."))
    kind = filters.pill("lead", _("Kind of lead"), lead_words.kinds())
    rows = made(in_words, kind, region)
    if rows.empty:
        st.info(_("No lead of this kind on this day. That proves nothing either: hospitals and employers may both be silent."))
        return
    for column, name, links in zip(st.columns(2, gap="large"), ("leads", "further_leads"), made(first, kind, region), strict=True):
        with column:
            layout.links("facility.py", links, name=name)
    _all(rows, kind, region)
    _on(rows, made(to_visit, kind, region), region)


def in_words(kind: str | None, region: str | None) -> DataFrame:
    """The rows of table and files."""
    return lead_words.listed(chosen(kind, region))


def chosen(kind: str | None, region: str | None) -> DataFrame:
    """The leads of a kind and a region, or of all."""
    leads = ask(concealment.leads)
    here = leads["region_code"] == region if region else leads["place"] > 0
    found = leads[here & lead_words.is_of(leads, kind)].reset_index(drop=True)
    return found.assign(place=range(1, len(found) + 1))


def first(kind: str | None, region: str | None) -> tuple[list[Link], list[Link]]:
    """The first leads in words, in two columns, each with a link to the passport of the facility to visit where there is one."""
    rows = records(chosen(kind, region).head(FIRST_TOLD))
    links = [
        Link(f"{row['place']}. {lead_words.employer(row)}", [row[f"region_{language()}"], *lead_words.reasons(row)], _passport(row))
        for row in rows
    ]
    half = (len(links) + 1) // 2
    return links[:half], links[half:]


def _passport(row: dict[str, Any]) -> dict[str, str]:
    return layout.of_facility(int(row["facility_id"])) if row["facility_id"] == row["facility_id"] else {}


def to_visit(kind: str | None, region: str | None) -> list[int]:
    """The facilities to visit, as many as an address holds."""
    found: list[int] = chosen(kind, region)["facility_id"].dropna().astype(int).drop_duplicates().head(asked.MOST_LEADS).tolist()
    return found


def _all(rows: DataFrame, kind: str | None, region: str | None) -> None:
    """All leads as a table; a chosen row shows what it stands on."""
    words = lead_words.columns()
    shown = {column: word for column, word in words.items() if column not in ("bin", "facility_id", "employee_count", "activity")}
    key = f"leads_{len(rows)}_{language()}"
    position = tables.grid(rows.head(MOST_LISTED), shown, _formats(shown), key=key, selectable=True, no_value="")
    if position is None:
        layout.note(_("Choose a row to see the admissions and reports it stands on."))
    else:
        evidence.show(chosen(kind, region).iloc[position].to_dict())


def _formats(words: dict[str, str]) -> dict[str, Any]:
    look: dict[str, Any] = {column: tables.number_column(words[column], 1) for column in ("unaccounted_count", "expected_count")}
    look["zero_probability"] = st.column_config.NumberColumn(words["zero_probability"], format="percent")
    look["reasons"] = st.column_config.Column(words["reasons"], width="large")
    return look


def _on(rows: DataFrame, picked: list[int], region: str | None) -> None:
    """The way into the plan of visits, and the files; each saving is written to the trail."""
    viewer, as_of = session.viewer(), session.as_of()
    headings, told = lead_words.columns(), lead_words.definitions() | _stands_on()
    sheets = _("Leads"), _("What counts as a lead")
    makers = {"csv": lambda: file.as_csv(rows, headings, told), "xlsx": lambda: file.as_workbook(rows, headings, told, sheets)}

    def saved(kind: str) -> bytes:
        system.record(viewer, "export", f"leads.{kind}", as_of=as_of, region=region)
        return makers[kind]()

    with st.container(horizontal=True, vertical_alignment="center"):
        if picked:
            _into_the_plan(picked, region)
        for kind, mime in (("csv", "text/csv"), ("xlsx", XLSX)):
            _file(kind, mime, partial(saved, kind), len(rows))


def _file(kind: str, mime: str, made: Callable[[], bytes], size: int) -> None:
    label = ngettext("Download {kind} ({n} lead)", "Download {kind} ({n} leads)", size).format(kind=kind.upper(), n=number(size))
    st.download_button(
        label, made, mime=mime, file_name=f"leads_{session.as_of()}.{kind}", on_click="ignore", icon=":material/download:",
        type="tertiary", key=f"leads_{kind}_{language()}",
    )  # fmt: skip


def _into_the_plan(picked: list[int], region: str | None) -> None:
    """A link to the plan of visits of labour inspectors in which these facilities stand first."""
    label = ngettext("{n} facility first in the plan of visits", "{n} facilities first in the plan of visits", len(picked))
    place = {"region": region} if region else {}
    layout.open_screen("visits.py", label.format(n=number(len(picked))), leads=",".join(map(str, picked)), law="labour", **place)


def _stands_on() -> dict[str, str]:
    told = {_("As of"): session.as_of().isoformat(), _("Note"): tables.demonstration_mark()}
    return {heading: words for heading, words in told.items() if words}
