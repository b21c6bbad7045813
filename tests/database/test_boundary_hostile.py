"""Archives and files that mean harm, or are far too large, are refused or harmless, with flat memory."""

import http.server
import json
import os
import random
import stat
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from data.imports import Refused
from data.imports.boundaries import fetch
from data.imports.mapping import Mapping
from tests import rows
from tests.boundaries import districts, feature, layer, upload, zipped
from tests.deliveries import counted, deliver, text_file

FEW = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


def refusal_of(path: Path) -> str:
    """The code of the sentence with which a file is refused before anything of it reaches the database."""
    with pytest.raises(Refused) as refused, fetch.opened(path, Mapping()):
        pass
    return refused.value.code


def parts_of(folder: Path) -> list[Path]:
    """The files of a good shapefile."""
    layer(folder, districts(), "good.zip")
    return sorted((folder / "parts").glob("layer.*"))


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


def test_attributes_of_a_shapefile_that_does_not_say_its_encoding(database: str, tmp_path: Path) -> None:
    parts = [part for part in parts_of(tmp_path) if part.suffix != ".cpg"]

    upload(zipped(tmp_path / "a.zip", parts))

    assert rows.run("SELECT min(name_ru) FROM district") == [("Район 711000000",)]


class Listener(http.server.BaseHTTPRequestHandler):
    """Notes what it is asked for."""

    heard: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_error(404)


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An address on this machine, for which no proxy is to be asked."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/crs"
        server.shutdown()
        thread.join()


def test_the_address_of_a_reference_system_is_not_fetched(database: str, tmp_path: Path, address: str) -> None:
    collection = json.loads(layer(tmp_path, districts()).read_text(encoding="utf-8"))
    collection["crs"] = {"type": "link", "properties": {"href": address, "type": "ogcwkt"}}

    upload(text_file(tmp_path, json.dumps(collection), "linked.geojson"))
    with pytest.raises(Refused):
        deliver(tmp_path / "linked.geojson")

    assert Listener.heard == []
    assert os.environ["no_proxy"] == "127.0.0.1"


NAMES = ["Robert'); DROP TABLE district; --", "%(source_code)s %s {0} \\N \\.", "<script>alert(1)</script>", "=HYPERLINK(1)"]


def test_what_means_something_elsewhere_is_only_words_here(database: str, tmp_path: Path) -> None:
    cut = districts(count=len(NAMES))

    upload(layer(tmp_path, [{**one, "name_ru": name} for one, name in zip(cut, NAMES, strict=True)]))

    assert rows.run("SELECT name_ru FROM district ORDER BY district_code") == [(name,) for name in NAMES]


@settings(max_examples=15, **FEW)
@given(seed=st.integers(0, 2**32))
def test_no_damage_to_a_shapefile_breaks_the_import(database: str, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    (tmp_path / "parts").mkdir(exist_ok=True)
    parts = parts_of(tmp_path)
    spoilt = dice.choice(parts)
    content = bytearray(spoilt.read_bytes())
    for _ in range(dice.randint(1, 20)):
        content[dice.randrange(len(content))] = dice.randrange(256)
    spoilt.write_bytes(content)
    try:
        report = upload(zipped(tmp_path / "spoilt.zip", parts), is_dry_run=True)
    except Refused as refused:
        event(refused.code)  # one sentence; anything else would have failed the test
    else:
        event("taken" if report.new_count else "rejected")


def writable(text: str) -> str:
    """The text without halves of signs, which no file can hold."""
    return text.encode(errors="replace").decode()


@settings(max_examples=12, **FEW)
@given(name=st.text(max_size=300), code=st.text(max_size=60))
def test_whatever_a_cell_holds_the_layer_is_either_taken_or_refused(database: str, tmp_path: Path, name: str, code: str) -> None:
    west, east = districts()
    renamed, recoded = {**west, "name_ru": writable(name)}, {**east, "kato": writable(code)}
    try:
        path = layer(tmp_path, [renamed, recoded])
        report = upload(path, is_dry_run=True)
    except Refused as refused:
        event(refused.code)
    else:
        assert report.is_refused or report.new_count == 2
    assert counted("district") == 0


def test_a_repeated_upload_after_a_refusal_leaves_no_trace_of_it(database: str, tmp_path: Path) -> None:
    listing = tmp_path / "districts.rejected.csv"
    upload(layer(tmp_path, [feature("x", None)]))
    assert listing.exists()

    upload(layer(tmp_path, districts()))

    assert len(listing.read_text(encoding="utf-8-sig").splitlines()) == 1  # the heading alone
