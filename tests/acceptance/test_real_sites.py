"""Real industrial sites of Kazakhstan, as a public list delivers them, come onto the map: offshore ones too."""

import csv
from datetime import date
from pathlib import Path

import pytest

from data.imports import ImportReport
from queries import facilities
from queries.facilities import Filters
from tests import rows
from tests.deliveries import counted, data_version, deliver, listed
from tests.viewers import PM_OFFICE

ROOT = Path(__file__).parents[2]
FOLDER = ROOT.parent / "shared" / "data" / "kz_industrial_sites"
MAPPING = ROOT / "docs" / "examples" / "industrial-sites.mapping.toml"
DAY = date(2026, 10, 31)
ALL = Filters(law="industrial_safety")

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(not FOLDER.exists(), reason="the folder ../shared/data with real sites is not beside this checkout"),
]


def delivered(path: Path, folder: Path) -> ImportReport:
    """The import as the command does it, the list of rejected cells elsewhere than beside the file."""
    return deliver(path, source_code="industrial_sites", mapping=MAPPING, as_of=DAY, rejected_path=folder / "rejected.csv")


def test_all_213_sites_come_onto_the_map(database: str, tmp_path: Path) -> None:
    report = delivered(FOLDER / "kz_sites_unique.csv", tmp_path)
    rows.score(DAY)

    assert (report.read_count, report.new_count, report.rejected_count) == (213, 213, 0)
    counts = facilities.counted(PM_OFFICE, DAY, filters=ALL).set_index(["filter", "code"])["facilities"]
    assert counts["place"].to_dict() == {"on_map": 213}


def test_the_offshore_sites_are_drawn_and_belong_to_the_nearest_region(database: str, tmp_path: Path) -> None:
    report = delivered(FOLDER / "kz_sites_unique.csv", tmp_path)
    rows.score(DAY)

    assert report.places == {"point": 200, "nearest": 13, "declared": 0}
    offshore = rows.run("SELECT DISTINCT region_code FROM facility WHERE region_taken_from = 'nearest' ORDER BY 1")
    assert offshore == [("23",), ("47",)]  # Atyrau and Mangystau, by the Caspian
    tile = facilities.facilities_in_tile(PM_OFFICE, DAY, z=12, x=2618, y=1449, filters=ALL, language="en")
    assert "Kashagan Oil and Gas Field" in tile.decode()


def test_names_of_regions_from_before_2022_give_way_to_the_point(database: str, tmp_path: Path) -> None:
    with (FOLDER / "kz_sites_unique.csv").open(encoding="utf-8-sig", newline="") as file:
        split_off = [site for site in csv.DictReader(file) if site["ADM1_PCODE"] == "KZ62" and site["province"] == "Karaganda"]
    assert split_off  # Ulytau was a part of Karaganda region until 2022

    report = delivered(FOLDER / "kz_sites_unique.csv", tmp_path)

    names = [site["name"] for site in split_off]
    assert rows.run("SELECT DISTINCT region_code FROM facility WHERE name_en = ANY (%s)", names) == [("62",)]
    assert report.other_region_count >= len(split_off)


def test_the_second_time_changes_nothing(database: str, tmp_path: Path) -> None:
    first = delivered(FOLDER / "kz_sites_unique.csv", tmp_path)
    before = data_version(), counted("batch"), counted("audit_event")

    second = delivered(FOLDER / "kz_sites_unique.csv", tmp_path)

    assert first.batch_id is not None
    assert (second.is_old_news, second.unchanged_count, second.batch_id) == (True, 213, None)
    assert (data_version(), counted("batch"), counted("audit_event")) == before


def test_broken_rows_are_listed_and_the_others_come_in(database: str, tmp_path: Path) -> None:
    lines = (FOLDER / "kz_sites_unique.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    header = lines[0].rstrip().split(",")
    site = next(csv.DictReader([lines[0], lines[1]]))
    no_number = {**site, "name": "Site A", "lat": "north"}
    swapped = {**site, "name": "Site B", "lat": site["lon"], "lon": site["lat"]}
    no_kind = {**site, "name": "Site C", "kind": "volcano"}
    path = tmp_path / "sites.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
        csv.DictWriter(file, header).writerows([no_number, swapped, no_kind])

    report = delivered(path, tmp_path)

    assert (report.new_count, report.rejected_count) == (213, 3)
    assert [line[:3] for line in listed(report.rejected_path)] == [
        ["215", "lat", "north"],
        ["216", "lon", site["lat"]],
        ["217", "kind", "volcano"],
    ]
    assert "changed places" in listed(report.rejected_path)[1][3]


def test_units_without_coordinates_need_a_region(database: str, tmp_path: Path) -> None:
    """The longer list of the same publisher: 428 units, 44 of them without a point."""
    mapping = tmp_path / "units.toml"
    mapping.write_text(
        MAPPING.read_text(encoding="utf-8").replace('source_key = ["source", "kind", "name", "lat", "lon"]', 'source_key = "row_id"'),
        encoding="utf-8",
    )

    report = deliver(
        FOLDER / "kz_industrial_sites.csv",
        source_code="industrial_sites",
        mapping=mapping,
        rejected_path=tmp_path / "rejected.csv",
    )

    assert report.read_count == 428
    assert report.new_count + report.rejected_count == 428
    assert set(report.reasons) <= {"missing_place", "unknown_region", "unknown_hazard_type"}
    assert report.places["declared"] + report.rejected_count >= 44
