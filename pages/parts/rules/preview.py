"""What a proposed rule would change: its own numbers, and the degrees of facilities in the country and by region."""

from datetime import date
from html import escape

import streamlit as st
from pandas import DataFrame

from pages.parts import labels, layout, tables
from pages.parts.rules import fields
from pages.parts.rules.fields import Numbers
from pages.parts.words import _, day, language, ngettext, number


def numbers(before: Numbers, after: Numbers) -> None:
    """The numbers that differ, as they are and as they would be."""
    layout.pairs([(labels.rule_constants()[name], told(before[name], after[name])) for name in before if before[name] != after[name]])


def told(before: float, after: float) -> str:
    """A number that changes, such as 71 → 75."""
    return f"{fields.plain(before)} → {fields.plain(after)}"


def degrees(rows: DataFrame, scored_on: date | None) -> None:
    """How many facilities would change degree, from which to which, and where."""
    if rows.empty or scored_on is None:
        st.info(_("No facility has been scored yet, so there is nothing to compare."))
        return
    country = rows[rows["region_code"].isna()]
    moved = country[country["degree_before"] != country["degree_after"]]
    sentence = _sentence(int(moved["facility_count"].sum()), int(country["facility_count"].sum()), scored_on)
    st.html(f"<p><b>{escape(sentence)}</b></p>")
    if moved.empty:
        return
    words = labels.degrees()
    layout.pairs([(f"{words[row.degree_before]} → {words[row.degree_after]}", number(row.facility_count)) for row in moved.itertuples()])
    _by_region(rows[rows["region_code"].notna() & (rows["degree_before"] != rows["degree_after"])])


def _sentence(moved: int, of: int, scored_on: date) -> str:
    if moved == 0:
        return _("No facility of {of} would change degree, as known on {day}.").format(of=number(of), day=day(scored_on))
    told = ngettext(
        "{n} facility of {of} would change degree, as known on {day}.",
        "{n} facilities of {of} would change degree, as known on {day}.",
        moved,
    )
    return told.format(n=number(moved), of=number(of), day=day(scored_on))


def _by_region(rows: DataFrame) -> None:
    words = labels.degrees()
    worded = rows.assign(**{column: rows[column].map(words) for column in ("degree_before", "degree_after")})
    columns = {f"name_{language()}": _("Region"), "degree_before": _("Degree now"), "degree_after": _("Degree then"),
               "facility_count": _("Facilities")}  # fmt: skip
    tables.show(worded, columns, name="degrees_if", formats={"facility_count": tables.number_column(columns["facility_count"])})
