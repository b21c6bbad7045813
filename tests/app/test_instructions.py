"""The Instructions screen: filters in the address, three views, one instruction beside them, and nobody else's rows."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import tables
from queries import instructions
from queries.db import reading_as
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.instruction_rows import id_of
from tests.viewers import PM_OFFICE

LANGUAGES = ["kk", "ru", "en"]
VIEWS = ["work", "register", "board", "timeline", "bodies", "controllers"]
NOT_FOUND = "There is no such entry"
DAY = "2026-10-31"


def register(app: AppTest) -> set[str]:
    """Numbers of the instructions in the table."""
    return set(app.dataframe[0].value["number"])


def numbers(where: str, *values: str) -> set[str]:
    """Numbers of the instructions with a state on the day, for which a condition holds."""
    joined = "instruction i JOIN instruction_state_on(%s) s USING (instruction_id) JOIN source o ON o.source_code = i.source_code"
    asked = f"SELECT i.number FROM {joined} WHERE {where}"  # noqa: S608
    with reading_as(PM_OFFICE) as connection:  # who sees every instruction: paces are told to nobody else
        return {number for (number,) in connection.exec_driver_sql(asked, (DAY, *values))}


@pytest.mark.parametrize(("view", "language"), list(zip(VIEWS, LANGUAGES * 2, strict=True)))
def test_every_view_opens(screen: Screen, view: str, language: str) -> None:
    app = screen("instructions", "controller", language, view=view)

    assert not app.exception
    assert not app.error
    assert app.dataframe or "DEMO-" in said(app)


@pytest.mark.parametrize("state", ["overdue", "at_risk", "reported"])
def test_a_state_in_the_address_leaves_its_instructions_only(screen: Screen, state: str) -> None:
    expected = numbers("s.state = %s", state)

    assert expected
    assert register(screen("instructions", state=state)) == expected


def test_filters_in_the_address_work_together(screen: Screen) -> None:
    expected = numbers("i.lead_body_code = %s AND o.is_demonstration AND s.state = %s", "mlspp", "overdue")
    assert expected

    assert register(screen("instructions", body="mlspp", source="demonstration", state="overdue")) == expected


def test_published_instructions_show_no_outcome(screen: Screen) -> None:
    shown = screen("instructions", source="published").dataframe[0].value

    assert len(shown) == len(numbers("NOT o.is_demonstration"))
    assert set(shown["state_worded"]) == {"◇ No report recorded", "– No deadline set"}
    assert set(shown["declared"]) == {"Nothing declared"}


def test_the_search_finds_words_of_another_language(screen: Screen) -> None:
    assert register(screen("instructions", language="en", search="законодательные поправки")) == {"PUB-2025-06-10-2"}


@pytest.mark.parametrize("view", ["register", "board", "bodies"])
def test_nothing_found_says_so(screen: Screen, view: str) -> None:
    app = screen("instructions", search="no such words anywhere", view=view)

    assert not app.exception
    assert "No rows for this choice" in app.info[0].value


@pytest.mark.parametrize("broken", [{"state": "lost"}, {"source": "2"}, {"body": "nobody"}])
def test_a_broken_filter_in_the_address_filters_nothing(screen: Screen, broken: dict[str, str]) -> None:
    assert register(screen("instructions", **broken)) == numbers("true")


@pytest.mark.parametrize(("person", "body"), [("akimat_karaganda", "akimat_35"), ("minister_of_labour", "mlspp")])
def test_a_body_sees_its_own_instructions_only(screen: Screen, person: str, body: str) -> None:
    takes_part = "EXISTS (SELECT 1 FROM instruction_body b WHERE b.instruction_id = i.instruction_id AND b.body_code = %s)"
    own = numbers(f"(i.lead_body_code = %s OR {takes_part})", body, body)

    assert own
    assert register(screen("instructions", person, view="register")) == own


def test_a_foreign_instruction_looks_like_one_that_does_not_exist(screen: Screen) -> None:
    foreign = min(numbers("i.lead_body_code = %s", "akimat_47"))

    app = screen("instructions", "akimat_karaganda", instruction=id_of(foreign))
    assert NOT_FOUND in app.info[0].value
    assert foreign not in said(app)


@pytest.mark.parametrize("asked", ["0", "999999999", "9" * 5000, "1 OR 1=1", "²"])
def test_an_address_that_leads_nowhere_says_so(screen: Screen, asked: str) -> None:
    app = screen("instructions", instruction=asked)

    assert not app.exception
    assert NOT_FOUND in app.info[0].value


def test_one_instruction_shows_what_is_computed_beside_what_is_declared(screen: Screen) -> None:
    returned = min(numbers("s.state = %s AND s.declared_state = %s", "returned", "done"))

    app = screen("instructions", instruction=id_of(returned))
    words = said(app)
    assert returned in words
    assert "Returned by the controller" in words
    assert "Reported: done" in words
    assert "Declared done, but not accepted by the controller." in words


def test_a_published_instruction_leads_to_its_publication(screen: Screen) -> None:
    app = screen("instructions", instruction=id_of("PUB-2025-06-10-2"))

    [link] = app.get("link_button")
    assert link.proto.url.startswith("https://www.kt.kz/eng/government/")
    assert "1 Nov 2025" in said(app)


def test_closing_takes_the_instruction_out_of_the_address(screen: Screen) -> None:
    app = screen("instructions", instruction=id_of("PUB-2025-06-10-2"), state="no_report")
    next(each for each in app.button if each.label == "Close").click().run()

    assert "instruction" not in app.query_params
    assert app.query_params["state"] == "no_report"
    assert "Open the publication" not in said(app)


def test_the_first_thing_seen_is_ones_own_work(screen: Screen) -> None:
    expected = numbers("s.state = %s AND i.controller_user_code = %s", "reported", "controller")
    assert expected

    app = screen("instructions", "controller")
    words = said(app)
    assert "Waiting for your decision" in words
    assert all(number in words for number in expected)
    next(each for each in app.button if each.key.startswith("open_work_waiting")).click().run()
    assert app.query_params["instruction"]


def test_a_table_of_bodies_counts_every_instruction(screen: Screen) -> None:
    shown = screen("instructions", view="bodies").dataframe[0].value

    assert shown["instruction_count"].sum() == len(numbers("true"))
    assert {"on_time_count", "late_count", "mean_delay"} <= set(shown.columns)


def test_a_chosen_row_of_bodies_leads_to_its_instructions(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "show", lambda *_rows, **_how: 0)
    first = instructions.timeliness(PM_OFFICE, date.fromisoformat(DAY), grouping="lead").iloc[0]["code"]

    [link] = [each for each in screen("instructions", view="bodies").get("page_link") if "its instructions" in each.proto.label]
    assert {"view=register", f"body={first}"} <= set(link.proto.query_string.split("&"))
