"""Acts on instructions as people do them today, and the words a test reads back."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from queries import instructions, working_days
from queries.instructions.writing import Entry, Refused
from queries.viewer import Viewer
from tests.rows import ALMATY
from tests.viewers import CONTROLLER, MINISTER, PM_OFFICE

WORDS = "Sensors were set up at all mines"


def today() -> date:
    return datetime.now(ALMATY).date()


def deadline(days: int = 60) -> date:
    """The working day at or after so many days from today."""
    return working_days.after(today() + timedelta(days=days - 1), 1)


def entry(**given: Any) -> Entry:
    """An instruction to the Ministry of Labour that every check lets pass, with what is given changed."""
    said = {
        field: {"kk": "", "ru": f"{field}: шахты оснастить датчиками", "en": ""}
        for field in ("issuer", "source_document", "text", "final_result")
    }
    plain: dict[str, Any] = {
        "number": "N-1",
        "issued_on": today(),
        "due_on": deadline(),
        "lead_body_code": "mlspp",
        "controller_user_code": "controller",
    }
    return Entry(**said | plain | given)


def issued(viewer: Viewer = PM_OFFICE, **given: Any) -> int:
    return instructions.issue(viewer, today(), entry=entry(**given), is_no_duplicate=True)


def version_of(instruction_id: int) -> int:
    found = instructions.one(PM_OFFICE, today(), instruction_id=instruction_id)
    assert found is not None
    return int(found["version"])


def report(instruction_id: int, viewer: Viewer = MINISTER, declared_state: str = "done", **given: Any) -> int:
    values = {"version": version_of(instruction_id), "declared_state": declared_state, "text": WORDS, "percent": None}
    return instructions.report(viewer, today(), instruction_id=instruction_id, **values | given)


def decide(instruction_id: int, kind: str, viewer: Viewer = CONTROLLER, **given: Any) -> int:
    values = {"version": version_of(instruction_id), "kind": kind, "reason": "The list of mines is missing"}
    return instructions.decide(viewer, today(), instruction_id=instruction_id, **values | given)


def state_of(instruction_id: int) -> str:
    found = instructions.one(PM_OFFICE, today(), instruction_id=instruction_id)
    assert found is not None
    return str(found["state"])


def refused(refusal: str) -> Any:
    """A block that must be refused for exactly that reason."""
    return pytest.raises(Refused, match=f"^{refusal}$")


def kinds(instruction_id: int) -> list[str]:
    return instructions.history(PM_OFFICE, today(), instruction_id=instruction_id)["kind"].tolist()
