"""python -m data import boundaries, as a person at the terminal meets it."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from data.__main__ import app
from tests import rows
from tests.boundaries import ASTANA, districts, feature, layer, region
from tests.commands.conftest import gone
from tests.deliveries import counted, listed, text_file

DISTRICT = ["--level", "district"]


def typed(*words: str | Path, language: str = "C.UTF-8") -> Result:
    """What the command answers."""
    return CliRunner().invoke(app, ["import", "boundaries", *map(str, words)], env={"LC_ALL": language, "COLUMNS": "200"})


def test_a_layer_is_loaded_summed_up_and_the_latest_day_scored_again(database: str, tmp_path: Path) -> None:
    inside = districts()[0]["geometry"].representative_point()
    facility_id = rows.facility(ASTANA, (inside.x, inside.y), region_taken_from="point")
    rows.score()  # as of 31 October 2026

    result = typed(layer(tmp_path, districts()), *DISTRICT, "--author", "aigul")

    assert result.exit_code == 0
    assert "Features read: 2; that cannot be taken: 0" in result.stdout
    assert "Columns: district_code = kato, name_kk = name_kk" in result.stdout
    assert "Regions: 1. Districts: new 2, changed 0, unchanged 0, removed 0" in result.stdout
    assert "Facilities whose district changed: 1. District found by the point: 1; nearest of the region within 250 km: 0" in result.stdout
    assert "Risk degrees computed as of 2026-10-31" in result.stdout
    now = "SELECT district_code FROM risk_score WHERE facility_id = %s AND valid_to = 'infinity'"
    assert rows.run(now, facility_id) == [("711000000",)]
    assert rows.run("SELECT author FROM batch WHERE file_name = 'districts.geojson'") == [("aigul",)]


def test_before_the_first_scoring_nothing_is_scored(database: str, tmp_path: Path) -> None:
    rows.facility(ASTANA, (71.4, 51.1), region_taken_from="point")

    result = typed(layer(tmp_path, districts()), *DISTRICT)

    assert (result.exit_code, counted("risk_run")) == (0, 0)
    assert "Risk degrees" not in result.stdout


def test_the_second_time_says_when_the_first_was(database: str, tmp_path: Path) -> None:
    path = layer(tmp_path, districts())
    typed(path, *DISTRICT)

    again = typed(path, *DISTRICT)

    assert again.exit_code == 0
    assert "was already delivered on 20" in again.stdout


def test_a_dry_run_says_so_and_leaves_nothing(database: str, tmp_path: Path) -> None:
    result = typed(layer(tmp_path, districts()), *DISTRICT, "--dry-run")

    assert result.exit_code == 0
    assert "Dry run, nothing was changed" in result.stdout
    assert counted("district") == 0


@pytest.mark.parametrize(
    ("language", "said"), [("kk_KZ.UTF-8", "ӘАОЖ коды емес"), ("ru_RU.UTF-8", "Не код КАТО"), ("C.UTF-8", "Not a KATO code")]
)
def test_a_layer_that_cannot_be_taken_is_exit_status_1_and_listed(database: str, tmp_path: Path, language: str, said: str) -> None:
    listing = tmp_path / "list.csv"

    result = typed(layer(tmp_path, [feature("7", region(ASTANA))]), *DISTRICT, "--rejected", listing, language=language)

    assert result.exit_code == 1
    assert said in result.stdout
    assert listed(listing)[0][:3] == ["1", "kato", "7"]
    assert str(listing) in result.stdout


def test_the_tolerance_can_be_raised(database: str, tmp_path: Path) -> None:
    west, east = districts()
    wide = {**west, "geometry": west["geometry"].union(east["geometry"].intersection(west["geometry"].buffer(0.05)))}
    path = layer(tmp_path, [wide, east])

    assert typed(path, *DISTRICT).exit_code == 1
    assert typed(path, *DISTRICT, "--most-overlap", "0.9").exit_code == 0


def test_a_wrong_file_is_one_sentence_and_no_trace(database: str, tmp_path: Path) -> None:
    result = typed(text_file(tmp_path, "what is this\n", "a.geojson"), *DISTRICT)

    assert result.exit_code == 1
    assert "is not a layer of districts" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [[], ["--level", "village"], [*DISTRICT, "--most-overlap", "2"], [*DISTRICT, "--most-overlap", "x"]])
def test_wrong_usage_is_exit_status_2(database: str, tmp_path: Path, words: list[str]) -> None:
    assert typed(layer(tmp_path, districts()), *words).exit_code == 2


def test_a_database_that_goes_away_is_said_in_a_sentence(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.imports.boundaries.command.import_boundaries", gone)

    result = typed(layer(tmp_path, districts()), *DISTRICT)

    assert result.exit_code == 1
    assert "could not be finished (server closed the connection unexpectedly); nothing was loaded" in result.stderr
