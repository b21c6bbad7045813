"""The rows behind a figure of control or prevention, a page at a time, with the sums that are the figure; of harm: injuries.accidents."""

from datetime import date
from typing import Any

from pandas import DataFrame

from queries.db import Viewer, read

EMPLOYERS = {
    "insurance_coverage_pct": "accident_insurance",
    "risk_assessment_coverage_pct": "risk_assessment",
    "attestation_coverage_pct": "attestation",
}
"""The kind of permit that an indicator counts employers by."""


def inspections(viewer: Viewer, as_of: date, *, page: int = 1, page_size: int = 100, **asked: Any) -> DataFrame:
    """Inspections of the asked months with what each found, newest first.

    asked: region, first_month, last_month, each None or left out for all the viewer sees and the reporting period.
    facility_id, facility_*, region_code, region_*, body_* (names in kk, ru, en), inspected_on, kind_code, inspector_days, violation_count,
    gross_count; inspection_total, day_total, violation_total over all pages. Raises Unavailable.
    """
    return read(viewer, "behind/inspections", as_of=as_of, page=page, page_size=page_size, **_asked(asked))


def prescriptions(viewer: Viewer, as_of: date, *, page: int = 1, page_size: int = 100, **asked: Any) -> DataFrame:
    """Prescriptions that fell due in the asked months (as in inspections), those not fulfilled in time first, then by due day.

    facility_id, facility_*, region_code, region_*, number, issued_on, due_on, fulfilled_on (as known; else None), is_in_time;
    due_total, in_time_total over all pages. Raises Unavailable.
    """
    return read(viewer, "behind/prescriptions", as_of=as_of, page=page, page_size=page_size, **_asked(asked))


def employers(viewer: Viewer, as_of: date, *, kind: str, page: int = 1, page_size: int = 100, **asked: Any) -> DataFrame:
    """Employers with a facility in service at the end of the asked months (as in inspections), those without a permit of the kind first.

    bin, employer_*, region_code, region_*, facility_count (in service there), is_covered, valid_to (last day of the cover, or None);
    employer_total, covered_total over all pages. Raises Unavailable.
    """
    return read(viewer, "behind/employers", as_of=as_of, kind=kind, page=page, page_size=page_size, **_asked(asked))


def attestations(viewer: Viewer, as_of: date, *, page: int = 1, page_size: int = 100, **asked: Any) -> DataFrame:
    """Attestations in force at the end of the asked months (as in inspections), most workers in harmful conditions first.

    facility_id, facility_*, region_code, region_*, number, valid_from, valid_to, worker_count, harmful_worker_count;
    attestation_total, worker_total, harmful_total over all pages. Raises Unavailable.
    """
    return read(viewer, "behind/attestations", as_of=as_of, page=page, page_size=page_size, **_asked(asked))


def _asked(given: dict[str, Any]) -> dict[str, Any]:
    return {"region": None, "first_month": None, "last_month": None} | given
