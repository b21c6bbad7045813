"""Who delivers, who owns what is delivered, and who may change which region."""

from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg2
import pytest

from data.database import raw_connection
from data.imports import Refused, import_facilities
from data.imports.steps import run
from tests import rows
from tests.deliveries import counted, csv_file, deliver, facility_value, row, text_file

BIN = "940140000385"  # well-formed, control digit right


def employer(bin_number: str) -> None:
    """An employer at Karaganda."""
    rows.insert(
        "employer", bin=bin_number, name_kk="Тепло", name_ru="Тепло", name_en="Heat", activity_code="D", region_code="35",
        known_on=date(2020, 1, 1), **rows.origin(),
    )  # fmt: skip


def test_an_unknown_source_is_refused_with_those_that_are_known(database: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no source ekpb\. Known: .*upload"):
        deliver(csv_file(tmp_path, row()), source_code="ekpb")


def test_a_mapping_introduces_a_new_source(database: str, tmp_path: Path) -> None:
    mapping = text_file(tmp_path, '[source]\nname_kk = "А"\nname_ru = "Б"\nname_en = "C"\n', "map.toml")

    deliver(csv_file(tmp_path, row()), source_code="ekpb", mapping=mapping)

    assert rows.run("SELECT name_kk, name_ru, name_en, is_demonstration FROM source WHERE source_code = 'ekpb'") == [("А", "Б", "C", False)]


def test_a_dry_run_introduces_no_source(database: str, tmp_path: Path) -> None:
    mapping = text_file(tmp_path, '[source]\nname_kk = "А"\nname_ru = "Б"\nname_en = "C"\n', "map.toml")

    deliver(csv_file(tmp_path, row()), source_code="ekpb", mapping=mapping, is_dry_run=True)

    assert rows.run("SELECT 1 FROM source WHERE source_code = 'ekpb'") == []


def test_real_rows_never_pass_for_demonstration(database: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        deliver(csv_file(tmp_path, row()), source_code="demo")

    assert refused.value.code == "source_is_demonstration"


def test_two_sources_may_use_the_same_key(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(source_key="K-1"))
    deliver(path, source_code="upload")
    deliver(path, source_code="published")

    assert counted("facility") == 2


def test_a_facility_is_linked_to_the_employer_of_its_bin(database: str, tmp_path: Path) -> None:
    employer(BIN)

    report = deliver(csv_file(tmp_path, row(source_key="K-1", bin=BIN, owner_name="ТОО Тепло")))

    assert facility_value("(bin, owner_name)") == f'({BIN},"ТОО Тепло")'
    assert report.unknown_employer_count == 0


def test_a_bin_without_employer_is_kept_beside_the_owner_until_there_is_one(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(source_key="K-1", bin=BIN, owner_name="ТОО Тепло"), row(source_key="K-2", bin=BIN))

    report = deliver(path)

    assert report.unknown_employer_count == 2
    assert facility_value("(bin, owner_name)") == f'(,"ТОО Тепло, {BIN}")'
    assert facility_value("owner_name", "K-2") == BIN

    employer(BIN)
    again = deliver(path)

    assert again.changed_count == 2
    assert facility_value("(bin, owner_name)") == f'({BIN},"ТОО Тепло")'


def test_a_number_of_a_person_is_kept_nowhere(database: str, tmp_path: Path) -> None:
    report = deliver(csv_file(tmp_path, row(bin="850312300123"), row()))

    assert report.reasons == {"iin_instead_of_bin": 1}
    assert rows.run("SELECT value FROM rejected_row") == [("85**********",)]
    assert "850312300123" not in report.rejected_path.read_text(encoding="utf-8")  # type: ignore[union-attr]


def loaded_as(region_code: str, facility_id: int | None = None) -> None:
    """Runs the loading step for a facility at Karaganda, new or known, with the rights of a region."""
    with closing(raw_connection("MAP_WRITER_URL")) as connection, connection, connection.cursor() as cursor:
        run(cursor, "staged")
        cursor.execute(
            "CREATE TEMP TABLE ready ON COMMIT DROP AS SELECT facility_id, source_key, bin, owner_name, name_kk, name_ru, name_en, address,"
            " hazard_type_code, region_code, region_taken_from, district_code, geom, employee_count, is_declaration_required,"
            " declaration_no, danger_radius_m, commissioned_on, decommissioned_on FROM facility WHERE false"
        )
        cursor.execute(
            "INSERT INTO ready (facility_id, source_key, name_kk, name_ru, name_en, hazard_type_code, region_code, region_taken_from)"
            " VALUES (%s, 'K-1', 'А', 'А', 'A', 'boiler', '35', 'declared')",
            [facility_id],
        )
        cursor.execute("SELECT set_config('app.region', %s, true)", [region_code])
        run(cursor, "update_changed", batch_id=rows.batch(), as_of=date(2026, 1, 1))
        run(cursor, "insert_new", batch_id=rows.batch(), source_code="upload", as_of=date(2026, 1, 1))


@pytest.mark.parametrize("region_code", ["47", ""])
def test_row_level_security_stops_a_load_into_a_region_that_is_not_ones_own(database: str, region_code: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        loaded_as(region_code)

    assert counted("facility") == 0


def test_a_load_into_ones_own_region_passes(database: str) -> None:
    loaded_as("35")

    assert counted("facility") == 1


def test_another_region_cannot_be_overwritten(database: str) -> None:
    facility_id = rows.facility(source_key="K-1", name_ru="Прежнее", region_code="35")

    loaded_as("47", facility_id)
    assert facility_value("name_ru") == "Прежнее"

    loaded_as("35", facility_id)
    assert facility_value("name_ru") == "А"


def test_the_right_to_the_whole_country_ends_with_the_import(database: str, tmp_path: Path) -> None:
    with closing(raw_connection("MAP_WRITER_URL")) as connection:
        import_facilities(connection, csv_file(tmp_path, row()), source_code="upload", author="test", as_of=date(2026, 1, 1))
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM facility")
            assert cursor.fetchone() == (0,)
