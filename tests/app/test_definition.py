"""A downloaded figure says in its file what it is, what is divided by what, how sure it is, and which register it is from."""

import io
from datetime import date

import pandas
import pytest
from pandas import DataFrame

from pages.parts import definition, tables, workbook
from pages.parts.words import speaking
from queries import indicators
from tests.viewers import PM_OFFICE

ROWS = DataFrame({"region": ["a", "b"], "value": [0.1234567890123, None]})
LABELS = {"region": "Region", "value": "Value"}


@pytest.fixture(autouse=True)
def _asked_by_the_office(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(definition, "ask", lambda question: question(PM_OFFICE, date(2026, 10, 31)))


def test_every_indicator_says_what_it_is_in_every_language() -> None:
    for code in indicators.CODES:
        told = []
        for language in ("kk", "ru", "en"):
            with speaking(language):
                told.append(definition.of_indicator(code))
        assert all(len(each) == 4 and all(each.values()) for each in told), code
        assert all(len({tuple(each.items())[line] for each in told}) == 3 for line in range(4)), code


@pytest.mark.parametrize(
    ("code", "formula", "interval"),
    [
        ("killed_count", "killed", "95%, exact Poisson"),
        ("fatal_rate_per_1000_employees", "killed / hired employees, mean of the months × 1,000", "95%, exact Poisson"),
        ("injured_per_death", "injured, the killed included / killed", "none is claimed"),
    ],
)
def test_a_definition_reads_as_it_is_computed(code: str, formula: str, interval: str) -> None:
    with speaking("en"):
        told = definition.of_indicator(code)

    assert (told["Definition"], told["Interval"]) == (formula, interval)
    assert "accident register" in told["Source"]


def test_the_file_carries_the_definition_and_the_number_in_full() -> None:
    with speaking("en"):
        told = definition.of_indicator("killed_count") | tables.stands_on("A note.")
    file = pandas.read_csv(io.BytesIO(tables.as_csv(ROWS, LABELS, told)))

    assert file.columns.to_list() == ["Region", "Value", "Indicator", "Definition", "Interval", "Source", "As of", "Note"]
    assert file["Definition"].to_list() == ["killed", "killed"]
    assert file["Value"][0] == ROWS["value"][0]
    assert pandas.isna(file["Value"][1])  # no data is never zero


@pytest.mark.parametrize("note", ["A note.", "A note. Invented."])  # a note of the screen may carry the mark already
def test_the_file_says_what_the_screen_said_though_it_is_written_without_a_session(note: str, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = {}
    monkeypatch.setattr(tables.st, "download_button", lambda label, data, **given: offered.update(data=data))
    monkeypatch.setattr(tables.session, "as_of", lambda: date(2026, 10, 31))
    monkeypatch.setattr(tables, "demonstration_mark", lambda: "Invented.")
    with speaking("en"):
        tables.download(ROWS, LABELS, name="rows", note=note)
    monkeypatch.undo()

    file = pandas.read_csv(io.BytesIO(offered["data"]()))
    assert file[["As of", "Note"]].iloc[0].to_list() == ["2026-10-31", "A note. Invented."]


def test_the_workbook_carries_it_on_its_second_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = {}
    monkeypatch.setattr(workbook.st, "download_button", lambda label, data, **given: offered.update(data=data))

    with speaking("en"):
        workbook.download(ROWS, LABELS, name="rows", about=definition.of_indicator("killed_count"))
        sheets = pandas.read_excel(io.BytesIO(offered["data"]()), sheet_name=None, header=None, engine="calamine")

    assert sheets["Note"].set_index(0)[1]["Definition"] == "killed"
