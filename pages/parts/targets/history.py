"""Every version of the own targets of regions: which years, who entered them, when and by which act."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, tables
from pages.parts.rules import fields
from pages.parts.words import _, language, named
from queries import targets


def show() -> None:
    """Versions as known on the day looked at, the newest first, in the regions the viewer may see."""
    rows = cached.ask(targets.versions)
    if rows.empty:
        st.caption(_("No region had targets of its own on this day: those of the country hold everywhere."))
        return
    worded = DataFrame([_worded(row) for row in rows.to_dict("records")])
    columns = {
        "region": _("Region"), "indicator": _("Indicator"), "version": _("Version"), "points": _("Targets entered"),
        "state": _("On the day looked at"), "changed_by": _("Who"), "changed_on": _("When"), "reason": _("Why"), "source_url": _("Source"),
    }  # fmt: skip
    formats = {"changed_on": tables.day_column(columns["changed_on"]), "source_url": tables.link_column(columns["source_url"])}
    tables.show(worded, columns, name="target_versions", formats=formats)


def _worded(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("version", "changed_on", "reason", "source_url")}
    return kept | {
        "region": named(row),
        "indicator": named(row, "indicator_name"),
        "points": told(row["points"]),
        "state": _("in force") if row["is_in_force"] else _("not in force"),
        "changed_by": row[f"changed_by_{language()}"] or row["changed_by"],
    }


def told(points: list[list[float]] | None) -> str:
    """The years entered and their targets; that they are withdrawn where there are none."""
    if points is None:
        return _("Withdrawn: the targets of the country hold")
    return "; ".join(f"{int(year)}: {fields.plain(target)}" for year, target in points)
