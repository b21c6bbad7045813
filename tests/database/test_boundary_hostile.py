"""Layers that mean harm, or are damaged, are refused in a sentence or harmless: addresses, odd words, broken bytes."""

import http.server
import json
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from data.imports import Refused
from tests import rows
from tests.boundaries import districts, feature, layer, parts_of, upload, zipped
from tests.deliveries import counted, deliver, text_file

FEW = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


def test_attributes_of_a_shapefile_that_does_not_say_its_encoding(database: str, tmp_path: Path) -> None:
    parts = [part for part in parts_of(tmp_path) if part.suffix != ".cpg"]

    upload(zipped(tmp_path / "a.zip", parts))

    assert rows.run("SELECT min(name_ru) FROM district") == [("Район 711000000",)]


def test_a_name_in_bytes_that_are_no_text_is_refused_as_a_cell(database: str, tmp_path: Path) -> None:
    parts = parts_of(tmp_path)
    attributes = next(part for part in parts if part.suffix == ".dbf")
    attributes.write_bytes(attributes.read_bytes().replace("Аудан 711".encode(), b"\xff\xfe" + "удан 711".encode()))

    assert upload(zipped(tmp_path / "a.zip", parts)).reasons == {"unreadable": 1}


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
