"""Files that prove a report: what is refused and before what, where the content lies, and who gets it."""

import io
import os
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from queries import instructions, tokens
from queries.instructions import evidence
from queries.viewer import Viewer
from tests import client, rows
from tests.acts import issued, refused, report, today
from tests.viewers import CONTROLLER, KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF"
OF_MES = Viewer("minister_of_emergencies", "minister", None, "mes")


class Huge(io.BytesIO):
    """A file of 2 GB that must not be read."""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 2 << 30 if whence == os.SEEK_END else super().seek(offset, whence)

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("read before it was refused")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAP_EVIDENCE_FOLDER", str(tmp_path / "evidence"))
    monkeypatch.setenv("MAP_SECRET_KEY", "k" * 32)
    return tmp_path / "evidence"


def office(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "x")
    return made.getvalue()


def packed(stream: bytes) -> bytes:
    return PDF + b"\n2 0 obj <</Type /ObjStm>> stream\n" + zlib.compress(stream) + b"\nendstream"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("act.pdf", PDF), ("act.PDF", packed(b"plain text of a page")),
        ("photo.png", b"\x89PNG\r\n\x1a\n...."), ("photo.jpeg", b"\xff\xd8\xff...."),
        ("letter.docx", office("word/document.xml")), ("list.xlsx", office("xl/workbook.xml")), ("list.csv", "шахта;датчик\n1;2".encode()),
    ],
)  # fmt: skip
def test_what_may_be_kept(folder: Path, name: str, data: bytes) -> None:
    kept = evidence.keep(name, io.BytesIO(data))

    assert evidence.path_of(kept.sha256).read_bytes() == data
    assert (kept.file_name, kept.byte_count) == (name, len(data))


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("report.pdf", b"MZ\x90\x00 a program", "file_is_executable"),
        ("report.pdf", b"\x7fELF\x02", "file_is_executable"),
        ("notes.txt", b"#!/bin/sh\nrm -rf /", "file_is_executable"),
        ("notes.txt", b"<html><script>alert(1)</script>", "file_is_executable"),
        ("report.pdf", PDF + b"<</S /JavaScript /JS (app.alert(1))>>", "file_is_executable"),
        ("report.pdf", PDF + b"<</S /Java#53cript>>", "file_is_executable"),  # a letter written as its number
        ("report.pdf", packed(b"<</S /Launch>>"), "file_is_executable"),
        ("list.xlsx", office("xl/workbook.xml", "xl/vbaProject.bin"), "file_is_executable"),
        ("letter.docx", office("word/document.xml", "word/embeddings/oleObject1.bin"), "file_is_executable"),
        ("list.xlsm", office("xl/workbook.xml"), "file_kind_unknown"),
        ("page.html", b"<p>text</p>", "file_kind_unknown"),
        ("archive.zip", office("a"), "file_kind_unknown"),
        ("no ending", PDF, "file_kind_unknown"),
        ("report.pdf", b"just words", "file_is_not_what_it_says"),
        ("photo.png", PDF, "file_is_not_what_it_says"),
        ("list.xlsx", office("word/document.xml"), "file_is_not_what_it_says"),
        ("list.csv", b"\x00\x01\x02", "file_is_not_what_it_says"),
        ("list.xlsx", b"PK\x03\x04 torn", "file_is_damaged"),
        ("empty.pdf", b"", "file_is_empty"),
    ],
)  # fmt: skip
def test_what_is_refused_and_leaves_nothing(folder: Path, name: str, data: bytes, refusal: str) -> None:
    with refused(refusal):
        evidence.keep(name, io.BytesIO(data))
    assert not folder.exists()


def test_two_gigabytes_are_refused_before_they_are_read() -> None:
    with refused("file_is_too_large"):
        evidence.keep("film.pdf", Huge())


