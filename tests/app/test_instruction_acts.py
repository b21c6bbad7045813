"""Instructions acted on as people meet it: report, decision, entry, deadlines moved together, and nobody's text lost."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import words
from pages.parts.instructions import refusals as instruction_refusals
from queries import instructions
from queries.instructions import evidence, refusals
from queries.instructions.refusals import Refused
from tests import acts, rows
from tests.app.conftest import FRAME, SECONDS, straight_to
from tests.app.reading import markup
from tests.conftest import lead_to
from tests.viewers import CONTROLLER, PM_OFFICE

HTML = "<img src=x onerror=alert(1)> sensors at all mines"
Opened = Callable[..., AppTest]


@pytest.fixture
def opened(demo_database: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens the register today, with an instruction beside it where one is named, on demonstration data of its own."""
    lead_to(demo_database, monkeypatch)
    monkeypatch.setenv("MAP_SECRET_KEY", "k" * 32)

    def screen(person: str, instruction_id: int | None = None, **address: str) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=SECONDS)
        app.session_state["person"] = person
        app.query_params |= {"lang": "en"} | address | ({"instruction": str(instruction_id)} if instruction_id else {})
        return straight_to(app, "instructions")

    return screen


@pytest.fixture
def one(demo_database: str) -> int:
    return acts.issued(number="N-1")


def kinds(instruction_id: int) -> list[str]:
    return instructions.history(PM_OFFICE, acts.today(), instruction_id=instruction_id)["kind"].tolist()


def test_a_report_goes_into_the_history_as_text_and_the_controller_accepts_it(opened: Opened, one: int) -> None:
    app, form = opened("minister_of_labour", one), f"report_{one}_"
    app.radio(key=form + "state").set_value("done")
    app.text_area(key=form + "text").set_value(HTML)
    app.button(key=form + "send").click().run()

    assert app.success[0].value == "The report is in the history."
    assert "&lt;img src=x" in markup(app)
    assert "<img" not in markup(app)
    assert not app.text_area(key=form + "text").value
    assert not [each for each in app.radio if each.key == f"decide_{one}_kind"]  # he does not decide on his own report

    app = opened("controller", one)
    assert not [each for each in app.radio if each.key == form + "state"]
    app.radio(key=f"decide_{one}_kind").set_value("accepted").run()
    app.button(key=f"decide_{one}_send").click().run()
    assert app.success[0].value == "The decision is in the history."
    assert not [each for each in app.radio if each.key == f"decide_{one}_kind"]  # it is closed
    assert kinds(one) == ["accepted", "reported_done", "issued"]


def test_of_two_people_the_second_is_told_and_keeps_his_text(opened: Opened, one: int) -> None:
    app, form = opened("minister_of_labour", one), f"report_{one}_"
    acts.report(one, declared_state="in_work")
    app.text_area(key=form + "text").set_value(HTML)
    app.button(key=form + "send").click().run()

    assert app.error[0].value.startswith("Somebody else acted on this instruction meanwhile.")
    assert app.text_area(key=form + "text").value == HTML
    app.button(key=form + "send").click().run()
    assert app.success[0].value == "The report is in the history."
    assert len(kinds(one)) == 3


def test_what_came_of_an_act_is_told_until_the_next_step_is_taken(opened: Opened, one: int) -> None:
    app, form = opened("minister_of_labour", one), f"report_{one}_"
    app.radio(key=form + "state").set_value("done")
    app.text_area(key=form + "text").set_value(HTML)
    app.button(key=form + "send").click().run()
    assert [each.value for each in app.run().success] == ["The report is in the history."]

    acts.decide(one, "returned", reason="The list of the mines is missing")
    assert not app.run().success
    app.button(key=form + "send").click().run()
    assert app.run().error
    app.query_params["lang"] = "ru"
    assert not app.run().error  # never a sentence in the language left


def test_a_past_day_offers_no_acts(opened: Opened) -> None:
    controlled = "SELECT instruction_id FROM instruction WHERE controller_user_code = 'controller'"
    accepted = "SELECT instruction_id FROM decision WHERE kind = 'accepted'"
    [(still_open,)] = rows.run(f"SELECT min(instruction_id) FROM ({controlled} EXCEPT {accepted}) AS still_open")  # noqa: S608

    assert [each for each in opened("controller", still_open).text_area if each.key == f"decide_{still_open}_reason"]
    app = opened("controller", still_open, as_of="2026-10-31")
    assert "Every step known" in markup(app)  # it is there on that day
    assert not app.text_area
    assert not [each for each in app.expander if each.label.startswith("Enter")]


def test_an_instruction_is_entered_by_hand_and_likely_duplicates_are_shown_first(opened: Opened) -> None:
    def fill(app: AppTest, number: str, due_on: str) -> AppTest:
        app.text_input(key="entry_number").set_value(number)
        app.text_input(key="entry_due_on").set_value(due_on)
        app.selectbox(key="entry_lead").set_value("mlspp")
        for field in ("issuer", "document"):
            app.text_input(key=f"entry_{field}_en").set_value("Session of the Government")
        app.text_area(key="entry_text_en").set_value("Fit every coal mine with sensors <b>of methane</b>")
        app.text_area(key="entry_result_en").set_value("Sensors at every mine")
        return app.button(key="entry_send").click().run()

    due_on = acts.deadline().strftime("%d.%m.%Y")
    app = fill(opened("pm_office"), "N-7", "31.02.2027")
    assert app.error[0].value.startswith("Write the day as DD.MM.YYYY")
    app = fill(app, "N-7", due_on)
    assert app.success[0].value == r"Instruction N\-7 is in the register."
    assert not app.text_input(key="entry_number").value

    app = fill(app, "N-8", due_on)
    assert app.error[0].value.startswith("The register holds instructions that say nearly the same")
    assert "sensors &lt;b&gt;of methane" in markup(app)
    app.checkbox(key="entry_is_other").check()
    app.button(key="entry_send").click().run()
    assert app.success[0].value == r"Instruction N\-8 is in the register."


def test_deadlines_move_together_with_a_reason(opened: Opened, one: int) -> None:
    app = opened("controller")
    app.button(key="moving_send").click().run()
    assert app.error[0].value == "Choose the instructions first."
    chosen = app.multiselect(key="moving_chosen")
    chosen.select(next(option for option in chosen.options if option.startswith("N-1 · ")))
    app.text_input(key="moving_until").set_value(acts.deadline(120).strftime("%d.%m.%Y"))
    app.text_input(key="moving_reason").set_value("The plant stood still")
    app.button(key="moving_send").click().run()

    assert app.success[0].value == "The deadline of 1 instruction is moved."
    found = instructions.one(CONTROLLER, acts.today(), instruction_id=one)
    assert found is not None
    assert found["due_on"] == acts.deadline(120)


def test_only_those_who_may_enter_are_offered_it(opened: Opened) -> None:
    assert not [each for each in opened("minister_of_labour").expander if each.label.startswith("Enter")]
    assert rows.run("SELECT count(*) FROM instruction WHERE number = 'N-7'") == [(0,)]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_refusal_has_its_sentence(language: str) -> None:
    with words.speaking(language):
        said = {name: instruction_refusals.sentence_of(Refused(name)) for name in refusals.REFUSALS | evidence.REFUSALS}

    assert all(said.values())
    assert len(set(said.values())) == len(said)
