"""Own targets of regions on the Administration screen: for whom the form is, the preview and its warnings, saving, refusals in words."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from data.asked_day import today
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.target_rows import ACT, FATAL_RATE, YEAR, change
from tests.viewers import KARAGANDA

KEY = f"target_35_{FATAL_RATE}"


def desk(screen: Screen, person: str = "akimat_karaganda", language: str = "en") -> AppTest:
    """The screen of today, on which targets are entered."""
    app = screen("administration", person, language, target_of=FATAL_RATE, target_region="35")
    app.query_params["as_of"] = today().isoformat()
    return app.run()


def typed(app: AppTest, button: str = "show", **fields: str) -> AppTest:
    """The form with these fields beside the act, and the preview asked for."""
    for name, text in ({"reason": ACT} | fields).items():
        app.text_input(key=f"{KEY}_{name.removeprefix('of_')}").set_value(text)
    return app.button(key=f"{KEY}_{button}").click().run()


def count() -> int:
    return int(rows.run("SELECT count(*) FROM target_version")[0][0])


@pytest.mark.parametrize(("person", "regions"), [("minister_of_labour", 20), ("akimat_karaganda", 1), ("inspector_ulytau", 0)])
def test_the_form_is_for_the_akimat_and_the_minister_and_others_read(screen: Screen, person: str, regions: int) -> None:
    app = desk(screen, person)

    assert not app.exception
    chosen = [each for each in app.selectbox if each.label == "Region"]
    assert [len(each.options) for each in chosen] == ([regions] if regions else [])
    assert "entered by its akimat, whose obligation they are" in said(app)


def test_of_a_past_day_there_are_versions_but_no_form(screen: Screen) -> None:
    app = screen("administration", "akimat_karaganda")

    assert not [each for each in app.text_input if str(each.key).startswith("target_")]
    assert "To enter targets, look at today." in said(app)


def test_what_is_saved_was_previewed_first_and_stands_in_the_list(screen: Screen, demo_database: str) -> None:
    app = typed(desk(screen), **{f"of_{YEAR}": "0,02", "year": "2032", "added": "0.01"})

    assert not app.exception
    assert count() == 0
    preview = next(each.value for each in app.dataframe if "country" in each.value.columns).set_index("year")
    assert preview.loc[2032, ["before", "after", "country"]].tolist() == ["—", "0.01 (own)", "—"]
    assert preview.loc[YEAR + 1, "after"].endswith("(own, interpolated)")
    app.button(key=f"{KEY}_save").click().run()

    assert not app.exception
    assert "Version 1 is saved" in said(app)
    listed = next(each.value for each in app.dataframe if "points" in each.value.columns).iloc[0]
    assert listed[["points", "changed_by", "reason", "state"]].tolist() == [
        f"{YEAR}: 0.02; 2032: 0.01", "Akimat of Karaganda Region", ACT, "in force"
    ]  # fmt: skip
    assert app.text_input(key=f"{KEY}_{YEAR}").value == "0.02"
    assert app.text_input(key=f"{KEY}_2032").value == "0.01"  # a year of its own now


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_allowed_but_should_be_meant_is_warned_of(screen: Screen, demo_database: str, language: str) -> None:
    app = typed(desk(screen, "minister_of_labour", language), **{f"of_{YEAR}": "9", f"of_{YEAR + 1}": "8", "year": "2060", "added": "0"})

    assert not app.exception
    warned = " ".join(each.value for each in app.warning)
    assert len(app.warning) == 3  # less than the country; zero; met already
    assert str(YEAR) in warned and "2060" not in warned  # noqa: PT018
    assert not re.search("[a-z]{4}", warned)


WRONG = [
    ({f"of_{YEAR}": "many", "year": "2032", "added": "1"}, f"The target of {YEAR} must be a number; “many” is none."),
    ({f"of_{YEAR}": "-1", "year": "2032", "added": "1"}, "A target cannot be negative."),
    ({f"of_{YEAR}": "0.02", "year": "32", "added": "0.01"}, "“32” is no year"),
    ({f"of_{YEAR}": "0.02", "year": "2032", "added": ""}, "The target of 2032 must be a number; “” is none."),
    ({f"of_{YEAR}": "0.02", "year": "", "added": "0.01"}, "“” is no year"),
    ({f"of_{YEAR}": "0.02", "year": str(YEAR), "added": "0.01"}, "One year stands twice"),
    ({f"of_{YEAR}": "0.02", "year": str(YEAR - 1), "added": "0.03"}, "A year that is over gets no target"),
    ({f"of_{YEAR}": "0.02", "year": "2061", "added": "0.01"}, "No target can be set beyond 2060."),
    ({f"of_{YEAR}": "0.02", "year": "2032", "added": "0.03"}, "A later target cannot ask for less than an earlier one."),
    ({f"of_{YEAR}": "5", "year": "2060", "added": "4"}, "An akimat may only tighten the targets of its region"),
    ({f"of_{YEAR}": "0.02", "year": "", "added": ""}, "Write the targets of two years at least"),
    ({f"of_{YEAR}": "0.02", "year": "2032", "added": "0.01", "reason": "No. 5"}, "Give the act, its number and its day"),
    ({f"of_{YEAR}": "0.02", "year": "2032", "added": "0.01", "reason": ACT, "address": "javascript:x"}, "must begin with https://"),
    ({f"of_{YEAR}": "[a](b)", "reason": ACT, "address": ""}, "“[a](b)” is none."),
]


def test_what_is_not_taken_is_told_in_one_sentence(screen: Screen) -> None:
    app = desk(screen)

    for wrong, sentence in WRONG:
        app = typed(app, **wrong)
        assert [sentence in each.value.replace("\\", "") for each in app.error] == [True], (sentence, [each.value for each in app.error])
        assert not app.exception
    assert count() == 0


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_refusal_is_told_in_the_language_of_the_reader(screen: Screen, language: str) -> None:
    app = typed(desk(screen, language=language), **{f"of_{YEAR}": "5", "year": "2060", "added": "4"})

    assert len(app.error) == 1
    assert not re.search("[a-z]{4}", app.error[0].value)


def test_the_second_of_two_editors_is_told_and_what_he_typed_stays(screen: Screen, demo_database: str) -> None:
    app = typed(desk(screen), **{f"of_{YEAR}": "0.02", "year": "2032", "added": "0.01"})
    change([(YEAR, 0.01), (2032, 0.005)], viewer=KARAGANDA)

    app.button(key=f"{KEY}_save").click().run()

    assert any("somebody else changed these targets meanwhile" in each.value for each in app.error)
    assert app.text_input(key=f"{KEY}_{YEAR}").value == "0.02"
    assert any("Version 1 was made while this form was open" in each.value for each in app.warning)
    assert count() == 1
