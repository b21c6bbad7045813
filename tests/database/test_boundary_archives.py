"""Archives that mean harm, or unpack to far too much, are refused or harmless; so are files that are far too large."""

import stat
import zipfile
from pathlib import Path

import pytest

from data.imports import Refused
from data.imports.boundaries import fetch
from data.imports.mapping import Mapping
from tests.boundaries import parts_of, upload, zipped
from tests.deliveries import text_file


def refusal_of(path: Path) -> str:
    """The code of the sentence with which a file is refused before anything of it reaches the database."""
    with pytest.raises(Refused) as refused, fetch.opened(path, Mapping()):
        pass
    return refused.value.code


@pytest.mark.parametrize("inside", ["../../../", "/etc/", "C:\\windows\\", "a/b/c/", "..\\..\\"])
def test_names_that_lead_out_of_the_archive_lead_nowhere(database: str, tmp_path: Path, inside: str) -> None:
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    path = zipped(folder / "hostile.zip", parts_of(folder), inside)
    before = sorted(tmp_path.rglob("*"))

    assert upload(path).new_count == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_in_an_archive_is_not_followed(database: str, tmp_path: Path) -> None:
    path = zipped(tmp_path / "link.zip", [part for part in parts_of(tmp_path) if part.suffix != ".shp"])
    link = zipfile.ZipInfo("layer.shp")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, str(tmp_path / "parts" / "layer.shp"))

    assert refusal_of(path) == "file_damaged"


def test_another_format_under_the_name_of_a_shapefile_is_not_opened(tmp_path: Path) -> None:
    disguised = text_file(tmp_path, '<OGRVRTDataSource><OGRVRTLayer name="a"></OGRVRTLayer></OGRVRTDataSource>', "layer.shp")

    assert refusal_of(zipped(tmp_path / "a.zip", [disguised])) == "file_damaged"


def test_an_archive_that_unpacks_to_far_more_than_it_holds_is_not_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("layer.shp", "w") as entry:
        for _ in range(101):
            entry.write(bytes(1_000_000))

    assert bomb.stat().st_size < 200_000
    assert refusal_of(bomb) == "boundaries_too_large"


@pytest.mark.parametrize("name", ["large.geojson", "large.gpkg", "large.zip"])
def test_a_file_of_200_megabytes_is_refused_by_its_size(tmp_path: Path, name: str) -> None:
    heads = {".geojson": b'{"type": "FeatureCollection", ', ".gpkg": b"SQLite format 3\x00" + bytes(52) + b"GPKG", ".zip": b"PK\x03\x04"}
    path = text_file(tmp_path, heads[Path(name).suffix], name)
    with path.open("ab") as file:
        file.truncate(200_000_000)

    assert refusal_of(path) == "boundaries_too_large"


def test_several_shapefiles_or_none_in_an_archive(tmp_path: Path) -> None:
    parts = parts_of(tmp_path)
    with zipfile.ZipFile(zipped(tmp_path / "two.zip", parts), "a") as archive:
        archive.write(parts[0], "other.shp")
        archive.write(parts[0], "__MACOSX/._layer.shp")  # what some computers add beside each file

    assert refusal_of(tmp_path / "two.zip") == "archive_layers"
    assert refusal_of(zipped(tmp_path / "none.zip", [text_file(tmp_path, "a", "readme.txt")])) == "archive_layers"


def test_an_archive_that_is_locked_or_cut_off(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", parts_of(tmp_path))
    packed = path.read_bytes()
    locked = bytearray(packed)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := packed.find(mark, place + 1)) >= 0:
            locked[place + offset] |= 1

    assert refusal_of(text_file(tmp_path, bytes(locked), "locked.zip")) == "archive_locked"
    assert refusal_of(text_file(tmp_path, packed[:-300], "cut.zip")) in ("boundaries_kind", "file_damaged")
    spoilt = packed[:200] + bytes(400) + packed[600:]
    assert refusal_of(text_file(tmp_path, spoilt, "spoilt.zip")) == "file_damaged"
