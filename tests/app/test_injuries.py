"""The injuries screen as a person meets it: filters in the address, one series to a chart, nobody else's region."""

import json
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import official, published
from queries import figures, injuries
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.viewers import KARAGANDA, PM_OFFICE

DAY = date(2026, 10, 31)
YEARS, PUBLISHED_TARGET, REGISTER_TARGET, REGIONS = range(4)
KARAGANDA_IN = {"kk": "Қарағанды облысы", "ru": "Карагандинская область", "en": "Karaganda Region"}


def drawn(app: AppTest, place: int) -> dict[str, Any]:
    """A chart of the screen as the browser gets it."""
    return json.loads(app.get("vega_lite_chart")[place].proto.spec)


def values(app: AppTest, place: int) -> dict[int, float]:
    """What a chart over the years shows, by year."""
    return {row["year"]: row["value"] for row in drawn(app, place)["layer"][0]["data"]["values"]}


def regions(app: AppTest) -> dict[str, dict[str, Any]]:
    """What the chart of the regions shows, by their codes."""
    return {row["region_code"]: row for row in drawn(app, REGIONS)["layer"][0]["data"]["values"]}


@pytest.mark.parametrize("series", list(official.INDICATORS))
@pytest.mark.parametrize("harm", ["injured", "killed"])
def test_a_published_series_is_drawn_alone(screen: Screen, series: str, harm: str) -> None:
    app = screen("injuries", series=series, harm=harm)
    figure = figures.national(PM_OFFICE, DAY, series=series, indicator=official.INDICATORS[series][harm])

    assert values(app, YEARS) == figure[figure["is_longest_of_year"]].set_index("year")["value"].to_dict()


@pytest.mark.parametrize("series", [*official.INDICATORS, official.REGISTER])
def test_published_and_invented_rates_are_never_in_one_chart(screen: Screen, series: str) -> None:
    app = screen("injuries", series=series)
    register = injuries.by_year(PM_OFFICE, DAY).set_index("year")["fatal_rate_per_1000_employees_a_year"]
    indicator = official.FATAL_RATE
    given = figures.national(PM_OFFICE, DAY, series=official.with_fatal_rate(series), indicator=indicator)

    assert values(app, REGISTER_TARGET) == pytest.approx(register.to_dict())
    assert set(values(app, PUBLISHED_TARGET).values()) <= set(given["value"])
    assert values(app, PUBLISHED_TARGET)


@pytest.mark.parametrize("place", [PUBLISHED_TARGET, REGISTER_TARGET])
def test_the_target_is_a_dashed_line_that_bears_its_name(screen: Screen, place: int) -> None:
    spec = json.dumps(drawn(screen("injuries"), place))

    assert '"strokeDash": [5, 4]' in spec
    assert "Target, decree No. 1182" in spec


def test_invented_figures_say_so_below_their_charts(screen: Screen) -> None:
    captions = [each.value for each in screen("injuries", series=official.REGISTER).caption]

    assert sum("Demonstration data" in each for each in captions) == 5


@pytest.mark.parametrize("language", list(KARAGANDA_IN))
def test_a_link_opens_the_same_screen_in_every_language(screen: Screen, language: str) -> None:
    app = screen("injuries", language=language, harm="killed", region="35", series="bns_sdg")
    expected = injuries.totals(PM_OFFICE, DAY, region="35")

    assert KARAGANDA_IN[language] in said(app)
    assert f'<div class="value">{expected["killed_count"]:.0f} ' in said(app)
    assert max(values(app, YEARS).values()) == 0.08


def test_a_choice_stands_in_the_address_by_its_code(screen: Screen) -> None:
    app = screen("injuries")
    app.selectbox(key="filter_region").select("35").run()

    assert app.query_params["region"] in ("35", ["35"])
    app.selectbox(key="filter_region").select("").run()
    assert "region" not in app.query_params


def test_an_unknown_code_in_the_address_opens_the_whole_country(screen: Screen) -> None:
    app = screen("injuries", region="99", harm="scratched", series="rumour")

    assert not app.exception
    assert app.selectbox(key="filter_region").value == ""
    assert len(regions(app)) == 20


def test_an_akimat_meets_its_own_region_whatever_the_address_says(screen: Screen) -> None:
    app = screen("injuries", "akimat_karaganda", region="47", series=official.REGISTER)
    own = injuries.by_year(KARAGANDA, DAY).set_index("year")["injury_rate_per_1000_employees_a_year"]

    assert list(regions(app)) == ["35"]
    assert values(app, YEARS) == pytest.approx(own.to_dict())
    assert "Mangystau" not in said(app)
    assert "filter_region" not in [each.key for each in app.selectbox]


def test_an_akimat_still_sees_the_national_series_and_the_target(screen: Screen) -> None:
    app = screen("injuries", "akimat_karaganda", series="bns_sdg", harm="killed")

    assert values(app, YEARS)[2010] == 0.08
    assert "2030: 0.023" in said(app)


def test_an_empty_register_says_so_and_still_shows_what_is_published(screen: Screen, database: str) -> None:
    rows.batch("demo")
    app = screen("injuries")

    assert not app.exception
    assert [each.value for each in app.info] == [
        "No region has both accidents and employees known for this period.",
        "The register holds no accident of these two years.",
        "The register holds no accident of these two years.",
    ]
    assert values(app, YEARS)[2024] == 1408
    assert '<div class="value">— ' in said(app)


def test_every_remark_on_a_shown_figure_has_words(database: str) -> None:
    shown = [
        figures.national(PM_OFFICE, DAY, series=series, indicator=indicator)
        for series, by_harm in official.INDICATORS.items()
        for indicator in {*by_harm.values(), official.FATAL_RATE}
    ]
    remarks = {remark for rows in [*shown, figures.regional(PM_OFFICE, DAY)] for remark in rows["remark"].dropna()}

    assert remarks - set(published.remarks()) == set()
    assert remarks
