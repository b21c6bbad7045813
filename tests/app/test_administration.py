"""The Administration screen: for whom it is, the form of a rule, its preview, its saving and its trail."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from data.asked_day import today
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import markup, said

REASON = "Order No. 5 of 1 November 2026"
QUESTION = "Who may change what, and what was changed?"


def desk(screen: Screen, person: str = "minister_of_labour", language: str = "en") -> AppTest:
    """The screen of today, on which rules are changed."""
    app = screen("administration", person, language)
    app.query_params["as_of"] = today().isoformat()
    return app.run()


def typed(app: AppTest, **fields: str) -> AppTest:
    """The form with these fields, and the preview asked for."""
    for name, text in fields.items():
        app.text_input(key=f"rule_labour_{name}").set_value(text)
    return app.button[0].click().run()


def version() -> int:
    return int(rows.run("SELECT max(version) FROM risk_rule WHERE law = 'labour'")[0][0])


@pytest.mark.parametrize(
    ("person", "laws"),
    [
        ("minister_of_labour", ["labour"]),
        ("minister_of_emergencies", ["industrial_safety"]),
        ("pm_office", []),
        ("controller", []),
        ("akimat_karaganda", []),
        ("inspector_ulytau", []),
    ],
)
def test_each_minister_has_the_form_of_his_law_and_nobody_else_has_one(screen: Screen, person: str, laws: list[str]) -> None:
    app = desk(screen, person)

    assert not app.exception
    assert sorted({key.split("_medium")[0].split("_years")[0] for key in fields(app)}) == [f"rule_{law}" for law in laws]
    assert ("Rules are changed by the minister" in said(app)) == (laws == [])


def fields(app: AppTest) -> list[str]:
    return [str(each.key) for each in app.text_input if re.search("_medium_from$|_years_not_high$", str(each.key))]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_number_has_its_word_and_nothing_is_not_a_number(screen: Screen, language: str) -> None:
    app = desk(screen, language=language)

    assert not app.exception
    assert len([each for each in app.text_input if each.label and re.fullmatch(r"\d+([.,]\d+)?", each.value)]) == 12
    assert not re.search(r"\bnan\b|\bNaT\b", said(app))


def test_of_a_past_day_there_is_a_state_but_no_form(screen: Screen) -> None:
    app = screen("administration", "minister_of_labour")

    assert fields(app) == []
    assert "This is the state as of 31 Oct 2026" in said(app)


def test_the_preview_tells_what_changes_and_saves_nothing(screen: Screen, demo_database: str) -> None:
    app = typed(desk(screen), medium_from="10", reason=REASON)

    assert not app.exception
    words = said(app)
    assert re.search(r"[\d,]+ facilities of [\d,]+ would change degree, as known on 31 Oct 2026", words)
    assert ("Medium from, points", "31 → 10") in re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", markup(app))
    assert "Low → Medium" in words
    assert version() == 1


def test_saving_makes_a_version_with_its_reason_and_its_entry_in_the_trail(screen: Screen, demo_database: str) -> None:
    app = typed(desk(screen), medium_from="10", significant_weight="0,65", minor_weight="0.35", reason=REASON)

    app.button(key="save_rule_labour").click().run()

    assert not app.exception
    assert "Version 2 is saved" in said(app)
    trail = rows.run(
        "SELECT user_code, after -> 'constants' ->> 'medium_from', after ->> 'reason' FROM audit_event WHERE action = 'change_risk_rule'"
    )
    assert trail == [("minister_of_labour", "10", REASON)]
    history = next(each.value for each in app.dataframe if "changes" in each.value.columns)
    assert history.iloc[0][["version", "changed_by", "reason"]].tolist() == [2, "Minister of Labour and Social Protection", REASON]
    assert "Medium from, points: 31 → 10" in history.iloc[0]["changes"]
    assert app.text_input(key="rule_labour_medium_from").value == "10"
    assert app.text_input(key="rule_labour_reason").value == ""


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"medium_from": "80"}, "The medium degree must begin above 0 and below the high degree."),
        ({"medium_from": "71"}, "The medium degree must begin above 0 and below the high degree."),
        ({"significant_weight": "0.8"}, "The weights of significant and of minor violations must add up to 1."),
        ({"minor_weight": "-0.3"}, "“Weight of minor violations” cannot be negative."),
        ({"gross_points": "many"}, "“Points of a gross violation” must be a number; “many” is none."),
        ({"gross_points": ""}, "“Points of a gross violation” must be a number; “” is none."),
        ({"gross_points": "[a](b)"}, "“Points of a gross violation” must be a number; “[a](b)” is none."),
        ({"reason": "\x00 \n"}, "Say why the rule is changed"),
        ({"gross_points": "nan"}, "“Points of a gross violation” must be a number; “nan” is none."),
        ({"gross_points": "101"}, "“Points of a gross violation” cannot be more than 100."),
        ({"high_from": "70.5"}, "“High from, points” must be a whole number."),
        ({"years_high": "3"}, "Between planned visits at least one year must pass"),
        ({"years_high": "0"}, "Between planned visits at least one year must pass"),
        ({"valid_from": "31.02.2027"}, "Write the day as DD.MM.YYYY, for example 01.12.2026; “31.02.2027” is no day."),
        ({"valid_from": "31.10.2026"}, "The degrees of 31 Oct 2026 have been scored and stay as they were: choose a later day."),
        ({"reason": " "}, "Say why the rule is changed: the act, its number and its day."),
        ({"medium_from": "31", "valid_from": "01.01.2016"}, "have been scored"),
    ],
)
def test_what_cannot_be_a_rule_is_told_in_one_sentence(screen: Screen, wrong: dict[str, str], sentence: str) -> None:
    app = typed(desk(screen), **{"medium_from": "20", "reason": REASON} | wrong)

    assert [sentence in each.value.replace("\\", "") for each in app.error] == [True]  # what was typed is shown as it is, not as Markdown
    assert not app.exception
    assert version() == 1


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_wrong_number_is_told_in_the_language_of_the_reader(screen: Screen, language: str) -> None:
    app = typed(desk(screen, language=language), high_from="сто", reason=REASON)

    assert len(app.error) == 1
    assert "сто" in app.error[0].value
    assert not re.search("[a-z]{4}", app.error[0].value)


def test_the_second_of_two_editors_is_told_and_what_he_typed_stays(screen: Screen, demo_database: str) -> None:
    first = typed(desk(screen), medium_from="20", reason=REASON)
    second = typed(desk(screen), high_from="80", reason="Order No. 6")
    first.button(key="save_rule_labour").click().run()

    second.button(key="save_rule_labour").click().run()

    assert any("somebody made another version meanwhile" in each.value for each in second.error)
    assert second.text_input(key="rule_labour_high_from").value == "80"
    assert version() == 2
    second.button[0].click().run()
    assert ("Medium from, points", "20 → 31") in re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", markup(second))
    assert any("Version 2 was made while this form was open" in each.value for each in second.warning)


def test_another_law_is_not_opened_by_its_address(screen: Screen) -> None:
    app = desk(screen)
    app.query_params["law"] = "industrial_safety"
    app.run()

    assert fields(app) == ["rule_labour_medium_from"]
