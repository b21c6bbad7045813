"""How a facility stands in a file: the columns in the reader's language, the day, and the mark of invented rows on each."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pages.parts import labels, tables
from pages.parts.map import colours
from pages.parts.words import _

DEMONSTRATION = "demo"
NAMED = ("name", "hazard", "region", "district", "owner")
CODED = {
    "safety_degree": "degrees", "labour_degree": "degrees", "hand_safety_degree": "degrees", "hand_labour_degree": "degrees",
    "violation_class": "classes", "insurance": "insurance",
}  # fmt: skip


@dataclass(frozen=True)
class FacilityFile:
    """Words and day of a file, found once, so that the rows need no session."""

    columns: dict[str, str]
    words: dict[str, dict[str, str]]
    language: str
    day: date
    mark: str

    @classmethod
    def in_words(cls, language: str, day: date) -> "FacilityFile":
        """A file in the language spoken."""
        words = {"degrees": labels.degrees(), "classes": labels.violation_classes(), "insurance": colours.insurance_states()}
        return cls(_columns(), words, language, day, _("Demonstration data: invented, not real enterprises."))

    def headings(self) -> list[str]:
        """The first line of the file."""
        return list(self.columns.values())

    def line(self, row: dict[str, Any]) -> list[Any]:
        """A row of queries.facilities.exported as a line of text; a cell that would run as a formula is disarmed."""
        return [tables.disarmed(cell) for cell in self.cells(row)]

    def cells(self, row: dict[str, Any]) -> list[Any]:
        """A row as it is: words, numbers, days; None where nothing is known."""
        return [self._cell(column, row) for column in self.columns]

    def _cell(self, column: str, row: dict[str, Any]) -> Any:
        if column in NAMED:
            return row[f"{column}_{self.language}"]
        if column in CODED:
            return self.words[CODED[column]].get(row[column])
        if column == "as_of":
            return self.day.isoformat()
        if column == "note":
            return self.mark if row["source_code"] == DEMONSTRATION else ""
        return float(row[column]) if isinstance(row[column], Decimal) else row[column]


def _columns() -> dict[str, str]:
    return {
        "facility_id": _("Number"),
        "name": _("Facility"),
        "hazard": _("Hazard"),
        "region": _("Region"),
        "district": _("District"),
        "owner": _("Owner"),
        "bin": _("BIN"),
        "address": _("Address"),
        "safety_degree": _("Degree, industrial safety"),
        "labour_degree": _("Degree, labour law"),
        "hand_safety_degree": _("Set by hand, industrial safety"),
        "hand_labour_degree": _("Set by hand, labour law"),
        "points": _("Points of the labour law"),
        "violation_class": _("Violations of 12 quarters"),
        "overdue_prescription_count": _("Overdue prescriptions"),
        "accident_count": _("Accidents of three years"),
        "fatal_accident_count": _("of them fatal"),
        "insurance": _("Insurance"),
        "last_inspected_on": _("Last inspection"),
        "lon": _("Longitude, degrees"),
        "lat": _("Latitude, degrees"),
        "as_of": _("As of"),
        "note": _("Note"),
    }
