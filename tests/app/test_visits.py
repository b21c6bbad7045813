"""Where to go next: controls in the address, wrong numbers said in words, files with their assumptions, nobody's rows but the viewer's."""

import csv
import io
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.visits import asked as visit_asked
from pages.parts.visits import file, words
from pages.parts.visits.asked import Asked
from queries import visits
from tests import rows
from tests.app.reading import markup, said, with_tables
from tests.viewers import INSPECTOR, KARAGANDA, PM_OFFICE

Screen = Callable[..., AppTest]


@pytest.fixture
def fitted(screen: Screen, demo_database: str) -> Screen:
    """Opens a screen where every facility has a probability, as if a model had been fitted."""
    rows.run("UPDATE risk_score SET probability = 0.01 * (1 + mod(facility_id, 9)) + 0.03 * overdue_prescription_count, model_version = 1")
    assert demo_database
    return screen


@pytest.fixture
def unfitted(screen: Screen, demo_database: str) -> Screen:
    """Opens a screen where no facility has a probability."""
    rows.run("UPDATE risk_score SET probability = NULL, model_version = NULL")
    assert demo_database
    return screen


def test_the_screen_answers_its_question_with_reasons_and_three_orders(fitted: Screen) -> None:
    app = fitted("visits", "pm_office")
    told = said(app)

    assert not app.exception
    assert "Where to go next?" in told
    assert "in 100 inspector-days" in told
    assert "in twelve months" in told
    assert "Longest not visited" in told
    assert "of the expected harm of" in told


def test_without_a_model_the_screen_says_so_and_ranks_by_degree_alone(unfitted: Screen) -> None:
    app = unfitted("visits", "pm_office")
    told = said(app)

    assert not app.exception
    assert "No probability of an accident was fitted by this day." in told
    assert "spent in three ways" not in told
    assert "Probability in twelve months" not in told
    assert "High degree" in markup(app)


@pytest.mark.parametrize(
    ("asked", "shown"), [("0", "1"), ("-5", "1"), ("1000000", "10,000"), ("many", "100"), ("12.5", "100"), ("٣", "100"), ("9" * 40, "100")]
)
def test_a_wrong_number_of_days_is_corrected_in_words(fitted: Screen, asked: str, shown: str) -> None:
    app = fitted("visits", "akimat_karaganda", days=asked)

    assert not app.exception
    assert [each.value for each in app.warning] == [f"Inspector-days must be a whole number from 1 to 10,000. Shown for {shown}."]
    assert app.number_input[0].value == int(shown.replace(",", ""))


@pytest.mark.parametrize(("asked", "shown"), [("0", "1"), ("51", "50"), ("half", "10")])
def test_a_wrong_effect_is_corrected_in_words(fitted: Screen, asked: str, shown: str) -> None:
    app = fitted("visits", "akimat_karaganda", effect=asked)

    assert [each.value for each in app.warning] == [
        f"The effect of a visit must be a whole number from 1 to 50 per cent. Shown for {shown}."
    ]


@pytest.mark.parametrize(("days", "effect"), [("1", "1"), ("10000", "50"), ("37", "20")])
def test_right_numbers_are_taken_as_they_are(fitted: Screen, days: str, effect: str) -> None:
    app = fitted("visits", "inspector_ulytau", days=days, effect=effect)

    assert not app.warning
    assert [each.value for each in app.number_input] == [int(days), int(effect)]


def test_a_number_typed_goes_into_the_address(fitted: Screen) -> None:
    app = fitted("visits", "inspector_ulytau")
    app.number_input[0].set_value(40).run()

    assert app.query_params["days"] == "40"
    assert "in 40 inspector-days" in said(app)


def test_an_inspector_of_labour_plans_under_labour_law_unless_told_otherwise(fitted: Screen) -> None:
    assert fitted("visits", "inspector_ulytau").selectbox(key="filter_law").value == "labour"
    assert fitted("visits", "inspector_ulytau", law="industrial_safety").selectbox(key="filter_law").value == "industrial_safety"
    assert fitted("visits", "akimat_karaganda").selectbox(key="filter_law").value == "industrial_safety"


@pytest.mark.parametrize(("person", "own"), [("akimat_karaganda", "Karaganda"), ("inspector_ulytau", "Ulytau")])
def test_one_region_is_not_led_into_another(fitted: Screen, person: str, own: str) -> None:
    told = said(with_tables(fitted("visits", person, region="47", days="300")))

    assert f"{own} Region" in told
    assert "Mangystau" not in told


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_language_has_its_words(fitted: Screen, language: str) -> None:
    app = fitted("visits", "pm_office", language, days="20")

    assert not app.exception
    assert "Where to go next?" in said(app) or language != "en"


def test_before_the_first_scoring_the_screen_says_so(fitted: Screen) -> None:
    app = fitted("visits", "pm_office")
    app.query_params["as_of"] = "2020-01-01"
    app.run()

    assert [each.value for each in app.info] == ["No risk scores were computed on or before 1 Jan 2020. Choose a later day."]


@pytest.mark.parametrize(("written", "leads"), [("", ()), ("12,345", (12, 345)), ("12;DROP", ()), ("1,,2", ()), ("-1", ())])
def test_leads_are_read_from_the_address(written: str, leads: tuple[int, ...]) -> None:
    assert visit_asked.leads_in(written) == leads


def test_files_hold_the_visits_and_every_assumption(fitted: Screen) -> None:
    app = fitted("visits", "akimat_karaganda")
    assert not app.exception
    plan = visits.planned(KARAGANDA, rows.DAY, law="industrial_safety", inspector_days=30)
    headings = {"name": "Facility", "reasons": "Why", "last_visited_on": "Last visit", "region": "Region"}
    assumed = visit_asked.told(Asked("industrial_safety", "35", 30, 10, ()))

    listed = words.listed(plan.visits, 0.1)
    lines = list(csv.reader(io.StringIO(file.as_csv(listed, headings, assumed).decode("utf-8-sig"))))
    book = ZipFile(io.BytesIO(file.as_workbook(listed, headings, assumed, ("A", "B"))))

    assert lines[0] == list(headings.values())
    assert len(lines) == 1 + len(plan.visits) + 1 + len(assumed)
    assert {line[3] for line in lines[1 : 1 + len(plan.visits)]} == set(listed["region"])
    assert [line[0] for line in lines[-len(assumed) :]] == list(assumed)
    assert {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"} <= set(book.namelist())


def test_a_name_that_looks_like_a_formula_is_disarmed(fitted: Screen) -> None:
    rows.run("UPDATE facility SET name_en = '=1+1', name_kk = '=1+1', name_ru = '=1+1' WHERE region_code = '62'")
    plan = visits.planned(INSPECTOR, rows.DAY, law="labour", inspector_days=30)
    assert not fitted("visits", "inspector_ulytau").exception

    text = file.as_csv(words.listed(plan.visits, 0.1), {"name": "Facility"}, {}).decode()

    assert "\n=1+1" not in text
    assert "'=1+1" in text


def test_the_days_are_the_same_for_the_country_and_the_region(fitted: Screen) -> None:
    assert fitted
    of_country = visits.planned(PM_OFFICE, rows.DAY, law="labour", inspector_days=50, region="35")
    of_region = visits.planned(KARAGANDA, rows.DAY, law="labour", inspector_days=50)

    assert of_country.visits["facility_id"].tolist() == of_region.visits["facility_id"].tolist()
    assert of_country.totals == pytest.approx(of_region.totals)
