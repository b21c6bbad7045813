"""Files of the facilities on the map: the same rows in every kind of file, only the viewer's own, written to the trail."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from tests import rows
from tests.app.test_map_routes import CSV, Client, _one_facility, client, given
from tests.viewers import KARAGANDA, MANGYSTAU

__all__ = ["_one_facility", "client"]  # fixtures


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.usefixtures("_one_facility")
def test_a_file_holds_the_viewers_rows_with_day_and_words_and_no_formula(client: Client) -> None:
    answer = client.get(CSV, params=given(KARAGANDA, "export"))
    [row] = read_csv(answer.text)

    assert answer.headers["content-disposition"] == 'attachment; filename="facilities_2026-10-31.csv"'
    assert answer.text.startswith("\ufeff")
    assert row["Facility"] == '\'=HYPERLINK("http://a")'
    assert (row["Owner"], row["Address"]) == ("'+1", "'@x")
    assert (row["As of"], row["Note"], row["Region"]) == ("2026-10-31", "", "Karaganda Region")
    assert read_csv(client.get(CSV, params=given(MANGYSTAU, "export")).text) == []


def test_a_file_marks_invented_rows_in_the_language_asked_for(client: Client, demo_database: str) -> None:
    notes = {row["Ескертпе"] for row in read_csv(client.get(CSV, params=given(KARAGANDA, "export", lang="kk")).text)}

    assert len(notes) == 1
    assert "ойдан шығарылған" in notes.pop()


@pytest.mark.usefixtures("_one_facility")
def test_a_workbook_and_geojson_hold_the_same_rows(client: Client) -> None:
    book = client.get("/export/facilities.xlsx", params=given(KARAGANDA, "export"))
    [sheet] = [CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()]
    row = dict(zip(*sheet, strict=True))
    [feature] = client.get("/export/facilities.geojson", params=given(KARAGANDA, "export")).json()["features"]

    assert row["Facility"] == feature["properties"]["name"] == '=HYPERLINK("http://a")'  # a text, not a formula
    assert (row["Longitude, degrees"], row["Latitude, degrees"]) == tuple(feature["geometry"]["coordinates"]) == rows.KARAGANDA_CITY
    for kind in ("xlsx", "geojson"):
        neighbour = client.get(f"/export/facilities.{kind}", params=given(MANGYSTAU, "export"))
        assert "HYPERLINK" not in neighbour.text
        assert neighbour.status_code == 200
    assert client.get("/export/facilities.exe", params=given(KARAGANDA, "export")).status_code == 404


@pytest.mark.usefixtures("_one_facility")
def test_taking_a_file_away_is_written_to_the_trail(client: Client) -> None:
    client.get(CSV, params=given(KARAGANDA, "export", search="boiler\x00"))

    [(user, what, filters)] = rows.run("SELECT user_code, object, after FROM audit_event WHERE action = 'export'")
    assert (user, what) == ("akimat_karaganda", "facilities.csv")
    assert (filters["search"], filters["law"], filters["as_of"]) == ("boiler", "labour", "2026-10-31")
