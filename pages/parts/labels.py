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


def permit_kinds() -> dict[str, str]:
    """Contracts and permits of a facility."""
    return {
        "liability_insurance": _("Insurance of liability to third parties"),
        "accident_insurance": _("Mandatory accident insurance of employees"),
        "rescue_contract": _("Contract with a rescue service"),
        "attestation": _("Attestation of workplaces"),
        "training": _("Training in industrial safety"),
        "risk_assessment": _("Assessment of professional risks"),
    }


def permit_states() -> dict[str, str]:
    """Whether a contract or permit counts on the day."""
    return {"valid": _("Valid"), "lapsed": _("Lapsed"), "not_yet": _("Not yet valid"), "none": _("None known")}


def device_kinds() -> dict[str, str]:
    """Kinds of hazardous technical device."""
    return {
        "boiler": _("Boiler"), "pressure_vessel": _("Pressure vessel"), "lift": _("Lift"), "crane": _("Crane"), "hoist": _("Hoist"),
        "ventilator": _("Ventilator"), "pump": _("Pump"), "pipeline": _("Pipeline"), "reactor": _("Reactor"),
        "furnace": _("Furnace"), "drilling_rig": _("Drilling rig"), "tank": _("Tank"), "conveyor": _("Conveyor"),
        "other": _("Other device"),
    }  # fmt: skip


def inspection_kinds() -> dict[str, str]:
    """Kinds of inspection."""
    return {
        "scheduled": _("Scheduled"),
        "unscheduled": _("Unscheduled"),
        "preventive": _("Preventive"),
        "follow_up": _("Follow-up"),
    }


def prescription_states() -> dict[str, str]:
    """How far a prescription is, most pressing first."""
    return {
        "overdue": _("Overdue"),
        "open": _("Not yet due"),
        "fulfilled_late": _("Fulfilled late"),
        "fulfilled": _("Fulfilled in time"),
    }


def harms() -> dict[str, str]:
    """What an accident does to people."""
    return {"injured": _("Injured"), "killed": _("Killed")}


def causes() -> dict[str, str]:
    """Causes of an accident at work."""
    return {
        "poor_organisation": _("Poor organisation of work"),
        "victim_negligence": _("Gross negligence of the victim"),
        "road_traffic": _("Road traffic"),
        "osh_rules_broken": _("Safety rules broken"),
        "equipment": _("Equipment"),
        "other": _("Other causes"),
    }


def instruction_states() -> dict[str, str]:
    """Computed states of an instruction, what to do first on top."""
    return {
        "overdue": _("Overdue"),
        "returned": _("Returned"),
        "no_report": _("No report recorded"),
        "at_risk": _("At risk"),
        "due_soon": _("Due soon"),
        "reported": _("Awaiting the controller"),
        "not_due": _("Not due yet"),
        "no_deadline": _("No deadline set"),
        "done_late": _("Done late"),
        "done": _("Done"),
    }


def declared_states() -> dict[str | None, str]:
    """What the lead body last declared about an instruction; None before its first report."""
    return {"in_work": _("In work"), "done": _("Done"), None: _("Nothing declared")}


def milestone_states() -> dict[str, str]:
    """How far a step towards the result is."""
    return {"done": _("Done"), "done_late": _("Done late"), "late": _("Late"), "open": _("Ahead")}


def instruction_steps() -> dict[str, str]:
    """Steps in the history of an instruction."""
    return {
        "issued": _("Issued"),
        "milestone_done": _("Milestone reached"),
        "reported_in_work": _("Reported: in work"),
        "reported_done": _("Reported: done"),
        "accepted": _("Accepted by the controller"),
        "returned": _("Returned by the controller"),
        "extended": _("Deadline extended"),
    }


def instruction_sources() -> dict[str, str]:
    """Where an instruction comes from."""
    return {"published": _("Published"), "demonstration": _("Demonstration")}


def regimes() -> dict[str, str]:
    """How a law sets the degree."""
    return {"points": _("Points"), "rule": _("Two degrees by rule")}


def rule_statuses() -> dict[str, str]:
    """Whether the constants of a rule were compared with the text of the act."""
    return {"checked": _("Checked against the act"), "unchecked": _("Unchecked against the act")}


def rule_constants() -> dict[str, str]:
    """Constants of a rule of the statutory degree."""
    return {
        "gross_points": _("Points of a gross violation"),
        "significant_weight": _("Weight of significant violations"),
        "minor_weight": _("Weight of minor violations"),
        "overdue_points": _("Points of an overdue prescription"),
        "overdue_most": _("Overdue prescriptions counted at most"),
        "fatal_points": _("Points of a fatal accident"),
        "fatal_most": _("Fatal accidents counted at most"),
        "medium_from": _("Medium from, points"),
        "high_from": _("High from, points"),
        "insurance_lowers_by_degrees": _("Insurance lowers by, degrees"),
        "high_if_declaration_required": _("High where a declaration is mandatory"),
        "high_if_device_beyond_service_life": _("High where a device is beyond its service life"),
        "years_high": _("Years between planned visits, high degree"),
        "years_medium": _("Years between planned visits, medium degree"),
        "years_low": _("Years between planned visits, low degree"),
        "years_not_high": _("Years between planned visits, degree not high"),
        "notice_working_days": _("Notice of an inspection, working days"),
    }


def substances() -> dict[str, str]:
    """Dangerous substances that deliveries name by code; others stand as they were delivered."""
    return {
        "ammonia": _("Ammonia"), "chlorine": _("Chlorine"), "crude_oil": _("Crude oil"), "explosives": _("Explosives"),
        "liquefied_gas": _("Liquefied gas"), "motor_fuel": _("Motor fuel"), "natural_gas": _("Natural gas"),
        "nitric_acid": _("Nitric acid"), "sodium_cyanide": _("Sodium cyanide"), "sulphur_dioxide": _("Sulphur dioxide"),
        "sulphuric_acid": _("Sulphuric acid"),
    }  # fmt: skip
