"""Versions of the rules as a table: what changed, who did it, when and why; and what each kind of facility is checked for."""

from typing import Any

from pandas import DataFrame

from pages.parts import labels, tables
from pages.parts.rules import fields, preview
from pages.parts.words import _, language


def show(rows: DataFrame) -> None:
    """Every version, the newest first."""
    versions = rows.to_dict("records")
    by_number = {(row["law"], row["version"]): row for row in versions}
    worded = DataFrame([_worded(row, by_number.get((row["law"], row["version"] - 1))) for row in versions])
    columns = {
        "law": _("Law"), "version": _("Version"), "valid_from": _("Valid from"), "valid_to": _("Valid to"),
        "state": _("On the day looked at"), "changes": _("What it changed"), "changed_by": _("Who"), "changed_on": _("When"),
        "reason": _("Why"),
    }  # fmt: skip
    days = {name: tables.day_column(columns[name]) for name in ("valid_from", "valid_to", "changed_on")}
    tables.show(worded, columns, name="rule_versions", formats=days)


def _worded(row: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    shipped = row["changed_by"] is None
    is_unused = row["valid_to"] is not None and row["valid_to"] < row["valid_from"]
    return {
        "law": labels.laws()[row["law"]],
        "version": row["version"],
        "valid_from": row["valid_from"],
        "valid_to": None if is_unused else row["valid_to"],
        "state": _state(row, is_unused),
        "changes": _changes(row, before),
        "changed_by": _("Reference facts") if shipped else row[f"changed_by_{language()}"] or row["changed_by"],
        "changed_on": row["changed_on"],
        "reason": None if shipped else row["reason"],
    }


def _state(row: dict[str, Any], is_unused: bool) -> str:
    if is_unused:
        return _("never in force: a later version took its place")
    return _("in force") if row["is_in_force"] else _("not in force")


def _changes(row: dict[str, Any], before: dict[str, Any] | None) -> str:
    if before is None:
        return _("First version")
    if before["regime"] != row["regime"]:
        return _("Another regime: {regime}").format(regime=labels.regimes()[row["regime"]])
    was, now = fields.numbers_of(before), fields.numbers_of(row)
    words = labels.rule_constants()
    told = [f"{words[name]}: {preview.told(was[name], now[name])}" for name in now if was[name] != now[name]]
    return "; ".join(told) or _("Another first day")


def checklists(rows: DataFrame) -> None:
    """Requirements by kind of facility and severity."""
    columns = {
        f"name_{language()}": _("Hazard type"),
        "gross_count": _("Gross"),
        "significant_count": _("Significant"),
        "minor_count": _("Minor"),
    }
    counts = {name: tables.number_column(word) for name, word in columns.items() if name.endswith("_count")}
    tables.show(rows, columns, name="checklists", formats=counts)
