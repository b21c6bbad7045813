"""The lists of a passport: papers and devices in short, and what was checked, found, ordered and happened."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, labels, layout, tables
from pages.parts.words import _, day, language, ngettext, number
from queries import passport


def permits(rows: DataFrame) -> None:
    """Each kind of contract and permit with its state on the day and its last valid day."""
    layout.pairs([(labels.permit_kinds()[row["kind_code"]], _permit(row)) for row in rows.to_dict("records")])


def _permit(row: dict[str, Any]) -> str:
    state = labels.permit_states()[row["state"]]
    told = {
        "valid": _("{state} until {day}, No. {number}"),
        "lapsed": _("{state}: last valid day {day}, No. {number}"),
        "not_yet": _("{state}, from {day}, No. {number}"),
    }.get(row["state"])
    shown = row["valid_from"] if row["state"] == "not_yet" else row["valid_to"]
    return told.format(state=state, day=day(shown), number=row["number"]) if told else state


def devices_in_short(rows: DataFrame) -> None:
    """How many devices are in service, and how many of them beyond their service life."""
    total, beyond = len(rows), int(rows["is_beyond_service_life"].astype(bool).sum())
    told = ngettext("{n} device in service", "{n} devices in service", total).format(n=number(total))
    late = ngettext("{n} beyond its service life", "{n} beyond their service life", beyond).format(n=number(beyond))
    layout.pairs([(_("Hazardous devices"), f"{told}, {late}" if total else _("None registered"))])


def substances(rows: DataFrame) -> None:
    """Dangerous substances with their quantity beside the threshold."""
    if rows.empty:
        layout.pairs([(_("Dangerous substances"), _("None registered"))])
        return
    words = labels.substances()
    held = [(words.get(row["substance"], row["substance"]), _quantity(row)) for row in rows.to_dict("records")]
    layout.pairs(held)


def _quantity(row: dict[str, Any]) -> str:
    held = _("{count} t").format(count=number(float(row["quantity_tonnes"]), 1))
    if row["threshold_tonnes"] is None:
        return held
    return _("{held}; a declaration is mandatory from {threshold} t").format(held=held, threshold=number(float(row["threshold_tonnes"]), 1))


def histories(facility_id: int) -> None:
    """A tab with its number of rows for each kind of record."""
    kinds: list[tuple[str, Callable[..., DataFrame], Callable[[DataFrame], None]]] = [
        (_("Violations"), passport.violations, _violations),
        (_("Prescriptions"), passport.prescriptions, _prescriptions),
        (_("Inspections"), passport.inspections, _inspections),
        (_("Accidents"), passport.accidents, _accidents),
        (_("Devices"), passport.devices, _devices),
    ]
    answers = [cached.ask(question, facility_id=facility_id) for _title, question, _show in kinds]
    tabs = st.tabs([f"{kind[0]} · {number(len(rows))}" for kind, rows in zip(kinds, answers, strict=True)])
    for tab, (_title, _question, show), rows in zip(tabs, kinds, answers, strict=True):
        with tab:
            show(rows)


def _violations(rows: DataFrame) -> None:
    columns = {
        "found_on": _("Found"), "severity": _("Severity"), f"text_{language()}": _("Requirement broken"),
        "article": _("Article"), "fixed_on": _("Fixed"), "prescription_number": _("Prescription"),
    }  # fmt: skip
    _table("violations", rows, columns, severity=labels.severities())


def _prescriptions(rows: DataFrame) -> None:
    columns = {
        "number": _("Number"), "state": _("State"), "days_overdue": _("Days overdue"),
        "issued_on": _("Issued"), "due_on": _("Due"), "fulfilled_on": _("Fulfilled"),
    }  # fmt: skip
    _table("prescriptions", rows, columns, state=labels.prescription_states())


def _inspections(rows: DataFrame) -> None:
    columns = {
        "inspected_on": _("Inspected"), "kind_code": _("Kind"), f"body_{language()}": _("Body"),
        "gross_count": _("Gross"), "significant_count": _("Significant"), "minor_count": _("Minor"),
        "inspector_days": _("Inspector-days"), "suspended_until": _("Suspended until"),
    }  # fmt: skip
    _table("inspections", rows, columns, kind_code=labels.inspection_kinds())


def _accidents(rows: DataFrame) -> None:
    columns = {
        "occurred_on": _("Happened"), "injured_count": _("Injured, killed included"),
        "killed_count": _("Killed"), "cause_code": _("Cause"), "known_on": _("Reported"),
        "act_on": _("Act of investigation"),
    }  # fmt: skip
    _table("accidents", rows, columns, cause_code=labels.causes())


def _devices(rows: DataFrame) -> None:
    columns = {
        "kind_code": _("Device"), "made_on": _("Made"), "service_life_years": _("Service life, years"),
        "service_ends_on": _("Service life ends"), "is_beyond_service_life": _("Beyond service life"),
        "expertise_valid_to": _("Expertise valid until"),
    }  # fmt: skip
    yes_no = {True: _("Yes"), False: _("No")}
    _table("devices", rows, columns, kind_code=labels.device_kinds(), is_beyond_service_life=yes_no)


def _table(name: str, rows: DataFrame, columns: dict[str, str], **words: dict[Any, str]) -> None:
    """The rows with codes put into words, days in one form, and an own sentence where there are none."""
    if rows.empty:
        st.caption(_("Nothing is known of this kind on the day looked at."))
        return
    shown = rows.assign(**{column: rows[column].map(meant) for column, meant in words.items()})
    days = {column: tables.day_column(label) for column, label in columns.items() if column.endswith(("_on", "_to", "_until"))}
    tables.show(shown, columns, name=f"passport_{name}", formats=days)
