"""Leads and what-if on screen: worded as leads, in the region asked for, with files, and followed into the plan of visits."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import tables
from pages.parts.leads import words
from pages.parts.visits import file
from pages.parts.words import speaking
from queries import concealment
from tests import rows
from tests.app.reading import markup, said, with_tables
from tests.viewers import PM_OFFICE

Screen = Callable[..., AppTest]


def test_leads_are_told_with_their_evidence_and_lead_into_the_plan_of_visits(screen: Screen) -> None:
    app = screen("injuries", "pm_office", part="leads")
    told = said(app)

    assert not app.exception
    assert "Leads for inspection, not findings" in told
    assert "without an accident registered within ten days" in told
    assert "another thing" in told  # the register's own ratio stands apart from the published one
    assert "Labour Code, article 187" in told
    assert any("leads=" in each.proto.query_string and "law=labour" in each.proto.query_string for each in app.get("page_link"))
    assert {"CSV", "XLSX"} <= {word for each in app.get("download_button") for word in each.label.split()}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_akimat_reads_both_parts_of_its_own_region_in_its_language(screen: Screen, language: str) -> None:
    own, other = {"kk": ("Қарағанды", "Маңғыстау"), "ru": ("Карагандинская", "Мангистауская")}[language]
    for part in ("leads", "what_if"):
        app = with_tables(screen("injuries", "akimat_karaganda", language, part=part, region="47"))
        told = said(app)

        assert not app.exception
        assert other not in told
        assert [len(each.value) for each in app.dataframe if "injured_count" in each.value] == ([1] if part == "leads" else [])
        assert own in told or part == "what_if"


def test_what_if_says_its_assumption_and_moves_days_between_two_regions(screen: Screen, demo_database: str) -> None:
    rows.run("UPDATE risk_score SET probability = 0.01 * (1 + mod(facility_id, 9)), model_version = 1")
    app = screen("injuries", "pm_office", part="what_if", region="35", **{"from": "15"}, to="35", moved="20", effect="25")
    told = said(app)

    assert not app.exception
    assert "Five regions of similar activity" in told
    assert "Which they are is not told." in told
    assert "lower the probability by 25%" in told
    assert "Both together" in told


@pytest.mark.parametrize("part", ["leads", "what_if"])
def test_files_of_charts_say_what_is_counted_and_from_which_register(screen: Screen, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    written: dict[str, dict[str, str]] = {}
    monkeypatch.setattr(tables, "download", lambda _rows, _labels, *, name, about=None, **_: written.update({name: about or {}}))
    with_tables(screen("injuries", "pm_office", part=part, region="35"))

    of_charts = {name: " ".join(about.values()) for name, about in written.items() if name.startswith(("what_if_", "late_", "admissions_"))}
    assert len(of_charts) == 2
    assert all("accident register" in about if part == "what_if" else "A hospital reports" in about for about in of_charts.values())


def test_a_region_gives_itself_no_days(screen: Screen) -> None:
    app = screen("injuries", "pm_office", part="what_if", region="35", **{"from": "35"}, to="35")

    assert "Choose two different regions." in [each.value for each in app.info]


def test_a_visit_says_which_lead_it_follows(screen: Screen, demo_database: str) -> None:
    rows.run("UPDATE risk_score SET probability = 0.01, model_version = 1")
    found = concealment.leads(PM_OFFICE, rows.DAY).dropna(subset="facility_id")
    app = screen("visits", "pm_office", leads=",".join(str(int(each)) for each in found["facility_id"]), days="300", law="labour")

    assert not app.exception
    assert "lead: admission without accident" in markup(app)


def test_files_hold_the_leads_and_what_counts_as_one(screen: Screen) -> None:
    assert screen
    found = concealment.leads(PM_OFFICE, rows.DAY)
    with speaking("en"):
        told = words.definitions()
        text = file.as_csv(words.listed(found), words.columns(), told).decode("utf-8-sig")

    assert text.splitlines()[0].startswith("No.,Employer,What speaks for it,Region")
    assert len(found)
    assert all(bin_number in text for bin_number in found["bin"])
    assert "Late report" in text


def test_without_a_hospital_s_report_there_is_no_data_rather_than_zero(screen: Screen, demo_database: str) -> None:
    rows.run("DELETE FROM health_admission")
    told = said(screen("injuries", "pm_office", part="leads", leads_by="activity"))

    assert "No hospital reported an admission of the year: no data, not zero." in told
    assert "of 0 hospital admissions" not in told
