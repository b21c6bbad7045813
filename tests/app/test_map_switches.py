"""Layers a reader switches on, and his own file: kept in the address or for the session, drawn from addresses that carry his token."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import own_file, words
from pages.parts.map import own, own_layers, switches
from pages.parts.own_file import CannotRead
from queries import tokens
from tests.app.conftest import Screen
from tests.app.reading import markup, said
from tests.app.test_map import asked_of_tiles, deck
from tests.viewers import KARAGANDA

MOST_CHARACTERS_OF_LAYERS = 6_000


def drawn(app: AppTest) -> dict[str, Any]:
    """Layers of the map by id, from the ground up."""
    return {layer["id"]: layer for layer in deck(app)["layers"]}


def test_the_map_opens_as_it_always_did(screen: Screen) -> None:
    layers = drawn(screen("map"))

    assert {"ground-lakes", "ground-rivers"} <= set(layers)
    assert layers["ground-regions"]["getLineColor"] != layers["ground-regions"]["_subLayerProps"]["polygons-fill"]["getFillColor"]
    assert not [each for each in layers if each.startswith(("radii", "settlements", "rescue", "lines", "own"))]


def test_every_layer_can_be_switched_on_by_the_address_below_or_above_the_facilities(screen: Screen) -> None:
    layers = list(drawn(screen("map", layers="districts,settlements,radii,rescue")))
    facilities = next(number for number, each in enumerate(layers) if each.startswith("facilities"))

    below, above = layers[:facilities], layers[facilities:]
    assert [each for each in below if not each.startswith("ground")] == ["lines-districts", "rescue-reach", "radii"]
    assert [each for each in above if each.startswith(("settlements", "rescue"))] == ["settlements-en", "rescue-units"]


def test_what_is_switched_off_is_not_drawn(screen: Screen) -> None:
    layers = drawn(screen("map", layers="none"))

    assert not {"ground-lakes", "ground-rivers"} & set(layers)
    assert layers["ground-regions"]["getLineColor"] == layers["ground-regions"]["_subLayerProps"]["polygons-fill"]["getFillColor"]


@pytest.mark.parametrize("asked", ["roads", "<script>", "radii;drop", ",,", ""])
def test_a_layer_nobody_knows_is_left_out(screen: Screen, asked: str) -> None:
    app = screen("map", layers=asked)

    assert not app.exception
    assert not [each for each in drawn(app) if each.startswith(("radii", "lines"))]


def test_a_switch_goes_to_the_address_and_the_usual_look_leaves_it(screen: Screen) -> None:
    app = screen("map")

    app.button_group(key=switches.KEY).set_value(["regions", "water", "radii"]).run()
    assert app.query_params["layers"] == "regions,water,radii"
    assert "radii" in drawn(app)
    app.button_group(key=switches.KEY).set_value([]).run()
    assert app.query_params["layers"] == "none"
    app.button_group(key=switches.KEY).set_value(["regions", "water"]).run()
    assert "layers" not in app.query_params


def test_layers_are_fetched_as_the_person_who_looks_and_radii_under_the_filters(screen: Screen) -> None:
    app = screen("map", KARAGANDA.user, layers="radii,settlements,rescue", hazard="chemical")
    layers = drawn(app)

    for name in ("radii", "settlements-en", "rescue-units", "rescue-reach"):
        token = layers[name]["data"].split("token=")[1].split("&")[0]
        assert tokens.viewer_of(token, "tiles") == KARAGANDA
    assert layers["radii"]["data"].replace("/tiles/radii/", "/tiles/facilities/") == layers_of_facilities(layers)
    assert asked_of_tiles(app)["hazard"] == "chemical"


def layers_of_facilities(layers: dict[str, Any]) -> str:
    return str(next(layer["data"] for name, layer in layers.items() if name.startswith("facilities")))


def test_layers_are_light_on_the_socket(screen: Screen) -> None:
    plain, all_on = (screen("map", layers=each) for each in ("none", ",".join(switches.layers())))

    assert len(json.dumps(deck(all_on))) - len(json.dumps(deck(plain))) < MOST_CHARACTERS_OF_LAYERS


@pytest.mark.parametrize(("language", "word"), [("kk", "Файлды таңдау"), ("ru", "Выбрать файл"), ("en", "Choose a file")])
def test_the_place_for_a_file_speaks_the_readers_language(language: str, word: str) -> None:
    with words.speaking(language):
        assert word in own.words_of_the_uploader()


POINTS = b"lon,lat,name\n73.1,49.8,A\n73.2,49.8,B\n-70,-30,C\n"


def test_a_readers_own_file_is_drawn_told_and_taken_off_again(screen: Screen) -> None:
    app = screen("map")

    app.file_uploader(key=own.UPLOADER).upload("own.csv", POINTS, "text/csv").run()
    [layer] = [each for name, each in drawn(app).items() if name.startswith("own-")]
    key = layer["data"].removeprefix("/layers/own/").split("?")[0]
    assert "2 features of your file are on the map. 1 without a place near Kazakhstan is left out." in said(app)
    assert own_layers.kept(key, "pm_office") is not None
    assert deck(app)["initialViewState"]["longitude"] == pytest.approx(73.15, abs=0.01)

    app.button(key="map_own_off").click().run()
    assert not [name for name in drawn(app) if name.startswith("own-")]
    assert own_layers.kept(key, "pm_office") is None


def test_a_file_that_cannot_be_read_gets_its_sentence(screen: Screen) -> None:
    app = screen("map")

    app.file_uploader(key=own.UPLOADER).upload("own.csv", b"a,b\n1,2\n", "text/csv").run()

    assert "The table has no columns lon and lat with degrees." in said(app)
    assert not [name for name in drawn(app) if name.startswith("own-")]


def test_a_layer_that_expired_is_not_asked_for(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen("map")
    app.file_uploader(key=own.UPLOADER).upload("own.csv", POINTS, "text/csv").run()

    monkeypatch.setattr(own_layers, "_layers", {})
    app.run()

    assert not [name for name in drawn(app) if name.startswith("own-")]


def test_every_reason_a_file_is_refused_has_its_sentence(screen: Screen) -> None:
    reasons = {"kind_unknown", "too_large", "too_many", "damaged", "empty", "elsewhere", "coordinates_unknown", "columns_missing",
               "not_one_shapefile"}  # fmt: skip
    with pytest.raises(CannotRead):
        own_file.read("a", b"", "en")

    assert set(own.problems()) == reasons


def test_the_picture_is_offered_for_the_place_looked_at(screen: Screen) -> None:
    country, region = (markup(screen("map", **asked)) for asked in ({}, {"region": "35", "hazard": "boiler"}))

    assert "/picture/map.png?" in country
    assert "/picture/map.svg?" in country
    assert "box=46.40000%2C40.50000%2C87.40000%2C55.50000" in country
    assert "region=35" in region
    assert "hazard=boiler" in region
    assert "box=46.4" not in region


def test_the_marks_of_a_layer_switched_on_are_explained_beside_the_map(screen: Screen) -> None:
    explained = markup(screen("map", layers="regions,rescue,radii")).partition('class="map-legend map-layers"')[2]

    assert "Rescue units, reach in an hour" in explained
    assert "Danger radii, zoomed in" in explained
    assert "Settlements by population" not in explained
    assert "map-layers" not in markup(screen("map"))
