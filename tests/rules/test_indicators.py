"""An indicator is one file, one row and three names; adding one takes nothing else."""

from pathlib import Path

import pytest

from pages.parts.injuries import words
from tests.rules.reference_files import LANGUAGES, codes, rows

DEFINITIONS = sorted((Path(__file__).parents[2] / "queries" / "indicators" / "definitions").glob("*.sql"))
MEASURES = {row["indicator_code"]: row for row in rows("measures.csv")}


def test_every_definition_has_its_row_and_every_row_its_definition() -> None:
    assert {path.stem for path in DEFINITIONS} == set(MEASURES)
    assert set(MEASURES) <= codes("indicators.csv", "indicator_code")


def test_places_in_the_list_are_counted_through() -> None:
    assert [int(row["place"]) for row in MEASURES.values()] == list(range(1, len(MEASURES) + 1))


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_a_definition_says_what_it_counts_by_region_and_month_as_known_on_the_day(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.startswith("-- ")
    assert "register_months(CAST(:as_of AS date), :viewer_region) m" in text, "every month of every region the viewer may see, and no other"
    assert " AS numerator" in text
    assert " AS denominator" in text
    assert text.rstrip().endswith("ORDER BY m.region_code, m.month")
    assert ("CAST(NULL AS bigint) AS denominator" in text) == (MEASURES[path.stem]["denominator_en"] == "")


def test_every_unit_has_its_decimals() -> None:
    units = {row["indicator_code"]: row["unit"] for row in rows("indicators.csv")}

    assert {units[code] for code in MEASURES} <= set(words.DIGITS)


@pytest.mark.parametrize("code", MEASURES)
def test_an_indicator_says_in_three_languages_what_is_over_what(code: str) -> None:
    row = MEASURES[code]
    for part in ("numerator", "taken_from"):
        assert all(row[f"{part}_{language}"] for language in LANGUAGES)
    assert len({bool(row[f"denominator_{language}"]) for language in LANGUAGES}) == 1


def test_a_target_is_held_against_a_computed_indicator_only_of_the_same_definition() -> None:
    with_target = codes("targets.csv", "indicator_code")

    assert with_target & set(MEASURES) == {"fatal_rate_per_1000_employees", "insurance_coverage_pct", "risk_assessment_coverage_pct"}
    assert "victims_per_death" not in MEASURES, "its victims are the Bureau's; the register's own ratio is injured_per_death"
