"""The table of a protocol: entered whole or not at all, bodies by name, parents before their parts."""

import csv
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from pandas import DataFrame

from data.imports.problems import Refused as FileRefused
from data.imports.protocol import COMMAND, import_protocol
from queries import instructions
from queries.viewer import Viewer
from tests.acts import deadline, today
from tests.viewers import MINISTER, PM_OFFICE


def line(**given: str) -> dict[str, str]:
    values = {
        "number": "P-1", "issued_on": today().isoformat(), "due_on": deadline().strftime("%d.%m.%Y"), "issuer": "Заседание Правительства",
        "source_document": "Протокол заседания", "text": "Оснастить шахты датчиками метана", "final_result": "Датчики на всех шахтах",
        "lead_body_code": "mlspp",
    }  # fmt: skip
    return values | given


def table(folder: Path, *lines: dict[str, str]) -> Path:
    columns = list(dict.fromkeys(column for each in lines for column in each))
    with (folder / "protocol.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(lines)
    return folder / "protocol.csv"


def registered(number: str) -> DataFrame:
    found = instructions.register(PM_OFFICE, today(), search=number)
    return found[found["number"] == number]


def outcomes(path: Path, viewer: Viewer = PM_OFFICE, **given: Any) -> list[tuple[int, str | None]]:
    return [(each.line_no, refusal) for each, refusal in import_protocol(viewer, today(), path, **given)]


def test_a_protocol_is_entered_whole_with_bodies_by_name_and_parents_after_their_parts(database: str, tmp_path: Path) -> None:
    part = line(number="P-2", parent_number="P-1", text="Провести учения спасателей", co_body_codes="МЧС; akimat_35")
    path = table(tmp_path, part, line(lead_body_code="Министерство труда и социальной защиты населения Республики Казахстан"))

    assert outcomes(path, is_dry_run=True) == [(2, None), (3, None)]
    assert registered("P-1").empty  # a dry run enters nothing
    assert outcomes(path) == [(2, None), (3, None)]
    entered = registered("P-2").iloc[0]
    assert (entered["co_body_codes"], entered["due_on"]) == (["akimat_35", "mes"], deadline())
    assert outcomes(path, is_no_duplicate=True) == [(2, "number_is_taken"), (3, "number_is_taken")]


def test_one_bad_line_keeps_the_whole_protocol_out(database: str, tmp_path: Path) -> None:
    path = table(
        tmp_path, line(), line(number="P-2", lead_body_code="mes; mlspp"), line(number="P-3", due_on="31.02.2027"),
        line(number="P-4", issued_on=""), line(number="P-5", lead_body_code="Министерство магии"),
        line(number="P-6", parent_number="P-7"), line(number="P-7", parent_number="P-6"),
        line(number="P-8", facility_ids="x"), line(number="P-9", due_on=today().isoformat()),
    )  # fmt: skip

    expected = [
        None,
        "one_lead",
        "no_day",
        "no_day",
        "no_such_body",
        "parents_in_a_circle",
        "parents_in_a_circle",
        "no_such_facility",
        "deadline_is_past",
    ]
    assert [refusal for _, refusal in outcomes(path, is_no_duplicate=True)] == expected
    assert registered("P-1").empty


def test_a_workbook_is_read_as_a_table(database: str, tmp_path: Path) -> None:
    path = tmp_path / "protocol.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(line()))
        sheet.write_row(
            1, 0, [today() if name == "issued_on" else deadline() if name == "due_on" else value for name, value in line().items()]
        )

    assert outcomes(path) == [(2, None)]
    assert registered("P-1").iloc[0]["due_on"] == deadline()


def test_who_may_not_enter_one_enters_no_protocol_and_the_command_may(database: str, tmp_path: Path) -> None:
    path = table(tmp_path, line())

    assert outcomes(path, MINISTER) == [(2, "not_allowed")]
    assert outcomes(path, COMMAND) == [(2, None)]
    assert not registered("P-1").iloc[0]["is_demonstration"]


def test_a_table_without_a_needed_column_is_refused_as_a_whole(database: str, tmp_path: Path) -> None:
    lacking = {name: value for name, value in line().items() if name != "final_result"}
    with pytest.raises(FileRefused, match="final_result"):
        outcomes(table(tmp_path, lacking))
