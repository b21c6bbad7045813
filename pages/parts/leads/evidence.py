"""What one lead stands on, row by row, and the employer's facilities."""

from typing import Any

from pandas import DataFrame

from pages.parts import layout, tables
from pages.parts.cached import ask
from pages.parts.leads import words as lead_words
from pages.parts.words import _, number
from queries import concealment


def show(lead: dict[str, Any]) -> None:
    """The admissions and late reports behind a lead, and links to its facilities; row as queries.concealment.leads has it."""
    layout.subtitle(lead_words.employer(lead))
    rows = ask(concealment.evidence, bin=lead["bin"], region=lead["region_code"])
    if rows.empty:
        layout.note(_("No single report stands behind this lead: it is the silence that does not fit the size and the activity."))
    else:
        words = _columns()
        note = _("Admissions and late reports of the year up to the day looked at, the latest first.")
        formats = {column: tables.day_column(words[column]) for column in ("happened_on", "known_on", "registered_on")}
        tables.show(
            in_words(rows), words, name="lead_evidence", note=note, formats=formats, identity=f"{lead['bin']}_{lead['region_code']}"
        )
    if lead["facility_count"]:
        label = _("All {n} facilities of the employer on the map").format(n=number(lead["facility_count"]))
        layout.open_screen("map.py", label, owner=lead["bin"], region=lead["region_code"])


def in_words(rows: DataFrame) -> DataFrame:
    return rows.assign(kind=rows["kind"].map(lead_words.kinds_of_evidence()), severity=rows["severity"].map(lead_words.severities()))


def _columns() -> dict[str, str]:
    return {
        "kind": _("Kind of lead"), "happened_on": _("Admission, or accident"), "known_on": _("Report arrived"), "severity": _("Severity"),
        "registered_on": _("Accident registered"), "days_late": _("Days late"),
    }  # fmt: skip
