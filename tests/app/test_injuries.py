"""The injuries screen as a person meets it: indicator, place and period in the address, one series to a line, nobody else's region."""

import json
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import official, published
from queries import figures, indicators, injuries, outlook
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import said, with_tables
from tests.viewers import KARAGANDA, PM_OFFICE

DAY = date(2026, 10, 31)
FATAL = "fatal_rate_per_1000_employees"
PATH, PANELS, NARROW_PANELS, RANKED = range(4)
KARAGANDA_IN = {"kk": "Қарағанды облысы", "ru": "Карагандинская область", "en": "Karaganda Region"}


def drawn(app: AppTest, place: int) -> dict[str, Any]:
    """A chart of the screen as the browser gets it."""
    return json.loads(app.get("vega_lite_chart")[place].proto.spec)


def inlined(app: AppTest, place: int) -> list[dict[str, Any]]:
    """The rows of a chart."""
    return drawn(app, place)["layer"][0]["data"]["values"]


def values(app: AppTest, place: int) -> dict[int, float]:
    """What a chart over the years shows, by year."""
    return {row["year"]: row["value"] for row in inlined(app, place)}


def tables(app: AppTest) -> list[Any]:
    """The tables of the screen."""
    return [each.value for each in app.dataframe]


def test_the_country_stands_against_its_target_and_every_region_beside_it(screen: Screen) -> None:
    app = screen("injuries")
    years = indicators.of_years(PM_OFFICE, DAY, indicator=FATAL)
    national = years[years["region_code"].isna()].set_index("year")["value"]
    panels = {row["region_code"]: row for row in inlined(app, PANELS)}
    own = years[years["region_code"] == "35"].dropna(subset=["value"])
    chances = outlook.of_regions(PM_OFFICE, DAY, indicator=FATAL).dropna(subset=["region_code"]).set_index("region_code")["chance"]

    assert values(app, PATH) == pytest.approx(national.dropna().to_dict())
    assert len(panels) == 20
    assert panels["35"]["year"] == own["year"].tolist()
    assert panels["35"]["value"] == pytest.approx(own["value"].tolist(), abs=1e-4)
    assert "0.023]" in json.dumps(drawn(app, PANELS))  # the target all regions share is sent once
    assert [chances[code] for code in panels] == sorted(chances)
    assert len({each for row, each in zip(own["year"], panels["35"]["segment"], strict=True) if row in (2021, 2022, 2023)}) == 3
    assert "Target, decree No. 1182" in json.dumps(drawn(app, PATH))
    assert "strokeDash" in json.dumps(drawn(app, PANELS))


def test_every_figure_of_the_ranked_regions_is_the_questions_own_and_opens_its_rows(screen: Screen) -> None:
    app = screen("injuries", first="2025-11", last="2026-04")
    given = {"first_month": date(2025, 11, 1), "last_month": date(2026, 4, 1)}
    period = indicators.of_period(PM_OFFICE, DAY, indicator=FATAL, **given).set_index("region_code")
    ranked = {row["region_code"]: row for row in inlined(app, RANKED)}

    assert {code: float(row["count_told"]) for code, row in ranked.items()} == period[period.index.notna()]["numerator"].to_dict()
    assert ranked["35"]["opens"].endswith(f"part=rows&indicator={FATAL}&kind=fatal&first=2025-11&last=2026-04&region=35")
    assert "Nov 2025 – Apr 2026" in said(app)


def test_a_period_turned_round_and_unknown_codes_are_answered(screen: Screen) -> None:
    app = screen("injuries", first="2026-05", last="2026-02", region="99", indicator="rumour", part="elsewhere")

    assert not app.exception
    assert "Feb–May 2026" in said(app)
    assert ["The first month lies after the last one" in each.value for each in app.warning] == [True]
    assert app.selectbox(key="filter_region").value == ""
    assert app.selectbox(key="filter_indicator").value == FATAL


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_chart_sends_its_table_and_file_once_the_reader_opens_it(screen: Screen, language: str) -> None:
    app = screen("injuries", language=language)
    assert not app.dataframe
    assert not app.get("download_button")

    path, panels, ranked = tables(with_tables(app))

    assert {"year", "numerator", "value", "target", "forecast"} <= {*path}
    assert path.dropna(subset=["value"]).set_index("year")["value"].to_dict() == pytest.approx(values(app, PATH), abs=5e-4)  # as shown
    assert panels["name"].nunique() == len(ranked) == 20
    assert len(app.get("download_button")) == 3


def test_a_period_across_the_break_is_not_compared(screen: Screen) -> None:
    app = screen("injuries", first="2022-08", last="2022-12", region="62", indicator="injured_count")

    assert "not comparable: borders changed in June 2022" in said(app)
    assert not app.exception


