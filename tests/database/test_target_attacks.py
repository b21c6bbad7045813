"""Targets past the form: two editors at once, statements of readers and writers, another region's akimat, what is no number."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from queries.db import reading_as, writing_as
from queries.refusals import Refused
from queries.viewer import Viewer
from tests import rows
from tests.target_rows import ACT, FATAL_RATE, YEAR, change
from tests.viewers import KARAGANDA, MINISTER, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")


def count() -> int:
    return int(rows.run("SELECT count(*) FROM target_version")[0][0])


def test_the_second_of_two_editors_at_once_waits_and_is_told() -> None:
    with ThreadPoolExecutor() as others:
        with writing_as(MINISTER) as first:
            first.execute(
                text("SELECT change_targets('35', :of, 0, '[[2059, 0.02], [2060, 0.01]]', :act, '')"), {"of": FATAL_RATE, "act": ACT}
            )
            second = others.submit(change, [(YEAR, 0.02), (YEAR + 4, 0.01)])
            assert wait([second], timeout=1).not_done
        with pytest.raises(Refused, match="changed_meanwhile"):
            second.result()

    assert count() == 1


INSERT = (
    "INSERT INTO target_version (region_code, indicator_code, version, points, changed_on, changed_by, reason)"
    " VALUES ('35', 'killed_count', 1, '[[2059, 9], [2060, 8]]', '2026-01-01', 'minister_of_labour', 'An order that never was')"
)
CALL = "SELECT change_targets('35', 'killed_count', 0, '[[2059, 9], [2060, 8]]', 'An order that never was', '')"


def test_a_reader_writes_no_target_whoever_asks() -> None:
    for statement in (INSERT, CALL, "INSERT INTO target SELECT * FROM target", "UPDATE target SET value = 1"):
        for viewer in (KARAGANDA, MINISTER, PM_OFFICE):
            with pytest.raises(ProgrammingError, match="permission denied"), reading_as(viewer) as connection:
                connection.execute(text(statement))


def test_a_writer_passes_no_way_round_the_one_function() -> None:
    changed = "UPDATE target_version SET points = NULL"
    for statement in (INSERT, changed, "DELETE FROM target_version", "INSERT INTO target SELECT * FROM target"):
        with pytest.raises(ProgrammingError, match="permission denied"), writing_as(MINISTER) as connection:
            connection.execute(text(statement))


def test_another_region_s_akimat_gets_nothing_by_calling_the_function_itself() -> None:
    for region in ("47", None, ""):
        other = Viewer("x", "akimat", region, "akimat_35")
        with pytest.raises(ProgrammingError, match="entered by its akimat"), writing_as(other) as connection:
            connection.execute(text(CALL))


def test_what_is_no_number_is_taken_from_nobody() -> None:
    asked = text("SELECT change_targets('35', 'killed_count', 0, CAST(:points AS jsonb), :act, '')")

    for points in (
        '[["x", 1], [2060, 1]]',
        '[[2059, "NaN"], [2060, 1]]',
        "[[2059, null], [2060, 1]]",
        '{"2059": 1}',
        '"x"',
        "[[2059], [2060]]",
    ):
        with pytest.raises(DBAPIError), writing_as(MINISTER) as connection:
            connection.execute(asked, {"points": points, "act": ACT})
    assert count() == 0
