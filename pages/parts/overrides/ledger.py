"""The ledger of degrees set by hand: what is in force, or every act, with a way to the passport of each."""

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, filters, labels, layout, tables, workbook
from pages.parts.words import _, language, ngettext, number
from queries import overrides
from queries.records import records


def show() -> None:
    """The ledger as known on the day looked at; a row opens the passport."""
    layout.section(_("Degrees set by hand"), _note())
    offered = {"in_force": _("In force"), "all": _("All acts")}
    is_all = filters.segment("acts", _("Shown"), offered, is_label_shown=False) == "all"
    rows = cached.ask(overrides.ledger, only_in_force=not is_all)
    if rows.empty:
        st.caption(_("No degree is set by hand on this day."))
        return
    formats = {column: tables.day_column(columns()[column]) for column in ("valid_from", "expires_on")}
    listed = worded(rows)
    chosen = tables.show(
        listed, columns(), name="degrees_set_by_hand", note=_note(), formats=formats, selectable=True, identity=str(is_all)
    )
    workbook.download(listed, columns(), name="degrees_set_by_hand", note=_note())
    if chosen is not None:
        st.switch_page("facility.py", query_params=layout.kept_in_address() | {"facility": str(rows["facility_id"].iloc[chosen])})


def count_line() -> None:
    """How many degrees are set by hand now, in the viewer's reach, with a link to the list."""
    sentence, told = cached.made(counted)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        layout.open_screen("administration.py", sentence)
        layout.remark(*told)


def counted() -> tuple[str, list[str]]:
    """How many in all, and of them under each law and about to end, in words."""
    rows = records(cached.ask(overrides.counted))
    count = sum(row["in_force_count"] for row in rows)
    sentence = ngettext("{n} degree is set by hand", "{n} degrees are set by hand", count).format(n=number(count))
    told = [f"{labels.laws()[row['law']]}: {number(row['in_force_count'])}" for row in rows if row["in_force_count"]]
    ending = sum(row["ending_count"] for row in rows)
    last = ngettext("{n} ends within 30 days", "{n} end within 30 days", ending).format(n=number(ending))
    return sentence, told + ([last] if ending else [])


def worded(rows: DataFrame) -> DataFrame:
    """The rows with words for codes, and names in the reader's language."""
    here, words = language(), labels.degrees()
    return rows.assign(
        facility=rows[f"name_{here}"], region=rows[f"region_{here}"], author=rows[f"author_{here}"] + " (" + rows[f"body_{here}"] + ")",
        law=rows["law"].map(labels.laws()), state=rows["state"].map(states()),
        degree=rows["degree"].map(words), computed=rows["computed"].map(words),
    )  # fmt: skip


def states() -> dict[str, str]:
    """What became of an act."""
    return {
        "in_force": _("In force"),
        "ended": _("Ended"),
        "withdrawn": _("Withdrawn"),
        "replaced": _("Replaced by a later one"),
        "withdrawal": _("Withdrawal"),
    }


def columns() -> dict[str, str]:
    """Columns of the ledger."""
    return {
        "facility": _("Facility"), "region": _("Region"), "law": _("Law"), "degree": _("Set by hand"), "computed": _("Computed"),
        "state": _("State"), "valid_from": _("Since"), "expires_on": _("Last day"), "reason": _("Reason"), "author": _("By whom"),
    }  # fmt: skip


def _note() -> str:
    return _(
        "Set by the head of the ministry or committee that answers for the law, for a year at most; every act also stands in the audit "
        "trail. Colours on the map and counts follow at once where the day is scored already, else at the next scoring. "
        "At most 2,000 acts, the newest first."
    )
