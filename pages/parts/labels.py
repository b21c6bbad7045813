"""Words for the codes of the database, in the reader's language: one function a kind of code."""

from pages.parts.words import _


def degrees() -> dict[str, str]:
    """Statutory risk degrees, heaviest first."""
    return {
        "high": _("High"),
        "medium": _("Medium"),
        "low": _("Low"),
        "not_high": _("Not high"),
        "unknown": _("Not enough data"),
    }


def laws() -> dict[str, str]:
    """Laws under which a degree is set."""
    return {"industrial_safety": _("Industrial safety"), "labour": _("Labour law")}


def severities() -> dict[str, str]:
    """Severities of a violation, heaviest first."""
    return {"gross": _("Gross"), "significant": _("Significant"), "minor": _("Minor")}


def violation_classes() -> dict[str, str]:
    """What inspections of the last 12 quarters found, worst first; then the three kinds of nothing found."""
    return {
        "gross": _("Gross violations"),
        "significant": _("Significant violations"),
        "minor": _("Minor violations"),
        "clean": _("Inspected, clean"),
        "not_inspected": _("Not inspected in 12 quarters"),
        "no_data": _("No inspection known"),
    }


def quarter_classes() -> dict[str, str]:
    """What one quarter of a facility's history holds, worst first."""
    return {
        "suspended": _("Operation suspended"),
        "gross": _("Gross violations"),
        "significant": _("Significant violations"),
        "minor": _("Minor violations"),
        "clean": _("Inspected, clean"),
        "not_inspected": _("Not inspected"),
    }
