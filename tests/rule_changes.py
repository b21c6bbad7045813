"""Changes of rules as a minister makes them, so that a test says only what differs."""

from datetime import date
from typing import Any

from queries import administration
from queries.viewer import Viewer
from tests.viewers import MINISTER


def newest(law: str = "labour") -> dict[str, Any]:
    versions = administration.rule_versions(MINISTER, date(2030, 1, 1)).to_dict("records")
    return max((row for row in versions if row["law"] == law), key=lambda row: row["version"])


def change(viewer: Viewer = MINISTER, law: str = "labour", valid_from: date = date(2026, 11, 1), **given: Any) -> None:
    """A new version of a law with other constants."""
    base = newest(law)
    said = {"base_version": base["version"], "reason": "Order No. 5"} | {k: given.pop(k) for k in ("base_version", "reason") if k in given}
    constants = base["constants"] | given
    administration.change_rule(viewer, law=law, valid_from=valid_from, constants=constants, indicators=base["indicators"], **said)
