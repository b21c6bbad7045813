"""The real districts of Kazakhstan come in from three formats, and the real industrial sites find their districts."""

import csv
import json
from pathlib import Path

import pytest

from data.imports.boundaries import BoundaryReport
from data.imports.boundaries.answer import lines_of
from tests import rows
from tests.boundaries import upload
from tests.deliveries import counted, data_version, deliver

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
DISTRICTS, SITES = DATA / "kz_districts", DATA / "kz_industrial_sites"
SHAPEFILE = "kaz_admbnda_adm2_2024_original_shapefile.zip"
FILES = {"admin_2024.gpkg": "adm2", "districts_adm2_2024.geojson": None, SHAPEFILE: None}
EXAMPLES = ROOT / "docs" / "examples"

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(not DISTRICTS.exists(), reason="the folder ../shared/data with real districts is not beside this checkout"),
]


def uploaded(name: str, folder: Path, **given: object) -> BoundaryReport:
    """The upload as the command does it, the list of rejected cells elsewhere than beside the file."""
    return upload(DISTRICTS / name, layer=FILES[name], rejected_path=folder / "rejected.csv", **given)


@pytest.mark.parametrize("name", FILES)
def test_all_224_districts_come_in_from_each_format(database: str, tmp_path: Path, name: str) -> None:
    report = uploaded(name, tmp_path)

    assert (report.read_count, report.new_count, report.rejected_count) == (224, 224, 0)
    assert sum(report.regions.values()) == 224
    assert len(report.regions) == 20
    assert rows.run("SELECT count(*) FROM district WHERE NOT ST_IsValid(geom) OR NOT ST_IsValid(outline)") == [(0,)]
    assert [repair.given for repair in report.repairs] == (["623800000"] if name == SHAPEFILE else [])
    assert 30 < report.overlap_count < 60  # edges that do not meet exactly
    assert report.overlap_km2 < 0.5


def test_the_repair_of_kz623800_is_reported(database: str, tmp_path: Path) -> None:
    """By the code of the humanitarian data sets, as the mapping file of the documentation says."""
    report = uploaded(SHAPEFILE, tmp_path, mapping=EXAMPLES / "districts.mapping.toml", source_code="ocha")

    [repair] = report.repairs
    assert (repair.given, repair.names["en"], repair.fault) == ("KZ623800", "Ulytau", "Self-intersection")
    assert abs(repair.change_km2) < 0.001
    said = {language: "\n".join(lines_of(report, language)) for language in ("kk", "ru", "en")}
    assert "Repaired KZ623800 Ulytau: the outline crosses itself (68.73579 48.67448)" in said["en"]
    assert "Исправлен KZ623800" in said["ru"]
    assert "Түзетілді KZ623800" in said["kk"]
    assert rows.run("SELECT DISTINCT source_code FROM district") == [("ocha",)]


def test_the_second_time_changes_nothing(database: str, tmp_path: Path) -> None:
    uploaded(SHAPEFILE, tmp_path)
    before = data_version(), counted("batch"), counted("audit_event")

    second = uploaded(SHAPEFILE, tmp_path)

    assert (second.is_old_news, second.unchanged_count) == (True, 224)
    assert (data_version(), counted("batch"), counted("audit_event")) == before


def sites(folder: Path) -> None:
    """The 213 real sites, as the command imports them."""
    path, mapping = SITES / "kz_sites_unique.csv", EXAMPLES / "industrial-sites.mapping.toml"
    deliver(path, source_code="industrial_sites", mapping=mapping, rejected_path=folder / "sites.csv")


def declared() -> dict[str, str]:
    """The district that the list itself names for each site on land, by the site's name."""
    with (SITES / "kz_sites_unique.csv").open(encoding="utf-8-sig", newline="") as file:
        return {site["name"]: site["ADM2_PCODE"] for site in csv.DictReader(file) if site["ADM2_PCODE"]}


@pytest.mark.parametrize("is_before", [True, False], ids=["sites first", "districts first"])
def test_the_213_real_sites_find_their_districts(database: str, tmp_path: Path, is_before: bool) -> None:
    steps = [lambda: sites(tmp_path), lambda: uploaded("districts_adm2_2024.geojson", tmp_path)]
    for step in steps if is_before else reversed(steps):
        step()

    report = uploaded("districts_adm2_2024.geojson", tmp_path)
    assert report.places == {"point": 201, "nearest": 12, "none": 0}  # twelve lie in the Caspian, one more outside its region's outline
    found = rows.run("SELECT name_en, 'KZ' || left(district_code, 6) FROM facility")
    named = declared()
    assert len(found) == 213
    assert [name for name, code in found if name in named and named[name] != code] == []


def test_the_lines_for_the_map_hold_every_district_and_share_their_borders(database: str, tmp_path: Path) -> None:
    uploaded(SHAPEFILE, tmp_path)

    outlines = [json.loads(text) for (text,) in rows.run("SELECT ST_AsGeoJSON(outline, 3) FROM district")]
    assert len(outlines) == 224
    assert sum(len(json.dumps(outline)) for outline in outlines) < 450_000
    overlaps = rows.run(
        "SELECT count(*) FROM district a JOIN district b ON a.district_code < b.district_code AND a.outline && b.outline"
        " WHERE ST_Area(ST_Intersection(a.outline, b.outline)) > 0"
    )
    assert overlaps == [(0,)]
