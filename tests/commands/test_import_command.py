"""python -m data import facilities, as a person at the terminal meets it."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from data.__main__ import app
from queries import facilities
from queries.facilities import Filters
from tests import rows
from tests.commands.conftest import gone
from tests.deliveries import DAY, counted, csv_file, listed, row, text_file
from tests.viewers import PM_OFFICE


def typed(*words: str | Path, language: str = "C.UTF-8") -> Result:
    """What the command answers."""
    environment = {"LC_ALL": language, "COLUMNS": "200"}
    return CliRunner().invoke(app, ["import", "facilities", *map(str, words)], env=environment)


def test_a_delivery_is_loaded_scored_and_summed_up(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(), row(), row(name=""))

    result = typed(path, "--source", "upload", "--as-of", "2026-10-31", "--author", "aigul")

    assert result.exit_code == 0
    assert "Rows read: 3; rejected: 1" in result.stdout
    assert "Facilities: new 2, changed 0, unchanged 0" in result.stdout
    assert "1 × The cell is empty" in result.stdout
    assert "Risk degrees computed as of 2026-10-31" in result.stdout
    assert rows.run("SELECT DISTINCT author FROM batch WHERE source_code = 'upload'") == [("aigul",)]
    assert counted("risk_score") == 2


def test_facilities_delivered_after_the_last_scoring_show_at_once(database: str, tmp_path: Path) -> None:
    rows.facility()
    rows.score()  # as of 31 October 2026

    typed(csv_file(tmp_path, row()), "--source", "upload", "--as-of", "2026-11-20")

    assert rows.run("SELECT scored_on, facility_count FROM risk_run ORDER BY 1")[-1][1] == 2


def test_the_search_finds_what_was_delivered_and_no_more_what_was_changed(database: str, tmp_path: Path) -> None:
    for name in ("Сушильная камера", "Насосная"):
        typed(csv_file(tmp_path, row(source_key="S-1", name=name)), "--source", "upload", "--as-of", "2026-10-31")

    def found(text: str) -> int:
        page = {"order": "risk", "descending": True, "page": 1, "language": "ru"}
        return len(facilities.listed(PM_OFFICE, DAY, filters=Filters("labour", text=text), **page))

    assert (found("насосная"), found("сушильная")) == (1, 0)


def test_the_second_time_says_when_the_first_was(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row())
    typed(path, "--source", "upload")

    again = typed(path, "--source", "upload")

    assert again.exit_code == 0
    assert "was already delivered on 20" in again.stdout
    assert "Risk degrees" not in again.stdout


def test_a_dry_run_says_so_and_leaves_nothing(database: str, tmp_path: Path) -> None:
    result = typed(csv_file(tmp_path, row()), "--source", "upload", "--dry-run")

    assert result.exit_code == 0
    assert "Dry run, nothing was changed" in result.stdout
    assert counted("facility") == 0


@pytest.mark.parametrize(("words", "said"), [(["--strict"], "Nothing was loaded"), ([], "No row could be taken")])
def test_nothing_loaded_is_exit_status_1(database: str, tmp_path: Path, words: list[str], said: str) -> None:
    result = typed(csv_file(tmp_path, row(source_key="")), "--source", "upload", *words)

    assert result.exit_code == 1
    assert said in result.stdout


@pytest.mark.parametrize(
    ("system", "asked", "said"),
    [
        ("kk_KZ.UTF-8", [], "файлы жоқ"),
        ("ru_RU.UTF-8", [], "Файла"),
        ("de_DE.UTF-8", [], "There is no file"),
        ("ru_RU.UTF-8", ["--language", "en"], "There is no file"),
    ],
)
def test_it_speaks_the_language_of_the_system_or_the_one_asked_for(
    database: str, tmp_path: Path, system: str, asked: list[str], said: str
) -> None:
    result = typed(tmp_path / "nowhere.csv", "--source", "upload", *asked, language=system)

    assert result.exit_code == 1
    assert said in result.stderr


def test_the_list_of_rejected_cells_goes_where_it_is_asked_and_in_the_language_asked(database: str, tmp_path: Path) -> None:
    listing = tmp_path / "list.csv"

    typed(csv_file(tmp_path, row(lon="x")), "--source", "upload", "--rejected", listing, "--language", "kk")

    assert listed(listing)[0][:3] == ["2", "lon", "x"]
    assert listed(listing)[0][3].startswith("Сан емес")


@pytest.mark.parametrize("words", [[], ["--source"], ["--source", "upload", "--as-of", "tomorrow"], ["--sauce", "upload"]])
def test_wrong_usage_is_exit_status_2(database: str, tmp_path: Path, words: list[str]) -> None:
    assert typed(csv_file(tmp_path, row()), *words).exit_code == 2


def test_a_database_that_goes_away_is_said_in_a_sentence(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.imports.command.import_facilities", gone)

    result = typed(csv_file(tmp_path, row()), "--source", "upload")

    assert result.exit_code == 1
    assert "could not be finished (server closed the connection unexpectedly); nothing was loaded" in result.stderr


def test_a_wrong_file_is_one_sentence_and_no_trace(database: str, tmp_path: Path) -> None:
    result = typed(text_file(tmp_path, "what is this\n"), "--source", "upload")

    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