@pytest.mark.parametrize(("more", "is_kept"), [(0, True), (1, False)])
def test_fifty_megabytes_are_the_most(more: int, is_kept: bool) -> None:
    data = PDF.ljust(evidence.MOST_BYTES + more, b" ")
    if is_kept:
        assert evidence.keep("act.pdf", io.BytesIO(data)).byte_count == evidence.MOST_BYTES
        return
    with refused("file_is_too_large"):
        evidence.keep("act.pdf", io.BytesIO(data))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/x.pdf", "x.pdf"), ("..\\..\\x.pdf", "x.pdf"), ("/etc/x.pdf", "x.pdf"), ("акт №5.pdf", "акт №5.pdf"),
        ("a\x00b\n\u202efdp.pdf", "abfdp.pdf"), ("й" * 300 + ".pdf", "й" * 196 + ".pdf"),
    ],
)  # fmt: skip
def test_a_name_is_shown_without_folders_and_no_path_is_made_of_it(folder: Path, name: str, shown: str) -> None:
    kept = evidence.keep(name, io.BytesIO(PDF))

    assert kept.file_name == shown
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [kept.sha256]


def test_a_name_of_folders_alone_has_no_kind(folder: Path) -> None:
    with refused("file_kind_unknown"):
        evidence.keep("../../x", io.BytesIO(PDF))
    with pytest.raises(ValueError, match=r"\.\."):
        evidence.path_of("../../x")


def test_the_same_content_is_kept_once_whatever_its_name(folder: Path) -> None:
    first, second = evidence.keep("a.pdf", io.BytesIO(PDF)), evidence.keep("b.pdf", io.BytesIO(PDF))

    assert first.sha256 == second.sha256
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def proven() -> tuple[int, int]:
    """An instruction with one report that brings a file and a facility of Karaganda."""
    one, plant = issued(), rows.facility("35")
    report(one, files=[evidence.keep("акт.pdf", io.BytesIO(PDF))], facility_ids=[plant])
    return one, plant


def fetched(viewer: Viewer, one: int, **token: Any) -> Any:
    return client.get(f"/evidence/{one}/1/1", token=tokens.issue(viewer, token.get("purpose", evidence.PURPOSE)))


def test_only_who_may_see_the_instruction_gets_the_file_and_it_stands_in_the_trail(database: str) -> None:
    one, _ = proven()

    for viewer in (MINISTER, CONTROLLER, PM_OFFICE):
        answer = fetched(viewer, one)
        assert (answer.status_code, answer.content) == (200, PDF)
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''%D0%B0%D0%BA%D1%82.pdf")
    assert answer.headers["content-security-policy"].startswith("sandbox")
    for viewer in (OF_MES, KARAGANDA):
        assert fetched(viewer, one).status_code == 404
    assert fetched(MINISTER, one, purpose="tiles").status_code == 403
    assert client.get(f"/evidence/{one}/1/1").status_code == 401
    assert rows.run("SELECT count(*) FROM audit_event WHERE action = 'download_evidence'") == [(3,)]


def test_a_file_lost_from_the_disk_is_told_apart_from_none(database: str, folder: Path) -> None:
    one, _ = proven()
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()

    assert fetched(MINISTER, one).status_code == 410
    assert client.get(f"/evidence/{one}/1/2", token=tokens.issue(MINISTER, evidence.PURPOSE)).status_code == 404
    assert client.get(f"/evidence/{one}/1/{2**31}", token=tokens.issue(MINISTER, evidence.PURPOSE)).status_code == 404
    assert client.get(f"/evidence/{10**20}/1/1", token=tokens.issue(MINISTER, evidence.PURPOSE)).status_code == 404


def test_the_proof_of_a_report_shows_facilities_of_the_own_region_only(database: str) -> None:
    one, plant = proven()
    rows.insert("instruction_body", instruction_id=one, body_code="akimat_47")
    rows.insert("instruction_body", instruction_id=one, body_code="akimat_35")

    def facilities(viewer: Viewer) -> list[int]:
        return instructions.proof(viewer, today(), instruction_id=one)["facility_id"].dropna().astype(int).tolist()

    assert facilities(MINISTER) == facilities(KARAGANDA) == [plant]
    assert facilities(MANGYSTAU) == []
    assert instructions.proof(MANGYSTAU, today(), instruction_id=one)["file_name"].tolist() == ["акт.pdf"]


def test_a_facility_of_another_region_is_no_proof_an_akimat_can_point_to(database: str) -> None:
    one, plant = issued(lead_body_code="akimat_47"), rows.facility("35")

    for facility_id in (plant, 10**9):
        with refused("no_such_facility"):
            report(one, MANGYSTAU, facility_ids=[facility_id])
