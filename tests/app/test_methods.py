"""The Methods screen: every article, the rules with their dates and status, the states, and every source."""

import re

import pytest

from pages.parts.rules import fields
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import said

CODES = [
    "degree", "violations", "prescriptions", "by_hand", "flow", "visits", "rates", "comparison", "target", "series", "small", "leads",
    "peers", "days", "instructions", "as-of", "demonstration", "sources",
]  # fmt: skip


@pytest.mark.parametrize("person", ["pm_office", "akimat_karaganda"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_article_stands_on_the_page_and_in_its_contents(screen: Screen, language: str, person: str) -> None:
    app = screen("methods", person, language)

    assert not app.exception
    words = said(app)
    assert [code for code in CODES if f'id="{code}"' not in words] == []
    assert [code for code in CODES if f"#{code}" not in words] == []


def test_every_rule_says_whether_it_was_checked_and_where_it_comes_from(screen: Screen) -> None:
    words = said(screen("methods"))

    for law_address, status in rows.run("SELECT source_url, status FROM risk_rule"):
        assert law_address in words
        assert {"checked": "Checked against the act", "unchecked": "Unchecked against the act"}[status] in words
    assert words.count("In force on the day looked at") == 2  # one a law
    assert words.count("Not in force on the day looked at") == 1


def test_what_the_effect_of_a_visit_rests_on_is_said_with_its_interval_and_its_source(screen: Screen) -> None:
    words = said(screen("methods"))

    assert "an assumption: a tenth fewer accidents" in words
    assert "2.1 to 17.7%" in words
    assert "https://doi.org/10.1126/science.1215191" in words


def test_a_rule_is_in_force_to_its_last_day(screen: Screen) -> None:
    assert rows.run("SELECT CAST(last_day_of_rule('industrial_safety', 1) AS text)") == [("2025-12-31",)]

    in_force = "SELECT (rule_on('industrial_safety', %s)).regime"
    assert rows.run(in_force, "2025-12-31") == [("points",)]
    assert rows.run(in_force, "2026-01-01") == [("rule",)]


def test_every_constant_of_the_rules_has_a_word(screen: Screen) -> None:
    words = said(screen("methods"))
    rules = rows.run("SELECT regime, constants, indicators_of(law, version) FROM risk_rule")
    told = [dict(zip(("regime", "constants", "indicators"), rule, strict=True)) for rule in rules]
    constants = {name for rule in told for name in fields.numbers_of(rule) | fields.fixed_of(rule)}
    shown = re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", words)

    assert len(constants) == len({term for term, _ in shown if term in TERMS}) == len(TERMS), sorted(constants)
    assert ("Points of an overdue prescription", "10 (our assumption)") in shown
    assert not re.search(r"\bnan\b", words, re.IGNORECASE)


TERMS = {
    "Points of a gross violation", "Weight of significant violations", "Weight of minor violations",
    "Points of an overdue prescription", "Overdue prescriptions counted at most", "Points of a fatal accident",
    "Fatal accidents counted at most", "Medium from, points", "High from, points", "Insurance lowers by, degrees",
    "High where a declaration is mandatory", "High where a device is beyond its service life", "Years between planned visits, high degree",
    "Years between planned visits, medium degree", "Years between planned visits, low degree",
    "Years between planned visits, degree not high", "Notice of an inspection, working days",
}  # fmt: skip


def test_every_state_of_the_database_is_explained(screen: Screen) -> None:
    states = {state for (state,) in rows.run("SELECT CAST(unnest(enum_range(NULL::instruction_state)) AS text)")}
    words = said(screen("methods"))

    assert words.count('class="chip"') == len(states)


def test_every_source_is_listed_with_its_last_delivery(screen: Screen) -> None:
    shown = screen("methods").dataframe[0].value.set_index("name_en")
    [(deliveries,)] = rows.run("SELECT count(*) FROM batch WHERE source_code = 'demo'")

    assert len(shown) == rows.run("SELECT count(*) FROM source")[0][0]
    assert shown.loc["Demonstration data (invented)", "kind"] == "Demonstration"
    assert shown.loc["Demonstration data (invented)", "delivery_count"] == deliveries
    assert shown.loc["Published official sources", "last_received_on"] is not None
