"""A delivery of facilities: loaded whole or not at all, once, and changing only what is new."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Barrier

import psycopg2
import pytest

from data.database import raw_connection
from data.imports import Refused, import_facilities
from tests import rows
from tests.deliveries import (
    DAY,
    counted,
    csv_file,
    data_version,
    deliver,
    facility_value,
    listed,
    row,
    text_file,
)


def test_a_new_facility_is_known_from_the_day_of_the_delivery(database: str, tmp_path: Path) -> None:
    report = deliver(csv_file(tmp_path, row(source_key="K-1", name="Котельная № 1"), row()), as_of=date(2026, 9, 1))

    assert (report.read_count, report.new_count, report.changed_count, report.rejected_count) == (2, 2, 0, 0)
    assert facility_value("known_on") == date(2026, 9, 1)
    assert facility_value("(name_kk, name_ru, name_en)") == '("Котельная № 1","Котельная № 1","Котельная № 1")'
    assert facility_value("batch_id") == report.batch_id


def test_a_delivery_is_registered_sealed_in_the_trail_and_announced(database: str, tmp_path: Path) -> None:
    before = data_version()
    path = csv_file(tmp_path, row(), row(hazard_type_code="volcano"))

    report = deliver(path, author="aigul")

    assert rows.run("SELECT file_name, file_sha256, read_count, loaded_count, rejected_count, author FROM batch WHERE batch_id = %s",
                    report.batch_id) == [("delivery.csv", report.file_sha256, 2, 1, 1, "aigul")]  # fmt: skip
    assert rows.run("SELECT user_code, action, object FROM audit_event WHERE object = %s", f"batch/{report.batch_id}") == [
        ("aigul", "facilities_imported", f"batch/{report.batch_id}")
    ]
    assert data_version() == before + 1


def test_the_same_file_again_changes_nothing(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(), row(), row(source_key=""))
    deliver(path)
    before = data_version(), counted("batch"), counted("audit_event"), counted("rejected_row")

    report = deliver(path)

    assert report.is_old_news
    assert (report.unchanged_count, report.loaded_count, report.batch_id) == (2, 0, None)
    assert (data_version(), counted("batch"), counted("audit_event"), counted("rejected_row")) == before


def test_only_what_changed_is_overwritten(database: str, tmp_path: Path) -> None:
    first = deliver(csv_file(tmp_path, row(source_key="K-1"), row(source_key="K-2", name="Лифт")))
    second = deliver(csv_file(tmp_path, row(source_key="K-1", name="Новое имя"), row(source_key="K-2", name="Лифт")))

    assert (second.new_count, second.changed_count, second.unchanged_count) == (0, 1, 1)
    assert (facility_value("name_ru"), facility_value("batch_id")) == ("Новое имя", second.batch_id)
    assert facility_value("batch_id", "K-2") == first.batch_id
    assert facility_value("known_on") == DAY


def test_a_facility_left_out_stays(database: str, tmp_path: Path) -> None:
    deliver(csv_file(tmp_path, row(source_key="K-1"), row(source_key="K-2")))
    deliver(csv_file(tmp_path, row(source_key="K-2", name="Другое")))

    assert facility_value("decommissioned_on") is None
    assert facility_value("name_ru") == "Котельная"


def test_a_shorter_file_wipes_out_nothing(database: str, tmp_path: Path) -> None:
    whole = row(source_key="K-1", address="Абая, 1", employee_count="12", owner_name="ТОО Тепло", commissioned_on="2001-02-03")
    deliver(csv_file(tmp_path, whole))
    deliver(text_file(tmp_path, "source_key,name,hazard_type_code,region_code\nK-1,Другое,boiler,35\n"))

    assert facility_value("(name_ru, address, employee_count, owner_name, commissioned_on)") == (
        '(Другое,"Абая, 1",12,"ТОО Тепло",2001-02-03)'
    )
    assert facility_value("ST_AsText(geom)") == "POINT(73.1 49.8)"
    assert facility_value("region_taken_from") == "point"


def test_an_empty_cell_of_a_delivered_column_does_wipe_out(database: str, tmp_path: Path) -> None:
    deliver(csv_file(tmp_path, row(source_key="K-1", address="Абая, 1")))
    deliver(csv_file(tmp_path, row(source_key="K-1", address="")))

    assert facility_value("address") is None


def test_a_dry_run_reports_the_same_and_leaves_nothing(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(), row(lon="0", lat="0"))
    before = data_version(), counted("batch"), counted("audit_event")

    dry = deliver(path, is_dry_run=True)

    assert (data_version(), counted("batch"), counted("audit_event"), counted("facility")) == (*before, 0)
    assert len(listed(dry.rejected_path)) == 1
    real = deliver(path)
    assert (dry.new_count, dry.rejected_count, dry.places) == (real.new_count, real.rejected_count, real.places)
    assert real.batch_id is not None


def test_strict_loads_nothing_when_a_row_is_rejected(database: str, tmp_path: Path) -> None:
    report = deliver(csv_file(tmp_path, row(), row(source_key="")), is_strict=True)

    assert report.is_refused
    assert counted("facility") == 0
    assert len(listed(report.rejected_path)) == 1


def test_rejected_cells_are_listed_with_line_column_value_and_reason(database: str, tmp_path: Path) -> None:
    report = deliver(csv_file(tmp_path, row(), row(employee_count="=1+1", commissioned_on="31.02.2024")), language="ru")

    assert report.rejected_path == tmp_path / "delivery.rejected.csv"
    assert listed(report.rejected_path) == [
        ["3", "commissioned_on", "31.02.2024", "Не дата: пишите 2024-02-29 или 29.02.2024"],
        ["3", "employee_count", "'=1+1", "Не целое число"],
    ]
    assert rows.run("SELECT line_no, column_name, value, reason FROM rejected_row ORDER BY column_name") == [
        (3, "commissioned_on", "31.02.2024", "not_a_day"),
        (3, "employee_count", "=1+1", "not_a_whole_number"),
    ]


def test_a_list_of_rejected_cells_does_not_outlive_its_reason(database: str, tmp_path: Path) -> None:
    deliver(csv_file(tmp_path, row(source_key="")))
    report = deliver(csv_file(tmp_path, row()))

    assert report.rejected_path is None
    assert listed(tmp_path / "delivery.rejected.csv") == []


def test_a_database_that_goes_away_in_the_middle_leaves_nothing(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(), row())

    def end_the_session(step: str, rows_so_far: int) -> None:
        if step == "loading":
            with closing(raw_connection("MAP_WRITER_URL")) as other, other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])

    with closing(raw_connection("MAP_WRITER_URL")) as connection, pytest.raises(psycopg2.OperationalError):
        import_facilities(connection, path, source_code="upload", author="test", as_of=DAY, progress=end_the_session)

    assert (counted("facility"), counted("rejected_row")) == (0, 0)
    assert deliver(path).new_count == 2


def test_two_people_who_deliver_the_same_file_at_once_deliver_it_once(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(), row())
    both_ready = Barrier(2, timeout=60)

    def deliver_with_the_other() -> int:
        both_ready.wait()
        return deliver(path).new_count

    with ThreadPoolExecutor(2) as people:
        answers = [people.submit(deliver_with_the_other) for _ in range(2)]

    assert sorted(answer.result() for answer in answers) == [0, 2]
    assert counted("batch WHERE source_code = 'upload'") == 1


def test_a_list_that_cannot_be_written_stops_the_import(database: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        deliver(csv_file(tmp_path, row(), row(source_key="")), rejected_path=tmp_path / "nowhere" / "list.csv")

    assert refused.value.code == "rejected_unwritable"
    assert counted("facility") == 0


def test_the_list_never_overwrites_the_delivery(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(source_key=""))

    with pytest.raises(Refused, match="would overwrite"):
        deliver(path, rejected_path=tmp_path / "x" / ".." / path.name)
