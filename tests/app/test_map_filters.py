"""Colourings and filters of the map: each reaches tiles, legend, list and file alike."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.parts import words
from pages.parts.map import address, colours
from pages.parts.map import filters as map_filters
from queries import facilities
from queries.facilities import COLOURS, Filters
from queries.viewer import Viewer
from tests.app.conftest import Screen
from tests.app.reading import markup, said
from tests.app.test_map import DAY, asked_of_tiles
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE


def test_the_filters_of_the_address_reach_tiles_legend_list_and_file(screen: Screen) -> None:
    chosen = {"law": "labour", "region": "35", "hazard": "boiler", "degree": "low"}
    app = screen("map", **chosen)
    file = parse_qs(urlsplit(re.search(r'href="(/export/[^"]+)"', markup(app))[1].replace("&amp;", "&")).query)

    assert chosen.items() <= asked_of_tiles(app).items()
    assert chosen == {name: file[name][0] for name in chosen}
    assert set(app.dataframe[0].value["degree"]) == {"Low"}
    assert set(app.dataframe[0].value["region"]) == {"Karaganda Region"}


def test_the_legend_counts_what_the_database_counts_and_narrows_to_a_class(screen: Screen) -> None:
    rows = facilities.counted(PM_OFFICE, DAY, filters=Filters("labour"))
    high = int(rows[(rows["filter"] == "mark") & (rows["code"] == "4")]["facilities"].iloc[0])
    app = screen("map", law="labour")

    assert f"High **{high:,}**" in app.radio(key="filter_mark").options
    app.radio(key="filter_mark").set_value("4").run()
    assert asked_of_tiles(app)["mark"] == "4"
    assert set(app.dataframe[0].value["degree"]) == {"High"}


def test_another_colouring_forgets_the_class_of_the_last(screen: Screen) -> None:
    app = screen("map", mark="4")

    app.selectbox(key="filter_colour").set_value("overdue").run()

    assert "mark" not in asked_of_tiles(app)
    assert asked_of_tiles(app)["colour"] == "overdue"


def test_the_probability_is_offered_only_where_a_model_was_fitted(screen: Screen) -> None:
    app = screen("map")

    assert "Predicted probability" not in app.selectbox(key="filter_colour").options
    assert len(app.selectbox(key="filter_colour").options) == len(COLOURS) - 1


@pytest.mark.parametrize("colour", [colour for colour in COLOURS if colour != "probability"])
def test_each_colouring_has_its_own_legend_fill_and_tiles(screen: Screen, colour: str) -> None:
    app = screen("map", colour=colour)
    with words.speaking("en"):
        title = colours.names(has_probability=True)[colour]

    assert f"Fill: {title}" in said(app)
    assert asked_of_tiles(app)["colour"] == colour
    assert len(app.radio(key="filter_mark").options) >= 3


@pytest.mark.parametrize(("viewer", "name"), [(KARAGANDA, "Karaganda Region"), (MANGYSTAU, "Mangystau Region")], ids=["35", "47"])
def test_an_akimat_has_no_choice_of_region_and_looks_at_its_own(screen: Screen, viewer: Viewer, name: str) -> None:
    app = screen("map", viewer.user)

    assert "filter_region" not in [each.key for each in app.selectbox]
    assert set(app.dataframe[0].value["region"]) == {name}
    assert "No facility passes" in said(screen("map", viewer.user, region="71"))


def test_what_is_malformed_in_the_address_is_left_out(screen: Screen) -> None:
    app = screen("map", region="99'", mark="9", near="here", activity="b", size="huge", hazard="boiler")

    assert {name: value for name, value in asked_of_tiles(app).items() if name in address.NAMES} == {
        "law": "labour", "colour": "degree", "hazard": "boiler"
    }  # fmt: skip


FILTERS = {"activity": "B", "size": "large", "degree": "high", "search": "шахта", "near": "73.1,49.8,50"}


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_narrows_map_legend_and_list_alike(screen: Screen, name: str) -> None:
    app = screen("map", **{name: FILTERS[name]})
    legend = facilities.counted(PM_OFFICE, DAY, filters=address.read({name: FILTERS[name]}))

    assert asked_of_tiles(app)[name] == FILTERS[name]
    assert f"{int(legend.loc[legend['code'] == 'on_map', 'facilities'].sum()):,} facilit" in said(app)


def test_clearing_takes_every_filter_away_and_keeps_the_colouring(screen: Screen) -> None:
    app = screen("map", colour="overdue", region="35", **FILTERS)

    app.button(key="map_clear").click().run()

    assert set(asked_of_tiles(app)) & set(address.NAMES) == {"law", "colour"}
    assert asked_of_tiles(app)["colour"] == "overdue"


CLASS_OF_ANOTHER = {"colour": "overdue", "mark": "1"}


@pytest.mark.parametrize("chosen", [{}, {"mark": "4"}, {"degree": "high"}, {"colour": "violations"}, {"colour": "violations", "mark": "5"},
                                    CLASS_OF_ANOTHER | {"region": "35"}, CLASS_OF_ANOTHER | {"near": "67,48,500"}])  # fmt: skip
def test_a_degree_says_how_many_facilities_it_would_leave(screen: Screen, chosen: dict[str, str]) -> None:
    app = screen("map", **chosen)
    offered = {
        each.rsplit(" · ", 1)[0]: int(each.rsplit(" · ", 1)[1].replace(",", "")) for each in app.selectbox(key="filter_degree").options[1:]
    }
    asked = {name: value for name, value in chosen.items() if name != "degree" and (name != "mark" or "colour" in chosen)}
    left = facilities.counted(PM_OFFICE, DAY, filters=address.read(asked | {"degree": "high"}))

    assert offered["High"] == left.loc[(left["filter"] == "place") & (left["code"] == "on_map"), "facilities"].sum() > 0


def test_further_filters_are_made_only_once_their_drawer_is_open(screen: Screen) -> None:
    app = screen("map", activity="B")

    app.session_state[map_filters.DRAWER] = False
    keys = {each.key for each in app.run().selectbox}

    assert {"filter_colour", "filter_region", "filter_hazard"} <= keys
    assert not {"filter_activity", "filter_degree", "filter_size"} & keys
    assert app.query_params["activity"] == "B"  # chosen all the same


def test_the_drawer_keeps_its_name_while_it_is_open_so_that_a_choice_does_not_close_it(screen: Screen) -> None:
    app = screen("map")

    app.selectbox(key="filter_degree").set_value("high").run()
    assert app.session_state[map_filters.LABEL] == "More filters"

    app.session_state[map_filters.DRAWER] = False
    app.run()
    assert app.session_state[map_filters.LABEL] == "More filters (1)"
