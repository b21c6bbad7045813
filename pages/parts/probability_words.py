"""What adds up to the predicted probability in words: each contribution, and each thing that can be done about it."""

from collections.abc import Mapping
from typing import Any

from pages.parts.words import _, named, ngettext, number

POINTS_A_LOG_ODDS = 14.4269504  # ten points double the odds: 10 / ln 2
Contribution = Mapping[str, Any]


def points(log_odds: float) -> float:
    """Log odds as points, ten of which double the odds."""
    return POINTS_A_LOG_ODDS * log_odds


def in_words(contribution: Contribution) -> str:
    """One contribution as a phrase; contribution is a row of passport.contributions."""
    code, value = contribution["code"], contribution["value"]
    if code in _groups():
        return _groups()[code].format(name=named(contribution))
    if value is None or value != value:
        return _("Not known: {what}").format(what=_unknown().get(code, code))
    n = round(float(value))
    return (_counted(code, n) or _yes_or_no(n).get(code) or f"{code}: {{n}}").format(n=number(n))


def _groups() -> dict[str, str]:
    return {"region_code": _("Region: {name}"), "hazard_type_code": _("Hazard type: {name}"), "activity_code": _("Activity: {name}")}


def _unknown() -> dict[str, str]:
    return {"worker_count": _("number of workers"), "facility_age_years": _("age of the facility")}


def _yes_or_no(n: int) -> dict[str, str]:
    return {
        "is_never_inspected": _("Never inspected") if n else _("Inspected at least once"),
        "is_insurance_gap": _("A gap in insurance") if n else _("No gap in insurance"),
        "is_declaration_required": _("A declaration of industrial safety is mandatory") if n else _("No declaration is mandatory"),
    }


def _counted(code: str, n: int) -> str | None:
    """The phrase of a count or a length of time; n stands in it."""
    return (_violations(n) | _harm(n) | _state(n)).get(code)


def _violations(n: int) -> dict[str, str]:
    return {
        "gross_open_count": ngettext("{n} gross violation not fixed", "{n} gross violations not fixed", n),
        "gross_count_12_months": ngettext("{n} gross violation found in 12 months", "{n} gross violations found in 12 months", n),
        "significant_count_12_months": ngettext(
            "{n} significant violation found in 12 months", "{n} significant violations found in 12 months", n
        ),
        "minor_count_12_months": ngettext("{n} minor violation found in 12 months", "{n} minor violations found in 12 months", n),
        "gross_count_24_months_before": ngettext(
            "{n} gross violation found in the two years before", "{n} gross violations found in the two years before", n
        ),
        "significant_count_24_months_before": ngettext(
            "{n} significant violation found in the two years before", "{n} significant violations found in the two years before", n
        ),
        "minor_count_24_months_before": ngettext(
            "{n} minor violation found in the two years before", "{n} minor violations found in the two years before", n
        ),
        "overdue_prescription_count": ngettext("{n} overdue prescription", "{n} overdue prescriptions", n),
    }


def _harm(n: int) -> dict[str, str]:
    return {
        "accident_count_12_months": ngettext("{n} accident in 12 months", "{n} accidents in 12 months", n),
        "accident_count_24_months_before": ngettext("{n} accident in the two years before", "{n} accidents in the two years before", n),
        "killed_count_12_months": ngettext("{n} person killed in 12 months", "{n} persons killed in 12 months", n),
        "killed_count_24_months_before": ngettext(
            "{n} person killed in the two years before", "{n} persons killed in the two years before", n
        ),
    }


def _state(n: int) -> dict[str, str]:
    years_ago = ngettext("Last inspected {n} year ago or more", "Last inspected {n} years ago or more", n)
    return {
        "worker_count": ngettext("{n} person works there", "{n} people work there", n),
        "expired_device_count": ngettext("{n} device beyond its service life", "{n} devices beyond their service life", n),
        "years_beyond_service_life": ngettext(
            "A device {n} year or more beyond its service life", "A device {n} years or more beyond its service life", n
        ),
        "lapsed_expertise_count": ngettext("{n} device with a lapsed expertise", "{n} devices with a lapsed expertise", n),
        "years_since_inspection": years_ago if n else _("Last inspected within a year, or never"),
        "facility_age_years": ngettext("In operation for {n} year or more", "In operation for {n} years or more", n),
    }


def remedy(action: str, thing_count: int) -> str:
    """What can be done, as a sentence; action and thing_count are of a row of passport.remedies."""
    n = thing_count
    return {
        "fix_gross_violations": ngettext("Fix {n} gross violation.", "Fix {n} gross violations.", n),
        "fulfil_prescriptions": ngettext("Fulfil {n} overdue prescription.", "Fulfil {n} overdue prescriptions.", n),
        "renew_expertise": ngettext("Renew the expertise of {n} device.", "Renew the expertise of {n} devices.", n),
        "close_insurance_gap": _("Close the gap in insurance."),
        "replace_devices": ngettext(
            "Renew or take out of service {n} device that runs beyond its service life.",
            "Renew or take out of service {n} devices that run beyond their service life.", n,
        ),
    }[action].format(n=number(n))  # fmt: skip
