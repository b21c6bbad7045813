"""The model of the predicted probability in words: what it is told, its rankings, its figures, its tables."""

from pages.parts.words import _

STEPS, PLAIN = "steps", "logistic"


def features() -> dict[str, str]:
    """What the model is told of a facility, by column of risk_features_on; the words of a unit stand in them."""
    return {
        "gross_open_count": _("Gross violations not fixed"),
        "gross_count_12_months": _("Gross violations, 12 months"),
        "significant_count_12_months": _("Significant violations, 12 months"),
        "minor_count_12_months": _("Minor violations, 12 months"),
        "gross_count_24_months_before": _("Gross violations, two years before"),
        "significant_count_24_months_before": _("Significant violations, two years before"),
        "minor_count_24_months_before": _("Minor violations, two years before"),
        "accident_count_12_months": _("Accidents, 12 months"),
        "accident_count_24_months_before": _("Accidents, two years before"),
        "killed_count_12_months": _("Persons killed, 12 months"),
        "killed_count_24_months_before": _("Persons killed, two years before"),
        "worker_count": _("Persons working there"),
        "expired_device_count": _("Devices beyond their service life"),
        "years_beyond_service_life": _("Years beyond the service life, worst device"),
        "lapsed_expertise_count": _("Devices with a lapsed expertise"),
        "overdue_prescription_count": _("Overdue prescriptions"),
        "is_insurance_gap": _("Gap in insurance (1 yes)"),
        "is_declaration_required": _("Declaration mandatory (1 yes)"),
        "is_never_inspected": _("Never inspected (1 yes)"),
        "years_since_inspection": _("Years since the last inspection"),
        "facility_age_years": _("Years in operation"),
    }


def groups() -> dict[str, str]:
    """What the model compares between groups of facilities."""
    return {"region_code": _("Region"), "hazard_type_code": _("Hazard type"), "activity_code": _("Activity of the owner")}


def methods(form: str) -> dict[str, str]:
    """Rankings of a backtest: the model, which took a form, first; then the other form and what both are set against."""
    other = {STEPS: {PLAIN: _("Plain logistic")}, PLAIN: {STEPS: _("In steps")}}[form]
    return {form: _("Model")} | other | {"past_violations": _("Past violations"), "past_accidents": _("Past accidents")}


def forms() -> dict[str, str]:
    """The form of the model, and why it has that one."""
    return {
        STEPS: _("Steps: on years they had not seen they ranked better than the plain logistic form beyond chance"),
        PLAIN: _("Plain logistic: on years not seen, nothing shows beyond chance that steps would rank better"),
    }


def figures() -> dict[str, str]:
    """What is measured of a ranking or a probability."""
    return {
        "auc": _("AUC"), "share_in_top_tenth": _("Events in the top tenth"), "calibration_slope": _("Calibration slope"),
        "brier": _("Brier score"), "calibration_intercept": _("Calibration intercept"),
    }  # fmt: skip


def figures_explained() -> dict[str, str]:
    """What a figure says, and which value is good."""
    return {
        "auc": _(
            "Of one place where it happened and one where it did not, how often the first is ranked higher. 0.5 is chance, 1 is perfect."
        ),
        "share_in_top_tenth": _("Share of all events that happened in the tenth of places ranked highest. A tenth is chance."),
        "calibration_slope": _("1 where probabilities are neither too bold (below 1) nor too timid (above 1)."),
        "brier": _(
            "Mean squared distance between the probability and what happened. Smaller is better; it depends on how rare events are."
        ),
        "calibration_intercept": _("0 where as many events happened as were foretold; below 0 fewer did."),
    }


def outcomes() -> dict[str, str]:
    """What is foretold."""
    return {
        "has_accident_next_12_months": _("Accident with lost time or death within twelve months"),
        "lost_day": _("A lost day in the next year"),
        "death": _("A death in the next year"),
    }


def table(name: str) -> str:
    """A table that the model was proven on, in words; a file stands under its own name."""
    return _("Demonstration register") if name == "demo" else name
