"""Who sees and finds which instructions, however he looks for them, and that many rows are chosen from one index."""

import pytest
from sqlalchemy import text

from queries import instructions
from queries.db import binds_for, question, reading_as
from queries.viewer import Viewer
from tests import rows
from tests.instruction_rows import DUE, ISSUED, instruction
from tests.viewers import CONTROLLER, EVERYBODY, INSPECTOR, KARAGANDA, MANGYSTAU, MINISTER, PM_OFFICE


@pytest.fixture
def of_everybody(database: str) -> None:
    """One instruction for each way of having to do with one."""
    mine = rows.facility("35")
    instruction("akimat_35")
    instruction("labour_inspectorate_62")
    instruction("mes", controller_body_code="mlspp")
    instruction("mes", controller_user_code="controller", controller_body_code="pm_office")
    instruction("mes", controller_user_code="controller", controller_body_code="mlspp")
    rows.insert("instruction_body", instruction_id=instruction("mes"), body_code="akimat_47")
    rows.insert("instruction_body", instruction_id=instruction("mes"), body_code="labour_inspectorate_62")
    rows.insert("instruction_facility", instruction_id=instruction("mes"), facility_id=mine, region_code="35")


@pytest.mark.parametrize("viewer", [*EVERYBODY, Viewer("x", "akimat", None, "nobody")], ids=lambda viewer: viewer.user)
def test_what_is_kept_is_seen_by_those_who_see_the_instruction(of_everybody: None, viewer: Viewer) -> None:
    all_of_them = [number for (number,) in rows.run("SELECT instruction_id FROM instruction")]
    with reading_as(viewer) as connection:
        kept = set(connection.execute(text("SELECT instruction_id FROM instruction_standing")).scalars())
        seen = set(connection.execute(text("SELECT instruction_id FROM instruction")).scalars())
        asked = text("SELECT id FROM unnest(CAST(:ids AS bigint[])) AS id WHERE app_may_see_instruction(id)")
        may_see = set(connection.execute(asked, {"ids": all_of_them}).scalars())

    assert kept == seen == may_see
    assert (viewer.user == "x") == (not seen)
    assert viewer.sees_all_instructions == (len(seen) == len(all_of_them))


def test_each_sees_the_ways_that_lead_to_him(of_everybody: None) -> None:
    def leads(viewer: Viewer) -> list[str]:
        return sorted(instructions.register(viewer, ISSUED, is_demonstration=True)["lead_body_code"])

    assert leads(KARAGANDA) == ["akimat_35", "mes"]
    assert leads(MANGYSTAU) == ["mes"]
    assert leads(INSPECTOR) == ["labour_inspectorate_62", "mes"]
    assert leads(MINISTER) == ["mes", "mes"]
    assert leads(CONTROLLER) == ["mes", "mes"]  # by his office, and by himself alone


@pytest.mark.parametrize("name", ["counts", "register", "board", "timeliness"])
def test_lists_read_one_index_and_no_table_to_choose_their_rows(database: str, name: str) -> None:
    """Where rows are many; a test has few, so every other way to read is made dear here."""
    given = dict.fromkeys(question(f"instructions/{name}")[1]) | {
        "as_of": DUE,
        "most": 50,
        "skipped": 0,
        "grouping": "lead",
        "working_days": [DUE],
    }
    with reading_as(KARAGANDA) as connection:
        for dear in ("seqscan", "indexscan", "bitmapscan"):
            connection.execute(text(f"SET LOCAL enable_{dear} = off"))
        binds = binds_for(KARAGANDA, f"instructions/{name}", given)
        plan = "\n".join(connection.execute(text(f"EXPLAIN {question(f'instructions/{name}')[0]}"), binds).scalars())

    assert "Index Only Scan using standing_by_end" in plan


@pytest.mark.parametrize(
    ("search", "is_found"),
    [
        ("50%", True),
        ("5_%", False),
        ("ШАХТА", True),
        ("ша", True),
        ("шах_а", False),
        ("министерство труда", True),
        ("\\", False),
        ("ъъ", False),
    ],
)
def test_the_search_takes_every_letter_as_it_stands(database: str, search: str, is_found: bool) -> None:
    one = instruction(text_ru="Шахта Северная: 50% работ")

    found = instructions.register(PM_OFFICE, ISSUED, search=search, is_demonstration=True)["instruction_id"].tolist()
    assert (one in found) == is_found
    assert instructions.register(KARAGANDA, ISSUED, search=search).query("instruction_id == @one").empty  # not his to find


def test_the_search_as_the_owner_finds_for_each_only_what_he_may_see(of_everybody: None) -> None:
    one = instruction("mes", text_ru="Шахта Северная")

    def found(viewer: Viewer) -> list[int]:
        with reading_as(viewer) as connection:
            return list(connection.execute(text("SELECT instructions_worded('шахта северная')")).scalars())

    assert found(PM_OFFICE) == [one]
    assert found(KARAGANDA) == found(MINISTER) == found(INSPECTOR) == found(CONTROLLER) == []
