"""The map as a person meets it: what is drawn for whom, what the legend counts, what a click opens."""

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import in_sight
from pages.parts.map import list as map_list
from pages.parts.words import NO_VALUE
from queries import facilities, tokens
from queries.facilities import Filters
from queries.viewer import Viewer
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.viewers import EVERYBODY, KARAGANDA, MANGYSTAU, PM_OFFICE

DAY = date(2026, 10, 31)
QUESTION = {"en": "Where is the danger?", "kk": "Қауіп қайда?", "ru": "Где опасно?"}
TOTAL = {"en": "facilities on the map", "kk": "Картада", "ru": "на карте"}


def deck(app: AppTest) -> dict[str, Any]:
    """The map as the browser gets it."""
    return json.loads(app.get("deck_gl_json_chart")[0].proto.json)


def layer(app: AppTest, beginning: str) -> dict[str, Any]:
    """The layer whose id begins so."""
    return next(each for each in deck(app)["layers"] if each["id"].startswith(beginning))


def asked_of_tiles(app: AppTest) -> dict[str, str]:
    """What the address of the tiles carries."""
    return {name: values[0] for name, values in parse_qs(urlsplit(layer(app, "facilities")["data"]).query).items()}


def listed(app: AppTest) -> list[str]:
    """First column of the list."""
    return list(app.dataframe[0].value.iloc[:, 0])


def some_facility(viewer: Viewer) -> tuple[int, str]:
    """The first facility a viewer would find in the list: its number and English name."""
    rows = facilities.listed(viewer, DAY, filters=Filters("labour"), order="risk", descending=True, page=1, language="en")
    return int(rows["facility_id"].iloc[0]), str(rows["name_en"].iloc[0])


@pytest.mark.parametrize("language", list(QUESTION))
def test_the_map_asks_its_question_and_counts_in_every_language(screen: Screen, language: str) -> None:
    app = screen("map", language=language)

    assert QUESTION[language] in said(app)
    assert TOTAL[language] in said(app)
    assert asked_of_tiles(app)["lang"] == language
    assert layer(app, "names")["data"].endswith(f"lang={language}")


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda viewer: viewer.user)
def test_the_tiles_are_opened_as_the_person_who_looks(screen: Screen, viewer: Viewer) -> None:
    app = screen("map", viewer.user)

    assert tokens.viewer_of(asked_of_tiles(app)["token"], "tiles") == viewer


def test_no_address_of_the_map_leads_to_another_host(screen: Screen) -> None:
    app = screen("map")

    fetched = [each["data"] for each in deck(app)["layers"] if isinstance(each["data"], str)]

    assert all(address.startswith(("/basemap/", "/tiles/")) for address in fetched)
    assert "://" not in json.dumps(deck(app))


def test_only_codes_and_colours_cross_the_socket(screen: Screen) -> None:
    app = screen("map")

    assert len(json.dumps(deck(app))) < 12_000


def test_a_facility_of_the_address_opens_beside_the_map_and_is_ringed(screen: Screen) -> None:
    facility_id, name = some_facility(KARAGANDA)
    app = screen("map", "akimat_karaganda", facility=str(facility_id))
    place = facilities.located(KARAGANDA, DAY, facility_id=facility_id)

    assert name in said(app)
    assert layer(app, "chosen")["data"] == [{"at": [place["lon"], place["lat"]]}]
    assert deck(app)["initialViewState"]["longitude"] == pytest.approx(place["lon"], abs=1e-4)


@pytest.mark.parametrize("asked", ["neighbour", "0", "-1", "9" * 30, "x", "1 OR 1=1", ""])
def test_a_facility_that_is_not_there_or_not_his_opens_nothing(screen: Screen, asked: str) -> None:
    other_id, other_name = some_facility(MANGYSTAU)
    app = screen("map", "akimat_karaganda", facility=str(other_id) if asked == "neighbour" else asked)

    assert not app.exception
    assert other_name not in said(app)
    assert not [each for each in deck(app)["layers"] if each["id"] == "chosen"]


def test_closing_the_panel_takes_the_facility_out_of_the_address_and_keeps_the_place(screen: Screen) -> None:
    facility_id, _ = some_facility(PM_OFFICE)
    app = screen("map", facility=str(facility_id))
    before = deck(app)["initialViewState"]

    app.button(key="map_panel_close").click().run()

    assert "facility" not in app.query_params
    assert [each.key for each in app.button if each.key == "map_panel_close"] == []
    assert deck(app)["initialViewState"] == before
    assert layer(app, "facilities")["id"] != "facilities-0"  # a mark can be clicked again


def test_the_way_home_shows_the_country(screen: Screen) -> None:
    facility_id, _ = some_facility(PM_OFFICE)
    app = screen("map", facility=str(facility_id))

    app.button(key="map_home").click().run()

    assert deck(app)["initialViewState"]["zoom"] < 5


def test_the_search_narrows_the_list_and_says_when_nothing_is_found(screen: Screen) -> None:
    _, name = some_facility(PM_OFFICE)
    app = screen("map", search=name)

    assert listed(app) == [name]
    assert "No facility passes" in said(screen("map", search="no such thing"))


def test_the_list_is_asked_for_once_it_comes_into_sight(screen: Screen) -> None:
    app = screen("map")
    seen = in_sight.key(map_list.TABLE)
    del app.session_state[seen]

    assert not app.run().dataframe
    assert "Order by" not in [each.label for each in app.selectbox]
    app.session_state[seen] = True
    assert listed(app.run())


def test_a_page_that_the_filters_no_longer_have_is_left_before_the_list_is_in_sight(screen: Screen) -> None:
    _, name = some_facility(PM_OFFICE)
    app = screen("map")
    app.session_state[in_sight.key(map_list.TABLE)] = False
    app.session_state[map_list.PAGE] = 3
    app.query_params["search"] = name

    assert app.run().session_state[map_list.PAGE] == 1


def test_an_empty_cell_of_the_list_shows_a_dash(screen: Screen) -> None:
    [table] = screen("map", order="inspected", direction="up").dataframe

    assert "last_inspected_on" in table.value.columns[table.value.isna().any()]
    assert table.proto.placeholder == NO_VALUE


@pytest.mark.parametrize(("order", "column"), [("accidents", "accident_count"), ("insurance", "insurance")])
def test_the_list_shows_what_it_is_ordered_by(screen: Screen, order: str, column: str) -> None:
    [ordered] = screen("map", order=order).dataframe
    [plain] = screen("map").dataframe

    assert ordered.value[column].notna().all()
    assert list(ordered.value.columns)[1] == column  # in sight beside the name
    assert column not in plain.value


def test_the_list_goes_page_by_page(screen: Screen) -> None:
    app = screen("map")
    first = listed(app)

    app.number_input(key=map_list.PAGE).set_value(2).run()

    assert len(first) == facilities.ROWS_OF_A_PAGE
    assert not set(first) & set(listed(app))


def test_before_the_first_scoring_the_map_says_so(screen: Screen) -> None:
    app = screen("map")
    app.query_params["as_of"] = "2024-01-31"
    app.run()

    assert "No risk scores were computed on or before" in said(app)
    assert not app.get("deck_gl_json_chart")
