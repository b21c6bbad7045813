"""Files of instructions: the viewer's own rows, in his language, as a workbook and as a list to print."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests import rows
from tests.app.test_map_routes import Client, client, given
from tests.instruction_rows import DUE, ISSUED, instruction, report
from tests.viewers import KARAGANDA, MINISTER, PM_OFFICE

__all__ = ["client"]  # a fixture

XLSX, PDF = "/export/instructions.xlsx", "/export/instructions.pdf"


def rows_of(book: bytes) -> list[dict[str, object]]:
    headings, *lines = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, headings), line, strict=True)) for line in lines]


def test_a_workbook_holds_what_the_viewer_may_see_and_no_formula(client: Client, database: str) -> None:
    report(instruction(number="=1+1", text_en='=HYPERLINK("http://a")'), ISSUED)
    asked = {"as_of": "2026-10-20", "state": "overdue"}

    [row] = rows_of(client.get(XLSX, params=given(MINISTER, "export", **asked)).content)
    assert (row["Number"], row["Instruction"]) == ("=1+1", '=HYPERLINK("http://a")')  # texts, not formulas
    assert (row["Computed state"], row["Days to deadline"], row["Declared"]) == ("Overdue", -5, "In work")
    assert "invented" in str(row["Note"])
    assert rows_of(client.get(XLSX, params=given(KARAGANDA, "export", **asked)).content) == []
    [work] = [
        each
        for each in rows_of(client.get(XLSX, params=given(MINISTER, "export", view="work", **asked)).content)
        if each["Number"] == "=1+1"
    ]
    assert (work["What waits"], work["Your part"]) == ("Overdue", "your body leads")
    assert rows.run("SELECT DISTINCT object FROM audit_event WHERE action = 'export'") == [("instructions.xlsx",)]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_list_to_print_is_made_whatever_the_words_say(client: Client, database: str, language: str) -> None:
    for place in range(40):
        instruction(text_kk=f'#panic("{place}") *қ* $x$ \\ @a <b>', due_on=DUE)

    answer = client.get(PDF, params=given(PM_OFFICE, "export", lang=language, as_of="2026-10-20"))
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="instructions_2026-10-20.pdf"'
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(("asked", "code"), [({"state": "lost"}, 400), ({"body_code": "\x00"}, 400), ({"token": "x"}, 403)])
def test_a_malformed_question_is_refused(client: Client, asked: dict[str, str], code: int) -> None:
    assert client.get(XLSX, params=given(PM_OFFICE, "export") | asked).status_code == code
