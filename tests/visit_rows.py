"""Places to plan visits to, with a probability as a model would have given them, and the plan itself."""

from datetime import date

from queries import visits
from queries.viewer import Viewer
from queries.visits import Plan
from tests import rows
from tests.viewers import PM_OFFICE

SAFETY = "industrial_safety"
STEPPE = (60.0, 45.0)  # no settlement is near


def expect(probabilities: dict[int, float], day: date = rows.DAY) -> None:
    """Scores a day, then gives facilities the probability that a model would have given them."""
    rows.score(day)
    for facility_id, probability in probabilities.items():
        rows.run(
            "UPDATE risk_score SET probability = %s, model_version = 1 WHERE facility_id = %s AND valid_to = 'infinity'",
            probability,
            facility_id,
        )


def planned(inspector_days: int = 10, law: str = SAFETY, viewer: Viewer = PM_OFFICE, day: date = rows.DAY, **asked: object) -> Plan:
    return visits.planned(viewer, day, law=law, inspector_days=inspector_days, **asked)  # type: ignore[arg-type]


def told(plan: Plan) -> list[int]:
    return list(plan.visits["facility_id"])


def low_degree(**given: object) -> int:
    """A facility of a degree that is not high under industrial safety, which waits three years."""
    return rows.facility(is_declaration_required=False, **given)  # type: ignore[arg-type]