def test_an_akimat_meets_its_own_region_whatever_the_address_says(screen: Screen) -> None:
    app = screen("injuries", "akimat_karaganda", "ru", region="47", indicator="injured_count")
    years = indicators.of_years(KARAGANDA, DAY, indicator="injured_count")
    own = years[years["region_code"] == "35"].dropna(subset=["value"]).set_index("year")["value"]

    assert values(app, PATH) == pytest.approx(own.to_dict())
    assert [row["region_code"] for row in inlined(app, PANELS)] == ["35"]  # the ranked picture: there are no panels of others
    assert "Мангистауская" not in said(with_tables(app))
    assert "filter_region" not in [each.key for each in app.selectbox]


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_link_opens_the_same_accidents_in_every_language(screen: Screen, shown_database: str, language: str) -> None:
    app = screen("injuries", language=language, part="rows", region="35", cause="victim_negligence", first="2026-01", last="2026-10")
    asked = {"region": "35", "first_month": date(2026, 1, 1), "last_month": date(2026, 10, 1)}
    found = injuries.accidents(PM_OFFICE, DAY, **asked)
    of_the_cause = found[found["cause_code"] == "victim_negligence"]

    assert KARAGANDA_IN[language] in said(app)
    assert 0 < len(of_the_cause) < len(found)
    assert tables(app)[0]["accident_id"].tolist() == of_the_cause["accident_id"].tolist()


def test_causes_activities_and_months_are_of_the_period(screen: Screen) -> None:
    app = screen("injuries", part="breakdown", indicator="injured_count", region="35")
    causes = injuries.by_cause(PM_OFFICE, DAY, region="35", first_month=date(2026, 1, 1), last_month=date(2026, 10, 1))
    months = indicators.over_periods(
        PM_OFFICE, DAY, indicator="injured_count", periods=[(date(2026, month, 1), date(2026, month, 1)) for month in range(1, 11)]
    )

    assert [row["now"] for row in inlined(app, 0)] == months[months["region_code"] == "35"]["numerator"].tolist()
    assert sorted(row["count"] for row in inlined(app, 1)) == sorted(causes["injured_count"])
    assert "Activity" in said(app)


def test_the_funnel_names_what_lies_outside_its_limits(screen: Screen) -> None:
    app = screen("injuries", part="certainty", indicator="injury_rate_per_1000_employees")
    limits = outlook.funnel(
        PM_OFFICE, DAY, indicator="injury_rate_per_1000_employees", first_month=date(2026, 1, 1), last_month=date(2026, 10, 1)
    ).set_index("region_code")
    named = {row["region_code"] for row in inlined(app, 0) if row["label"]}

    assert named == set(limits[limits["place"] != "inside"].index)
    assert {row["region_code"] for row in inlined(app, 0)} == set(limits.index)


@pytest.mark.parametrize("series", ["bns_victims", "bns_sdg"])
def test_a_published_series_is_drawn_alone(screen: Screen, series: str) -> None:
    app = screen("injuries", part="published", series=series, indicator="killed_count")
    figure = figures.national(PM_OFFICE, DAY, series=series, indicator=official.INDICATORS[series]["killed"])
    target = figures.national(PM_OFFICE, DAY, series=official.with_fatal_rate(series), indicator=official.FATAL_RATE)

    assert values(app, 0) == figure[figure["is_longest_of_year"]].set_index("year")["value"].to_dict()
    assert set(values(app, 1).values()) <= set(target["value"])
    assert "Published figures beside the register" in said(app)


def test_an_empty_register_says_so_and_still_shows_what_is_published(screen: Screen, database: str) -> None:
    rows.batch("demo")
    app = screen("injuries", part="published")

    assert not app.exception
    assert values(app, 0)[2024] == 1408
    app = screen("injuries")
    assert ["The accident register is empty" in each.value for each in app.info] == [True]


def test_every_remark_on_a_shown_figure_has_words(database: str) -> None:
    shown = [
        figures.national(PM_OFFICE, DAY, series=series, indicator=indicator)
        for series, by_harm in official.INDICATORS.items()
        for indicator in {*by_harm.values(), official.FATAL_RATE}
    ]
    remarks = {remark for found in [*shown, figures.regional(PM_OFFICE, DAY)] for remark in found["remark"].dropna()}

    assert remarks - set(published.remarks()) == set()
    assert remarks


@pytest.mark.parametrize(("indicator", "told"), [("insurance_coverage_pct", "employers."), ("inspection_count", "inspector-days.")])
def test_a_figure_of_prevention_or_control_opens_the_rows_it_counts(screen: Screen, indicator: str, told: str) -> None:
    app = screen("injuries", part="rows", indicator=indicator, region="35")
    figure = indicators.of_period(PM_OFFICE, DAY, indicator=indicator).set_index("region_code").loc["35"]

    assert not app.exception
    assert told in said(app)
    assert f"{figure['numerator']:,.0f}" in said(app)
    assert 0 < len(tables(app)[0]) <= 100
