"""Files of every kind are read as their author meant them."""

import datetime as dt
from pathlib import Path

import geopandas
import pytest
import xlsxwriter
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from data.imports import fetch
from data.imports.mapping import Mapping
from data.imports.reshape import reshaped
from tests.deliveries import text_file

HEADER = "source_key;name;hazard_type_code;lon;lat;address\n"
ROW = 'K-1;Котельная «Жылу»;boiler;73.1;49.8;"Абая, 1"\n'
CELLS = {"source_key": "K-1", "name": "Котельная «Жылу»", "hazard_type_code": "boiler", "lon": "73.1", "lat": "49.8"}
AS_READ = CELLS | {"address": "Абая, 1"}


def rows_of(path: Path, **mapping: dict[str, str]) -> list[dict[str, str]]:
    """Rows of a file as our columns, the line added."""
    rules = Mapping(**mapping)  # type: ignore[arg-type]
    with fetch.opened(path, rules) as table:
        plan = reshaped(table, rules)
        return [{**dict(zip(plan.columns, cells, strict=True)), "line": str(line)} for line, _, cells in plan.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251"])
def test_csv_in_the_encodings_that_occur(tmp_path: Path, encoding: str) -> None:
    path = text_file(tmp_path, (HEADER + ROW * 50).encode(encoding))

    assert rows_of(path)[49] == AS_READ | {"line": "51"}


def test_csv_in_the_old_kazakh_encoding_when_the_mapping_says_so(tmp_path: Path) -> None:
    path = text_file(tmp_path, (HEADER + ROW.replace("Жылу", "Қайнар")).encode("kz1048"))

    assert rows_of(path, file={"encoding": "kz1048"})[0]["name"] == "Котельная «Қайнар»"


def test_one_broken_byte_does_not_turn_utf_8_into_nonsense(tmp_path: Path) -> None:
    path = text_file(tmp_path, (HEADER + ROW * 3).encode() + ROW.encode().replace(b"K-1", b"K-\xff"))

    assert [row["name"] for row in rows_of(path)] == [CELLS["name"]] * 4
    assert rows_of(path)[3]["source_key"] == "K-\ufffd"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_the_separators_that_occur(tmp_path: Path, delimiter: str) -> None:
    path = text_file(tmp_path, (HEADER + ROW).replace(";", delimiter))

    assert rows_of(path) == [AS_READ | {"line": "2"}]


def test_lines_are_counted_as_a_person_counts_them(tmp_path: Path) -> None:
    path = text_file(tmp_path, "\n" + HEADER + ROW + "\n" + ROW.replace("Абая, 1", "Абая,\n1") + ROW)

    assert [row["line"] for row in rows_of(path)] == ["3", "5", "7"]
    assert rows_of(path)[1]["address"] == "Абая, 1"  # a line break in a cell is a blank


def test_blanks_and_invisible_signs_around_words_mean_nothing(tmp_path: Path) -> None:
    path = text_file(tmp_path, HEADER + " K-1\u00a0;\u200bКотельная   «Жы\u00adлу»;boiler;73.1;49.8;\ufeffАбая, 1\n")

    assert rows_of(path) == [AS_READ | {"line": "2"}]


def test_xlsx_as_a_person_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "delivery.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        columns = ["source_key", "name", "hazard_type_code", "lon", "lat", "employee_count", "is_declaration_required", "bin"]
        sheet.write_row("A2", [*columns, "commissioned_on"])  # row 1 is blank
        sheet.write_row("A4", [7, "Котельная", "boiler", 73.1, 49, 12.0, True, "040140000385"])
        sheet.write_datetime("I4", dt.datetime(2001, 2, 3), day)  # noqa: DTZ001  a sheet knows no zone

    assert rows_of(path) == [
        {
            "source_key": "7", "name": "Котельная", "hazard_type_code": "boiler", "lon": "73.1", "lat": "49",
            "employee_count": "12", "is_declaration_required": "true", "bin": "040140000385",
            "commissioned_on": "2001-02-03", "line": "4",
        }
    ]  # fmt: skip


def test_a_sheet_is_chosen_by_the_mapping(tmp_path: Path) -> None:
    path = tmp_path / "delivery.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Notes").write("A1", "made by hand")
        workbook.add_worksheet("Объекты").write_row("A1", ["source_key", "name", "hazard_type_code", "region_code"])
        workbook.get_worksheet_by_name("Объекты").write_row("A2", ["K-1", "A", "boiler", "35"])

    assert rows_of(path, file={"table": "Объекты"})[0]["source_key"] == "K-1"


def layer(*shapes: object, crs: int = 4326) -> geopandas.GeoDataFrame:
    """A layer of boilers with these shapes."""
    keys = [f"K-{number}" for number in range(1, len(shapes) + 1)]
    frame = {"source_key": keys, "name": keys, "hazard_type_code": "boiler", "employee_count": 3}
    return geopandas.GeoDataFrame(frame, geometry=list(shapes), crs=4326).to_crs(crs)


@pytest.mark.parametrize("crs", [4326, 3857, 32642])  # degrees, the web's metres, UTM 42N
@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
def test_points_of_any_coordinate_system_come_in_degrees(tmp_path: Path, crs: int, ending: str) -> None:
    path = tmp_path / f"delivery.{ending}"
    layer(Point(73.1, 49.8), Point(71.4, 51.1), crs=crs).to_file(path)

    read = rows_of(path)

    assert [row["line"] for row in read] == ["1", "2"]
    assert [float(row["lon"]) for row in read] == pytest.approx([73.1, 71.4], abs=1e-6)
    assert [float(row["lat"]) for row in read] == pytest.approx([49.8, 51.1], abs=1e-6)
    assert read[0]["employee_count"] == "3"


def test_an_outline_gives_a_point_on_it_and_nothing_gives_none(tmp_path: Path) -> None:
    path = tmp_path / "delivery.gpkg"
    bent = Polygon([(70, 50), (73, 50), (73, 51), (72.9, 51), (72.9, 50.1), (70, 50.1)])
    layer(bent, LineString([(70, 50), (71, 50)]), MultiPoint([(70, 50)]), None, Point()).to_file(path)

    read = rows_of(path)

    assert bent.contains(Point(float(read[0]["lon"]), float(read[0]["lat"])))
    assert [read[2]["lon"], read[3]["lon"], read[4]["lon"]] == ["70", "", ""]


def test_the_geometry_counts_more_than_fields_called_lon_and_lat(tmp_path: Path) -> None:
    path = tmp_path / "delivery.geojson"
    layer(Point(73.1, 49.8)).assign(lon=1.0, lat=2.0).to_file(path)

    assert (rows_of(path)[0]["lon"], rows_of(path)[0]["lat"]) == ("73.1", "49.8")
