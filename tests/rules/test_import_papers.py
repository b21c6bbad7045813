"""What docs/imports.md says of columns, kinds and checks is what the code does, and every sentence exists in three languages."""

import csv
import re
from pathlib import Path

import pytest

from data.imports.boundaries.columns import DISTRICTS, KNOWN_AS
from data.imports.boundaries.examine import CHECKS as CHECKS_OF_DISTRICTS
from data.imports.columns import COLUMNS, FACILITIES
from data.imports.examine import REGION_NAMES
from data.imports.mapping import FILE_KEYS, read_mapping
from data.imports.sentences import LANGUAGES, sentences
from data.imports.steps import CHECKS, FOLDER

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")
PLACES_TO_FILL = re.compile(r"\{\w+\}")


def table_after(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading."""
    lines = re.split(r"\n##+ ", PAPER.split(f"# {heading}\n")[1])[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return rows[2:]


def test_the_columns_are_those_of_the_code() -> None:
    described = [(name, holds, int(most) if most else 40) for name, holds, most, _ in table_after("Columns")]

    assert described == [(column.name, column.kind, column.longest) for column in COLUMNS]


def test_the_hazard_types_are_those_that_ship() -> None:
    with (ROOT / "data" / "reference" / "hazard_types.csv").open(encoding="utf-8", newline="") as file:
        shipped = [row["hazard_type_code"] for row in csv.DictReader(file)]

    assert re.findall(r"`(\w+)`", PAPER.split("Hazard types: ")[1].split("\n\n")[0]) == shipped


def test_the_reasons_are_the_checks() -> None:
    assert [row[0] for row in table_after("Why a row is rejected")] == list(CHECKS)
    assert {path.stem for path in (FOLDER / "checks").glob("*.sql")} == set(CHECKS)


def test_the_columns_of_districts_are_those_of_the_code() -> None:
    described = [
        (name, holds, int(most), tuple(re.findall(r"`(.+?)`", names))) for name, holds, most, names in table_after("Columns of districts")
    ]

    assert described == [(column.name, column.kind, column.longest, KNOWN_AS[column.name]) for column in DISTRICTS.columns]


def test_the_reasons_of_districts_are_the_checks() -> None:
    assert [row[0] for row in table_after("Why a layer of districts is refused")] == list(CHECKS_OF_DISTRICTS)
    assert {path.stem for path in (FOLDER / "boundaries" / "checks").glob("*.sql")} == set(CHECKS_OF_DISTRICTS)


def test_the_keys_of_a_mapping_are_described() -> None:
    assert {key for key in FILE_KEYS if f"| `{key}` |" not in PAPER} == set()


def test_the_example_is_a_mapping() -> None:
    for path in (ROOT / "docs" / "examples").glob("*.toml"):
        assert read_mapping(path, DISTRICTS if path.name.startswith("districts") else FACILITIES).columns


def test_every_check_and_step_says_what_it_does() -> None:
    for path in FOLDER.rglob("*.sql"):
        assert path.read_text(encoding="utf-8").startswith("-- ")
        assert "::" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(sentences()))
def test_a_sentence_exists_in_every_language_with_the_same_places_to_fill(code: str) -> None:
    row = sentences()[code]

    assert all(row[language].strip() for language in LANGUAGES)
    assert len({tuple(sorted(PLACES_TO_FILL.findall(row[language]))) for language in LANGUAGES}) == 1


def test_every_sentence_is_used_and_every_used_one_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py") if path.name != "sentences.py")
    used = {name for name in sentences() if f'"{name}"' in code}
    made_up = {name for name in sentences() if name.startswith(("content_", "step_", "instruction_"))}

    assert set(sentences()) == used | made_up
    assert set(re.findall(r'Refused\(\s*"(\w+)"', code)) <= set(sentences())


def test_words_for_regions_mean_regions_that_exist() -> None:
    with (ROOT / "data" / "reference" / "derive" / "region_names.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["region_code"] for row in csv.DictReader(file)}
    with REGION_NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert {row["region_code"] for row in rows} <= codes
    assert {row["kind"] for row in rows} == {"city", "region", ""}
    assert len({(row["word"], row["kind"]) for row in rows}) == len(rows)
