"""A passport names the version of each rule that was used, and says from which day the law allows the next planned visit."""

import re

import pytest

from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import said

VISITED = """
    SELECT facility_id FROM risk_score
    WHERE valid_to = 'infinity'
      AND next_visit_allowed_on('industrial_safety', safety_degree, last_planned_visit_on(facility_id, 'industrial_safety', '2026-10-31'),
                                '2026-10-31') {} '2026-10-31'
    ORDER BY facility_id LIMIT 1
"""


def visited(comparison: str) -> str:
    return str(rows.run(VISITED.format(comparison))[0][0])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_version_used_stands_on_the_passport(screen: Screen, language: str) -> None:
    app = screen("facility", "pm_office", language, facility=visited(">"))

    assert not app.exception
    version = {"kk": r"(\d)-нұсқа", "ru": r"версия (\d)", "en": r"version (\d)"}[language]
    assert sorted(re.findall(version, "".join(re.findall("<summary>(.*?)</summary>", said(app))))) == [
        "1",
        "2",
    ]  # labour law, industrial safety


def test_too_early_for_a_visit_is_told_with_the_day(screen: Screen) -> None:
    words = said(screen("facility", facility=visited(">")))

    assert re.search(r"May be visited again from \d+ \w+ 20\d\d: at this degree once in \d years?", words)


def test_a_visit_that_is_allowed_is_told(screen: Screen) -> None:
    assert "A planned visit is allowed: the last was on" in said(screen("facility", facility=visited("<=")))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_would_lower_the_degree_names_the_prescriptions(screen: Screen, language: str) -> None:
    ((facility_id, number),) = rows.run(
        "SELECT facility_id, (SELECT number FROM prescription p WHERE p.facility_id = s.facility_id"
        " AND is_overdue_on(due_on, fulfilment_known_on, '2026-10-31') AND known_on <= '2026-10-31'"
        " ORDER BY due_on, prescription_id LIMIT 1)"
        " FROM risk_score s WHERE valid_to = 'infinity' AND labour_degree IN ('high', 'medium') AND overdue_prescription_count > 0"
        " ORDER BY facility_id LIMIT 1"
    )

    app = screen("facility", "pm_office", language, facility=str(facility_id))

    assert not app.exception
    assert re.search(rf": (No\.|№) {re.escape(number)} \(", said(app))
