"""Degrees set by hand as people meet them: on the passport, in its forms, on Overview, on the map and in the ledger."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from pages.parts import session, words
from pages.parts.overrides import form
from pages.parts.visits import file
from queries import overrides
from tests import rows
from tests.app.conftest import FRAME, SECONDS, Screen, straight_to
from tests.app.reading import markup, said
from tests.conftest import lead_to
from tests.viewers import MINISTER, PM_OFFICE

BY_HAND = 100_000_001
HTML = "<img src=x onerror=alert(1)> until the papers are here"
Passport = Callable[..., AppTest]


@pytest.fixture
def passport(demo_database: str, monkeypatch: pytest.MonkeyPatch) -> Passport:
    """Opens the passport of a facility today, on demonstration data of its own."""
    lead_to(demo_database, monkeypatch)

    def opened(facility_id: int, person: str = "minister_of_labour", **address: str) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=SECONDS)
        app.session_state["person"] = person
        app.query_params |= {"lang": "en", "facility": str(facility_id)} | address
        return straight_to(app, "facility")

    return opened


@pytest.fixture
def untouched(demo_database: str) -> int:
    """A facility in service on whose degrees nobody has acted."""
    never = "NOT EXISTS (SELECT 1 FROM degree_override o WHERE o.facility_id = f.facility_id)"
    return int(rows.run(f"SELECT min(facility_id) FROM facility f WHERE decommissioned_on IS NULL AND {never}")[0][0])  # noqa: S608


def fill(app: AppTest, degree: str = "high", reason: str = HTML) -> AppTest:
    app.selectbox(key="set_labour_degree").set_value(degree)
    app.text_area(key="set_labour_reason").set_value(reason)
    return app.button(key="set_labour_done").click().run()


def labour_acts(facility_id: int) -> list[tuple[str, bool]]:
    known = overrides.of_facility(PM_OFFICE, session.today(), facility_id=facility_id)
    return [(row["action"], row["is_in_force"]) for row in known.to_dict("records") if row["law"] == "labour"]


def test_the_minister_sets_a_degree_and_the_passport_says_so_at_once(passport: Passport, untouched: int) -> None:
    app = fill(passport(untouched))

    assert app.success[0].value == "The degree is set by hand."
    assert "by Minister of Labour and Social Protection (MinLabour): &lt;img src=x" in markup(app)
    assert "<img" not in markup(app)  # what was written as a reason stays text
    assert "its colours follow at the next scoring" in markup(app)
    assert labour_acts(untouched) == [("set", True)]


def test_and_withdraws_it(passport: Passport, untouched: int) -> None:
    app = fill(passport(untouched))

    app.text_area(key="withdraw_labour_reason").set_value("The papers are here now")
    app.button(key="withdraw_labour_done").click().run()

    assert app.success[0].value == "The degree set by hand is withdrawn."
    assert "Set by hand</span>" not in markup(app)
    assert "Withdrawn on" in markup(app)
    assert labour_acts(untouched) == [("withdrawn", False), ("set", False)]


def test_without_a_reason_nothing_is_set(passport: Passport, untouched: int) -> None:
    app = fill(passport(untouched), reason=" ")

    assert "Give a reason of 10 to 1,000 letters" in app.error[0].value
    assert labour_acts(untouched) == []


def test_who_comes_second_is_told_and_sees_what_the_first_did(passport: Passport, untouched: int) -> None:
    app = passport(untouched)
    overrides.set_degree(
        MINISTER, facility_id=untouched, law="labour", seen_no=0, degree="medium",
        expires_on=session.today() + timedelta(days=9), reason="The first was here",
    )  # fmt: skip

    fill(app)

    assert "Somebody else has changed this degree meanwhile" in app.error[0].value
    assert "The first was here" in markup(app)
    assert labour_acts(untouched) == [("set", True)]


@pytest.mark.parametrize("person", ["pm_office", "akimat_mangystau", "inspector_ulytau", "controller"])
def test_nobody_else_is_offered_the_form(passport: Passport, person: str) -> None:
    assert not [each.label for each in passport(BY_HAND, person).expander if "by hand" in each.label]


def test_each_minister_is_offered_only_the_own_law(passport: Passport) -> None:
    labels = [each.label for each in passport(BY_HAND, "minister_of_emergencies").expander if "by hand" in each.label]

    assert labels == ["Set the degree by hand: Industrial safety"]


def test_a_past_day_shows_what_was_in_force_and_offers_no_form(passport: Passport) -> None:
    ((first, last),) = rows.run("SELECT valid_from, expires_on FROM degree_override WHERE facility_id = %s AND law = 'labour'", BY_HAND)
    shown = {day: passport(BY_HAND, as_of=day.isoformat()) for day in (first - timedelta(days=1), first, min(last, session.today()))}

    assert ["Set by hand</span>" in markup(app) for app in shown.values()] == [False, True, True]
    assert "set_labour_done" not in [each.key for app in list(shown.values())[:2] for each in app.button]


def test_a_language_without_a_gap(passport: Passport) -> None:
    for language in ("kk", "ru"):
        with words.speaking(language):
            assert all(form.refusals().values())


def test_overview_counts_them_and_leads_to_the_ledger(screen: Screen) -> None:
    app = screen("overview")
    in_force = int(overrides.counted(PM_OFFICE, session.today().replace(2026, 10, 31))["in_force_count"].sum())

    assert in_force > 5
    assert f"{in_force} degrees are set by hand" in said(app)
    ledger = screen("administration")
    table = next(each.value for each in ledger.dataframe if "reason" in each.value)
    assert len(table) == in_force
    assert set(table["state"]) == {"In force"}
    assert {each.proto.label for each in ledger.get("download_button")} >= {
        f"Download {kind} ({in_force} rows)" for kind in ("CSV", "XLSX")
    }


def test_an_akimat_counts_and_reads_only_the_own_region(screen: Screen) -> None:
    ledger = screen("administration", "akimat_karaganda", acts="all")
    table = next(each.value for each in ledger.dataframe if "reason" in each.value)

    assert set(table["region"]) == {"Karaganda Region"}


def test_the_map_marks_them_in_the_list_and_narrows_to_them(screen: Screen) -> None:
    app = screen("map", law="labour", hand="yes")

    marks = app.dataframe[0].value["by_hand"]
    assert marks.str.contains("until").all()
    assert f"Only where set by hand · {len(marks)}" in app.selectbox(key="filter_hand").options
    assert len(screen("map", law="labour").dataframe[0].value) > len(marks)
    untouched = screen("map", "pm_office", law="labour", order="name", degree="unknown").dataframe[0].value
    assert "by_hand" not in untouched  # no column of dashes


def test_the_legend_of_degrees_counts_them_and_that_of_other_colours_does_not(screen: Screen) -> None:
    count = len(screen("map", law="labour", hand="yes").dataframe[0].value)
    sentence = "Of these degrees set by hand:"

    assert f"{sentence} {count}" in said(screen("map", law="labour", colour="degree"))
    assert sentence not in said(screen("map", law="labour", colour="violations"))


def test_a_workbook_holds_the_words_as_they_are_and_what_they_stand_on() -> None:
    rows_shown = DataFrame({"facility": ["=1+1"], "reason": ["<b>Bold</b>"]})
    book = ZipFile(BytesIO(file.as_workbook(rows_shown, {"facility": "Facility", "reason": "Reason"}, {"Note": "The note"}, ("A", "B"))))
    text = book.read("xl/sharedStrings.xml").decode()

    assert all(each in text for each in ("=1+1", "&lt;b&gt;Bold", "The note"))
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()  # no formula
