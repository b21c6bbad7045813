"""What is counted for an instruction, as people meet it beside the register: the count, the pace, what is open, and the form."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import session, typed_day, words
from pages.parts.measures import words as measure_words
from queries import measures
from tests import rows
from tests.app.conftest import FRAME, SECONDS, Screen, straight_to
from tests.app.reading import markup
from tests.conftest import lead_to
from tests.instruction_rows import id_of
from tests.viewers import PM_OFFICE

HTML = "<img src=x onerror=alert(1)> the list of the programme"


def links(app: AppTest) -> list[str]:
    return [each.proto.query_string for each in app.get("page_link")]


def test_the_count_stands_with_its_pace_and_leads_to_the_map(screen: Screen) -> None:
    asked = id_of("DEMO-25")
    app = screen("instructions", view="register", instruction=asked)
    found = measures.one(PM_OFFICE, rows.DAY, instruction_id=int(asked)) or {}

    assert f"{found['done_count']} of {found['asked_count']} facilities done" in markup(app)
    assert "days after the deadline" in markup(app)
    assert "These are the facilities of your region" not in markup(app)
    assert "By region" in [tab.label for tab in app.tabs]
    assert any(f"open={asked}" in link for link in links(app))
    assert found["open_count"] in [len(each.value) for each in app.dataframe]


def test_an_akimat_is_told_that_it_sees_a_part_and_reads_the_state_of_the_whole(screen: Screen) -> None:
    app = screen("instructions", "akimat_karaganda", view="register", instruction=id_of("DEMO-25"))

    assert "facilities you may see done" in markup(app) or "facility you may see done" in markup(app)
    assert "The state is that of the whole instruction: At this pace all are done on" in markup(app)


def test_an_akimat_s_open_facilities_are_not_told_apart_by_region(screen: Screen) -> None:
    app = screen("instructions", "akimat_karaganda", view="register", instruction=id_of("DEMO-26"))

    assert 1 in [len(each.value) for each in app.dataframe if "degree_worded" in each.value]  # one is open
    assert "By region" not in [tab.label for tab in app.tabs]


def test_a_published_instruction_is_counted_by_nothing(screen: Screen) -> None:
    app = screen("instructions", view="register", instruction=id_of("PUB-2025-06-10-4"))

    assert "Nothing is counted for this instruction" in markup(app)
    assert "facilities done" not in markup(app)


Today = Callable[..., AppTest]


@pytest.fixture
def today(demo_database: str, monkeypatch: pytest.MonkeyPatch) -> Today:
    """Opens an instruction today, on demonstration data of its own."""
    lead_to(demo_database, monkeypatch)

    def opened(number: str, person: str) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=SECONDS)
        app.session_state["person"] = person
        app.query_params |= {"lang": "en", "view": "register", "instruction": id_of(number)}
        return straight_to(app, "instructions")

    return opened


def test_the_office_chooses_what_is_counted_and_withdraws_it(today: Today) -> None:
    app = today("PUB-2025-06-10-4", "pm_office")
    app.selectbox(key="measure_code").set_value("insured").run()
    app.text_area(key="measure_reason").set_value(HTML)
    app.button(key="measure_save").click().run()

    assert app.success[0].value == "It is counted from now on."
    assert "Facilities insured for liability to third parties · since 10 Jun 2025" in markup(app)
    assert "<img" not in markup(app)  # what was written as a reason stays text
    app.text_area(key="measure_withdraw_reason").set_value("Nothing is published about it")
    app.button(key="measure_withdrawn").click().run()
    assert app.success[0].value == "Nothing is counted any more."
    chosen = measures.versions(PM_OFFICE, session.today(), instruction_id=int(id_of("PUB-2025-06-10-4")))
    assert chosen["measure_code"].fillna("withdrawn").tolist() == ["withdrawn", "insured"]


def test_a_refusal_is_said_in_words_and_the_lead_body_has_no_form(today: Today) -> None:
    app = today("DEMO-25", "controller")
    app.text_area(key="measure_reason").set_value("short")
    app.button(key="measure_save").click().run()
    assert "Give a reason" in app.error[0].value

    assert not [each for each in today("DEMO-02", "akimat_karaganda").text_area if each.key == "measure_reason"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [("29.02.2024", True), ("29.02.2025", False), ("1.6.2026", True), ("", False), ("2026-06-01", False), ("1.6.٢٠٢٦", False)],
)
def test_a_day_is_typed_as_it_is_written(typed: str, day: bool) -> None:
    assert (typed_day.read(typed) is not None) is day


FOUND = {"measure_code": "insured", "declared_state": "in_work", "declared_pct": None, "asked_count": 10, "done_count": 7, "open_count": 3,
         "verdict": "behind", "is_part": False}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"declared_state": "done"}, "Declared done, while 3 of 10 are counted as open."),
        ({"declared_pct": 95}, "Declared 95%, counted 70%: +25 percentage points apart."),
        ({"declared_pct": 70}, ""),
        ({"declared_pct": 95, "is_part": True}, ""),  # a part is not what was declared of the whole
        ({"declared_pct": 95, "asked_count": 4}, ""),
        ({"verdict": "complete", "done_count": 10, "open_count": 0}, "All are counted as done, but the lead body has not declared it."),
        ({"verdict": "complete", "done_count": 10, "open_count": 0, "declared_state": "done"}, ""),
    ],
)
def test_what_is_declared_is_held_against_the_count(given: dict[str, object], told: str) -> None:
    with words.speaking("en"):
        assert measure_words.difference(FOUND | given) == told
