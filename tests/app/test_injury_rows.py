"""Every figure of the injuries screen opens its rows: each picture and each table leads to them, and what they add up to is the figure."""

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from queries import concealment, indicators, outlook
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.app.test_injuries import inlined, tables
from tests.viewers import PM_OFFICE

DAY = date(2026, 10, 31)
FATAL = "fatal_rate_per_1000_employees"
ADDRESSES = {"opens", "address", "source_url"}
LEADS_THEMSELVES = {"reasons"}  # the table of leads is the rows


def pictures(app: AppTest) -> list[str]:
    """The pictures of the screen as the browser gets them."""
    return [each.proto.spec for each in app.get("vega_lite_chart")]


def followed(screen: Screen, address: str) -> AppTest:
    """The screen that an address opens."""
    asked = dict(parse_qsl(urlsplit(address).query))
    return screen("injuries", **{name: value for name, value in asked.items() if name not in ("lang", "as_of")})


def links(app: AppTest) -> list[dict[str, str]]:
    """Addresses of the links between screens, as words and values."""
    return [dict(parse_qsl(each.proto.query_string)) for each in app.get("page_link")]


@pytest.mark.parametrize(
    ("indicator", "part", "also"),
    [
        (FATAL, "target", {}), ("lost_days_per_injured", "target", {}), ("insurance_coverage_pct", "target", {}), (FATAL, "certainty", {}),
        (FATAL, "certainty", {"sure": "forecasts"}), (FATAL, "breakdown", {"region": "35"}), ("inspection_count", "breakdown", {}),
        (FATAL, "published", {"reconciled": "all"}), (FATAL, "leads", {}),
    ],
)  # fmt: skip
def test_every_picture_and_table_leads_to_rows(screen: Screen, indicator: str, part: str, also: dict[str, str]) -> None:
    app = screen("injuries", part=part, indicator=indicator, **also)

    assert not app.exception
    silent = [json.loads(spec) for spec in pictures(app) if '"href"' not in spec]
    assert silent == []
    without = [set(each.columns) for each in tables(app) if not ADDRESSES & set(each.columns)]
    allowed = [columns for columns in without if columns & LEADS_THEMSELVES or "forecast_count" in columns]
    assert without == allowed


@pytest.mark.parametrize(
    ("indicator", "told"),
    [
        ("killed_count", "{:,.0f} of them killed"), ("injured_count", "{:,.0f} injured"), ("severely_injured_count", "{:,.0f} severely"),
        ("lost_day_count", "of {:,.0f} working days"), ("work_accident_count", "{:,.0f} accidents"),
    ],
)  # fmt: skip
def test_the_rows_of_a_month_add_up_to_its_point(screen: Screen, indicator: str, told: str) -> None:
    app = screen("injuries", part="breakdown", indicator=indicator)
    months = [(date(2026, month, 1), date(2026, month, 1)) for month in range(1, 11)]
    figures = indicators.over_periods(PM_OFFICE, DAY, indicator=indicator, periods=months).query("region_code.isna()")["value"].tolist()
    point = max(inlined(app, 0), key=lambda point: point["now"])

    assert [point["now"] for point in inlined(app, 0)] == figures
    assert point["now"] > 0
    assert told.format(point["now"]) in said(followed(screen, point["opens"]))


def test_the_rate_of_twelve_months_opens_the_accidents_of_twelve_months(screen: Screen) -> None:
    app = screen("injuries")
    foreseen = outlook.of_regions(PM_OFFICE, DAY, indicator=FATAL)
    asked = next(each for each in links(app) if each.get("first") == "2025-11")

    assert (asked["last"], asked["part"], asked["kind"]) == ("2026-10", "rows", "fatal")
    names = {name: value for name, value in asked.items() if name not in ("lang", "as_of")}
    assert f"{foreseen['event_count'].iloc[0]:,.0f} of them killed" in said(screen("injuries", **names))


def test_every_past_forecast_stands_beside_what_came_and_the_sums_are_theirs(screen: Screen) -> None:
    app = screen("injuries", part="certainty", sure="forecasts")
    sums, each = tables(app)

    assert sums["forecast_count"].sum() == len(each) > 100
    assert sums["held_80_count"].sum() == each["is_held_80"].sum()
    assert each["is_held_95"].tolist() == each["rate"].between(each["low_95"], each["high_95"]).tolist()
    own = tables(screen("injuries", part="certainty", sure="forecasts", region="39"))[1]
    assert set(own["name"]) == {"Kostanay Region"}


@pytest.mark.parametrize(
    ("kind", "counted", "question"),
    [("admission", "without_accident_count", concealment.admissions), ("late_report", "late_count", concealment.late_reports)],
)
def test_a_count_of_leads_opens_its_reports_one_by_one(screen: Screen, kind: str, counted: str, question: Any) -> None:
    for region, asked in ((None, {}), ("35", {"region": "35"})):
        found = question(PM_OFFICE, DAY, by="region")
        figure = found[found["is_whole"] if region is None else found["code"] == region][counted].iloc[0]
        app = screen("injuries", part="leads", reports=kind, **asked)

        assert [len(each) for each in tables(app) if "happened_on" in each.columns] == [figure]
        assert any(each.get("reports") == kind for each in links(app))


def test_an_activity_among_the_leads_opens_its_own_reports(screen: Screen) -> None:
    found = concealment.late_reports(PM_OFFICE, DAY, by="activity")
    row = found[~found["is_whole"] & (found["late_count"] > 0)].iloc[0]
    app = screen("injuries", part="leads", leads_by="activity")
    address = next(each["opens"] for each in inlined(app, 1) if each["code"] == row["code"])

    assert [len(each) for each in tables(followed(screen, address)) if "happened_on" in each.columns] == [row["late_count"]]


def test_people_at_the_rate_of_peers_open_the_people_there_were(screen: Screen) -> None:
    app = screen("injuries", part="what_if", region="35")
    asked = [each for each in links(app) if each.get("part") == "rows"]

    assert [each["indicator"] for each in asked] == ["injured_count", "killed_count"]
    assert {each["region"] for each in asked} == {"35"}
