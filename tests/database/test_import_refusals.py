"""A wrong file gets one sentence that says what to do, in three languages, and changes nothing."""

import os
import shutil
import zipfile
from pathlib import Path

import geopandas
import pytest
import xlsxwriter
from shapely.geometry import Point

from data.imports import Refused, fetch, read_xlsx
from data.imports.mapping import Mapping
from data.imports.problems import Refused as Problem
from data.imports.reshape import reshaped
from data.imports.sentences import LANGUAGES
from tests.deliveries import counted, deliver, text_file

GOOD = "source_key,name,hazard_type_code,lon,lat\nK-1,A,boiler,73.1,49.8\n"
SHEET = "xl/worksheets/sheet1.xml"


def refusal_of(path: Path, rules: Mapping | None = None) -> Problem:
    """Why a file is refused, read to its end."""
    with pytest.raises(Refused) as refused, fetch.opened(path, rules or Mapping()) as table:
        list(reshaped(table, rules or Mapping()).rows)
    for language in LANGUAGES:
        assert refused.value.in_language(language)
    return refused.value


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "", "content_empty"),
        ("a.csv", "\n\n  \n", "content_empty"),
        ("a.csv", os.urandom(5000), "content_binary"),
        ("a.csv", GOOD.encode("utf-16"), "content_utf16"),
        ("a.csv", '{"type": "FeatureCollection", "features": []}', "content_geojson"),
        ("a.csv", b"SQLite format 3\x00" + bytes(52) + b"GPKG", "content_gpkg"),
        ("a.csv", b"PK\x03\x04 and then nothing", "content_zip"),
        ("a.xlsx", GOOD, "content_csv"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "content_binary"),  # the old format, or encrypted
        ("a.geojson", GOOD, "content_csv"),
        ("a.geojson", '{"type": "FeatureCollection", "features": [', "file_damaged"),
        ("a.geojson", '{"a": 1}', "file_damaged"),
        ("a.geojson", "<OGRVRTDataSource></OGRVRTDataSource>", "content_csv"),  # would open other files and addresses
        ("a.gpkg", b"SQLite format 3\x00" + bytes(2000), "content_binary"),
        ("a.pdf", "%PDF-1.7", "kind_unknown"),
        ("a", GOOD, "kind_unknown"),
        ("a.csv", "K-1,A,boiler,73.1,49.8\n", "columns_none_known"),  # no header
        ("a.csv", "Dear colleagues,\nplease find attached\n", "columns_none_known"),
        ("a.csv", GOOD.replace("lat\n", "lon\n"), "columns_repeated"),
        ("a.csv", GOOD.replace("name", "title"), "columns_unknown"),
        ("a.csv", GOOD.replace("name,", "name,colour,").replace("A,", "A,red,"), "columns_unknown"),
        ("a.csv", "name,lon,lat\nA,73.1,49.8\n", "columns_lacking"),
        ("a.csv", "source_key,name,hazard_type_code,lon\nK-1,A,boiler,73.1\n", "columns_lacking"),
        ("a.csv", GOOD + 'K-2,"' + "no end " * 4_000_000, "cell_without_end"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused(tmp_path: Path, name: str, content: str | bytes, code: str) -> None:
    assert refusal_of(text_file(tmp_path, content, name)).code == code


def test_a_file_that_is_not_there_or_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")

    assert refusal_of(tmp_path / "nowhere.csv").code == "file_missing"
    assert refusal_of(tmp_path).code == "file_is_folder"
    assert refusal_of(tmp_path / "pipe.csv").code == "file_is_special"


def test_a_header_without_rows_is_refused(database: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        deliver(text_file(tmp_path, GOOD.splitlines()[0]))

    assert refused.value.code == "no_rows"
    assert counted("batch WHERE source_code = 'upload'") == 0


def workbook(path: Path, *sheets: str) -> Path:
    """A workbook of these sheets, each with a good row."""
    header, good_row = GOOD.splitlines()
    with xlsxwriter.Workbook(path) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, header.split(","))
            sheet.write_row(1, 0, good_row.split(","))
    return path


def with_sheet(path: Path, xml: bytes) -> Path:
    """A copy of a workbook with another first sheet in it."""
    forged = path.with_name("forged.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == SHEET else old.read(name))
    return forged


def test_a_workbook_under_a_wrong_name_or_with_several_sheets(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "One", "Two")

    assert refusal_of(path).code == "table_not_chosen"
    assert refusal_of(path, Mapping(file={"table": "Three"})).code == "table_unknown"
    assert refusal_of(Path(shutil.copy(path, tmp_path / "a.csv"))).code == "content_xlsx"


def test_a_workbook_without_anything_in_it(tmp_path: Path) -> None:
    xlsxwriter.Workbook(tmp_path / "a.xlsx").close()

    assert refusal_of(tmp_path / "a.xlsx").code == "content_empty"


def test_a_workbook_that_is_cut_off(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "One")
    path.write_bytes(path.read_bytes()[:-200])

    assert refusal_of(path).code in ("content_zip", "file_damaged")


def test_a_workbook_that_unpacks_to_far_more_than_it_holds_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_sheet(workbook(tmp_path / "a.xlsx", "One"), bytes(5_000_000))
    monkeypatch.setattr(read_xlsx, "MOST_BYTES", 5_000_000)  # the limit itself, a gigabyte, takes long to pack

    assert bomb.stat().st_size < 50_000
    assert refusal_of(bomb).code == "workbook_too_large"


def test_a_workbook_with_a_cell_in_the_farthest_corner_is_not_filled_up_to_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "One")
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read(SHEET)
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    assert refusal_of(with_sheet(path, sheet.replace(b"</sheetData>", corner))).code == "workbook_too_large"


def test_a_layer_without_coordinate_system_is_refused(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame({"source_key": ["K-1"]}, geometry=[Point(500_000, 5_000_000)])
    with pytest.warns(UserWarning, match="crs"):
        frame.to_file(tmp_path / "a.gpkg")

    assert refusal_of(tmp_path / "a.gpkg").code == "coordinates_unknown"
