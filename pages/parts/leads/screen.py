"""Where the figures themselves look wrong: employers to look at, with what speaks for each, and never a verdict."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import filters, layout, session, tables
from pages.parts.cached import ahead, ask, made
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
    layout.section(_("Where the figures themselves look wrong"), note)
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
    layout.section(_("Employers to look at"), _("Most injured unaccounted for first; one line an employer and region."))
    kind = filters.pill("lead", _("Kind of lead"), lead_words.kinds())
    leads = _chosen(ask(concealment.leads), kind, region)
    if leads.empty:
        st.info(_("No lead of this kind on this day. That proves nothing either: hospitals and employers may both be silent."))
        return
    rows = made(in_words, kind, region)
    _first(leads)
    _all(leads, rows)
    _on(leads, rows, region)


def in_words(kind: str | None, region: str | None) -> DataFrame:
    """The rows of table and files."""
    return lead_words.listed(_chosen(ask(concealment.leads), kind, region))


def _chosen(leads: DataFrame, kind: str | None, region: str | None) -> DataFrame:
    here = leads["region_code"] == region if region else leads["place"] > 0
    found = leads[here & lead_words.is_of(leads, kind)].reset_index(drop=True)
    return found.assign(place=range(1, len(found) + 1))


def _first(leads: DataFrame) -> None:
    """The first leads in words, each with a link to the passport of the facility to visit."""
    left, right = st.columns(2, gap="large")
    for position, row in enumerate(records(leads.head(FIRST_TOLD))):
        with (left, right)[position >= (min(len(leads), FIRST_TOLD) + 1) // 2], st.container(gap=None):
            title = f"{row['place']}. {lead_words.employer(row)}"
            if row["facility_id"] == row["facility_id"]:
                layout.open_facility(int(row["facility_id"]), title)
            else:
                st.markdown(layout.plain(title))
            layout.remark(row[f"region_{language()}"], *lead_words.reasons(row))


def _all(leads: DataFrame, rows: DataFrame) -> None:
    """All leads as a table; a chosen row shows what it stands on."""
    words = lead_words.columns()
    shown = {column: word for column, word in words.items() if column not in ("bin", "facility_id", "employee_count", "activity")}
    config = _formats(shown)
    chosen = st.dataframe(
        tables.rounded(rows.head(MOST_LISTED)[list(shown)], config), hide_index=True, height=tables.height_px(len(leads)),
        on_select="rerun", selection_mode="single-row", key=f"leads_{len(leads)}_{language()}", column_config=config, placeholder="",
    )  # fmt: skip
    position = next(iter(chosen.selection.rows), None)
    if position is None:
        layout.note(_("Choose a row to see the admissions and reports it stands on."))
    else:
        evidence.show(leads.iloc[position].to_dict())


def _formats(words: dict[str, str]) -> dict[str, Any]:
    one_decimal = {column: tables.number_column(words[column], 1) for column in ("unaccounted_count", "expected_count")}
    look = {column: st.column_config.Column(word) for column, word in words.items()} | one_decimal
    look["zero_probability"] = st.column_config.NumberColumn(words["zero_probability"], format="percent")
    look["reasons"] = st.column_config.Column(words["reasons"], width="large")
    return look


def _on(leads: DataFrame, rows: DataFrame, region: str | None) -> None:
    """The way into the plan of visits, and the files; each saving is written to the trail."""
    viewer, as_of = session.viewer(), session.as_of()
    headings, told = lead_words.columns(), lead_words.definitions() | _stands_on()
    sheets = _("Leads"), _("What counts as a lead")
    makers = {"csv": lambda: file.as_csv(rows, headings, told), "xlsx": lambda: file.as_workbook(rows, headings, told, sheets)}

    def saved(kind: str) -> bytes:
        system.record(viewer, "export", f"leads.{kind}", as_of=as_of, region=region)
        return makers[kind]()

    with st.container(horizontal=True, vertical_alignment="center"):
        _into_the_plan(leads, region)
        for kind, mime in (("csv", "text/csv"), ("xlsx", XLSX)):
            _file(kind, mime, partial(saved, kind), len(rows))


def _file(kind: str, mime: str, made: Callable[[], bytes], size: int) -> None:
    label = ngettext("Download {kind} ({n} lead)", "Download {kind} ({n} leads)", size).format(kind=kind.upper(), n=number(size))
    st.download_button(
        label, made, mime=mime, file_name=f"leads_{session.as_of()}.{kind}", on_click="ignore", icon=":material/download:",
        type="tertiary", key=f"leads_{kind}_{language()}",
    )  # fmt: skip


def _into_the_plan(leads: DataFrame, region: str | None) -> None:
    """A link to the plan of visits of labour inspectors in which these facilities stand first, as many as an address holds."""
    picked = leads["facility_id"].dropna().astype(int).drop_duplicates().head(asked.MOST_LEADS)
    if picked.empty:
        return
    label = ngettext("{n} facility first in the plan of visits", "{n} facilities first in the plan of visits", len(picked))
    place = {"region": region} if region else {}
    layout.open_screen("visits.py", label.format(n=number(len(picked))), leads=",".join(map(str, picked)), law="labour", **place)


def _stands_on() -> dict[str, str]:
    told = {_("As of"): session.as_of().isoformat(), _("Note"): tables.demonstration_mark()}
    return {heading: words for heading, words in told.items() if words}
