"""How a facility stands in a file: its columns and the words of its codes."""

from datetime import date

from pages.parts import labels
from pages.parts.map import colours
from pages.parts.rows_file import RowsFile
from pages.parts.words import _

NAMED = ("name", "hazard", "region", "district", "owner")
DEGREES = ("safety_degree", "labour_degree", "hand_safety_degree", "hand_labour_degree")


def of_facilities(language: str, day: date) -> RowsFile:
    """A file of rows of queries.facilities.exported, in the language spoken."""
    words = dict.fromkeys(DEGREES, labels.degrees())
    words |= {"violation_class": labels.violation_classes(), "insurance": colours.insurance_states()}
    return RowsFile.spoken(language, day, columns=_columns(), named=NAMED, words=words)


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
