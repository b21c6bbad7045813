"""Content that attacks databases, browsers, spreadsheets or memory is kept as words, or refused as a row."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from data.imports import Refused
from data.imports.answer import lines_of
from data.imports.cells import LONGEST_KEPT, cleaned
from tests import rows
from tests.deliveries import counted, csv_file, deliver, facility_value, listed, row, text_file

AS_WORDS = [
    "Robert'); DROP TABLE facility; --",
    "%(source_code)s %s :name {0} \\N \\. \\t",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "=HYPERLINK(1)",
    "$$; SELECT pg_sleep(1); $$",
    "../../name\\with\\backslashes",
    "مصنع",  # a name that is written from right to left
    "𠀀 😀",
]
REFUSED_AS_UNREADABLE = [
    "Нефть\u202eгаз",  # turns the direction of what follows
    "Ко\x00тельная",
    "Ко\x1bтельная",
    "Ко\ue000тельная",  # means what each font likes
]


def test_what_means_something_elsewhere_is_only_words_here(database: str, tmp_path: Path) -> None:
    deliver(csv_file(tmp_path, *(row(source_key=text, name=text, address=text, owner_name=text) for text in AS_WORDS)))

    kept = rows.run("SELECT source_key, name_ru, address, owner_name FROM facility ORDER BY facility_id")
    assert kept == [(text, text, text, text) for text in AS_WORDS]


def test_what_cannot_be_read_or_shown_is_refused(database: str, tmp_path: Path) -> None:
    report = deliver(csv_file(tmp_path, row(), *(row(name=text) for text in REFUSED_AS_UNREADABLE)))

    assert report.reasons == {"unreadable": len(REFUSED_AS_UNREADABLE)}
    assert report.new_count == 1
    assert "\x00" not in report.rejected_path.read_text(encoding="utf-8")  # type: ignore[union-attr]


def test_a_spreadsheet_finds_no_formula_among_rejected_cells(database: str, tmp_path: Path) -> None:
    formulas = ["=1+1", "+1x", "-1x", "@SUM(A1)", "=cmd|' /C calc'!A0"]
    mapping = text_file(tmp_path, '[columns]\nemployee_count = "=1+2"\n', "map.toml")

    report = deliver(csv_file(tmp_path, *(row(**{"=1+2": formula}) for formula in formulas)), mapping=mapping)

    assert [line[1:3] for line in listed(report.rejected_path)] == [["'=1+2", f"'{formula}"] for formula in formulas]


def test_a_cell_of_ten_megabytes_costs_its_row_and_no_more(database: str, tmp_path: Path) -> None:
    report = deliver(csv_file(tmp_path, row(name="ж" * 5_000_000), row(source_key="K-1"), row(lon="9" * 10_000_000)))

    assert len(cleaned(["ж" * 5_000_000])[0]) == LONGEST_KEPT
    assert report.reasons == {"too_long": 1, "not_a_number": 1}
    assert facility_value("name_ru") == "Котельная"
    assert max(len(line[2]) for line in listed(report.rejected_path)) == 200
    assert rows.run("SELECT max(length(value)) FROM rejected_row") == [(200,)]


def test_the_name_of_a_file_need_not_be_text(database: str, tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(source_key=""), name="\udcff\u202e.csv")

    report = deliver(path)

    assert rows.run("SELECT file_name FROM batch WHERE batch_id = %s", report.batch_id) == [("\ufffd\ufffd.csv",)]
    assert "".join(lines_of(report, "en")).encode()  # can be printed


def test_a_source_code_is_bound_and_not_glued(database: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no source"):
        deliver(csv_file(tmp_path, row()), source_code="x'); DROP TABLE facility; --")

    assert counted("facility") == 0


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=30))
def test_whatever_a_cell_holds_the_row_is_either_kept_or_refused(database: str, tmp_path: Path, texts: list[tuple[str, str]]) -> None:
    good = [row() for _ in range(100)]  # so that the file as a whole is not taken for junk
    report = deliver(csv_file(tmp_path, *good, *(row(name=name, address=address) for name, address in texts)), is_dry_run=True)

    assert report.read_count == 100 + len(texts)
    assert report.new_count + report.rejected_count == 100 + len(texts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=1, max_size=400))
def test_no_content_whatever_breaks_the_import(database: str, tmp_path: Path, content: bytes) -> None:
    head = b"source_key,name,hazard_type_code,region_code\n"
    try:
        report = deliver(text_file(tmp_path, head + content), is_dry_run=True)
    except Refused as refused:
        event(refused.code)  # one sentence; anything else would have failed the test
    else:
        assert report.new_count + report.rejected_count == report.read_count
