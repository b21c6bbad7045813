"""The first screen: six tiles that compare, regions for those who see more than one, and what to look at first."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import layout, overview_tiles
from queries import overview
from tests import rows
from tests.app.reading import said
from tests.viewers import PM_OFFICE

Screen = Callable[..., AppTest]
TILES = (
    "Killed at work", "Injured at work", "Killed per 1,000 employees a year", "Facilities in the high-risk zone",
    "Overdue instructions", "Overdue prescriptions",
)  # fmt: skip


def test_six_tiles_say_the_same_period_a_year_before(screen: Screen) -> None:
    told = said(screen("overview"))

    assert [tile for tile in TILES if tile not in told] == []
    assert "Jan–Oct 2026" in told
    assert "Jan–Oct 2025" in told
    assert "under the rule then in force: not comparable" in told
    assert "of 2026: 0.031" in told


def test_the_tile_of_the_zone_says_what_was_counted(screen: Screen) -> None:
    told = said(screen("overview"))
    found = overview.risk_zone(PM_OFFICE, date(2026, 10, 31)).to_dict("records")[0]

    assert f"{found['high_count']:,}" in told
    assert f"{found['worker_count']:,} people work there" in told


def test_the_country_sees_twenty_regions_with_places_as_far_as_they_can_be_told_apart(screen: Screen) -> None:
    found = screen("overview").dataframe[0].value

    assert len(found) == 20
    assert found["place"].str.contains("–").any()


def test_one_region_is_not_ranked(screen: Screen) -> None:
    app = screen("overview", "akimat_karaganda")

    assert not [each for each in app.dataframe if "place" in each.value]
    assert "Mangystau" not in said(app)


@pytest.mark.parametrize("person", ["akimat_karaganda", "akimat_mangystau"])
def test_an_akimat_is_shown_only_its_own_facilities(screen: Screen, person: str) -> None:
    own = {"akimat_karaganda": "35", "akimat_mangystau": "47"}[person]
    app = screen("overview", person)

    linked = [each.proto.query_string for each in app.get("page_link") if "facility=" in each.proto.query_string]
    ids = [int(each.split("facility=")[1].split("&")[0]) for each in linked]
    regions = rows.run("SELECT DISTINCT region_code FROM facility WHERE facility_id = ANY(%s)", ids)

    assert ids
    assert regions == [(own,)]


def test_a_day_before_the_first_scoring_has_no_zone_but_a_screen(screen: Screen) -> None:
    app = screen("overview", as_of="2024-06-30")

    assert not app.exception
    assert "No scoring a year before to compare with" in said(app)


def test_links_keep_the_language_and_the_day(screen: Screen) -> None:
    app = screen("overview", language="ru")

    for link in app.get("page_link"):
        assert "lang=ru" in link.proto.query_string
        assert "as_of=2026-10-31" in link.proto.query_string


@pytest.mark.parametrize(
    ("now", "before", "p_value", "is_bad"),
    [(5, 4, 0.05, True), (5, 4, 0.051, False), (4, 5, 0.01, False), (5, 5, 0.01, False)],
)
def test_only_more_than_chance_explains_is_marked_as_worse(now: int, before: int, p_value: float, is_bad: bool) -> None:
    assert overview_tiles.is_worse(now, before, p_value) is is_bad


def test_nothing_of_a_name_is_taken_for_markdown() -> None:
    assert layout.plain("[a](b) *c* :red[d] $e$") == r"\[a\]\(b\) \*c\* \:red\[d\] \$e\$"


def test_what_to_look_at_first_says_when_it_was_scored(screen: Screen) -> None:
    assert "Scored on 31 Oct 2026." in said(screen("overview"))
