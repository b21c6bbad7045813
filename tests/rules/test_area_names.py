"""Names on areas: above their figure, on few lines, within their own area, over no other's figure, or not at all."""

import json
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from pages.parts.map.area_names import HEIGHT_OF_A_LINE, SIZES, WIDTH_OF_A_LETTER, Area, Placed, pixels, placed

SIZE = SIZES["region"]
REGIONS = json.loads((Path(__file__).parents[2] / "data" / "reference" / "regions.geojson").read_text(encoding="utf-8"))["features"]
ZOOM = 5.0
DEGREES_OF_A_PIXEL = 360 / 512 / 2**ZOOM


def rectangle(wide_px: float, high_px: float, lon: float = 0, lat: float = 0) -> BaseGeometry:
    """An area of so many pixels around a place at the equator, where a degree is as high as it is wide."""
    half_wide, half_high = (each * DEGREES_OF_A_PIXEL / 2 for each in (wide_px, high_px))
    return shapely.box(lon - half_wide, lat - half_high, lon + half_wide, lat + half_high)


def one(name: str, outline: BaseGeometry) -> Placed | None:
    return placed([Area(name, "2.5", outline, 0, 0)], ZOOM, SIZE)[0]


def test_a_name_stands_above_its_figure_where_both_have_room() -> None:
    found = one("Abai Region", rectangle(300, 200))

    assert found is not None
    assert (found.text, found.lon, found.lat) == ("Abai Region", pytest.approx(0), pytest.approx(0))
    assert found.up == pytest.approx((SIZE.figure + SIZE.name) * HEIGHT_OF_A_LINE / 2)


WIDE = len("Karaganda") * SIZE.name * WIDTH_OF_A_LETTER + 4
HIGH = (2 * SIZE.name + SIZE.figure) * HEIGHT_OF_A_LINE


@pytest.mark.parametrize(
    ("wide", "high", "text"),
    [
        (200, 200, "Karaganda Region"),
        (WIDE + 1, HIGH + 1, "Karaganda\nRegion"),  # just wide and high enough for two lines
        (WIDE - 1, HIGH + 1, ""),
        (WIDE + 1, HIGH - 1, ""),
    ],
)
def test_a_name_is_broken_or_left_out_where_the_area_is_narrow(wide: float, high: float, text: str) -> None:
    found = one("Karaganda Region", rectangle(wide, high))

    assert found is not None
    assert found.text == text


def test_name_and_figure_move_to_where_the_area_is_wide() -> None:
    stem, hall = rectangle(40, 400), rectangle(260, 120, lat=120 * DEGREES_OF_A_PIXEL)

    found = one("Karaganda Region", shapely.union(stem, hall))

    assert found is not None
    assert 60 < found.lat / DEGREES_OF_A_PIXEL < 180


def test_no_name_lies_over_the_figure_of_a_city_too_small_for_it() -> None:
    lon, lat = 55 * DEGREES_OF_A_PIXEL, 15 * DEGREES_OF_A_PIXEL  # the city is beside the name, its figure reaches into it
    city = rectangle(4, 4, lon, lat)
    region = Area("Akmola Region", "4.4", shapely.difference(rectangle(400, 300), city), 0, 0)

    alone, _ = placed([region, Area("Astana", "4.9", city, 900, 0)], ZOOM, SIZE)
    around, within = placed([region, Area("Astana", "4.9", city, lon, lat)], ZOOM, SIZE)

    assert alone is not None
    assert around is not None
    [(x, y)] = pixels(shapely.get_coordinates(shapely.Point(lon, lat)), ZOOM)
    figure = shapely.box(x - 12, y - 7, x + 12, y + 7)
    assert (box(alone, ZOOM).intersects(figure), box(around, ZOOM).intersects(figure)) == (True, False)
    assert (around.text, within) == ("Akmola Region", Placed(lon, lat))


def test_a_figure_too_large_for_its_area_never_lies_over_that_of_a_larger_one() -> None:
    city = rectangle(4, 4, lon=10 * DEGREES_OF_A_PIXEL)
    region = Area("Akmola Region", "4.4", shapely.difference(rectangle(60, 60), city), 0, 0)

    assert placed([Area("Astana", "4.9", city, 10 * DEGREES_OF_A_PIXEL, 0), region], ZOOM, SIZE) == [None, Placed(0, 0)]


@pytest.mark.parametrize("outline", ["POLYGON EMPTY", "POLYGON ((0 0, 9 9, 9 0, 0 9, 0 0))", "POLYGON ((0 0, 5 5, 0 0))"])
def test_an_outline_of_nothing_or_crossing_itself_does_no_harm(outline: str) -> None:
    one("Abai Region", shapely.from_wkt(outline))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("zoom", [3.0, 4.1, 5.5])
def test_names_of_the_regions_lie_in_their_own_region_beside_each_other(language: str, zoom: float) -> None:
    outlines = [shapely.from_geojson(json.dumps(each["geometry"])) for each in REGIONS]
    middles = [each.representative_point() for each in outlines]
    names = [each["properties"][f"name_{language}"] for each in REGIONS]
    areas = [Area(name, "12.5", outline, at.x, at.y) for name, outline, at in zip(names, outlines, middles, strict=True)]

    boxes = [box(name, zoom) for name in placed(areas, zoom, SIZE) if name and name.text]

    assert len(boxes) >= {3.0: 0, 4.1: 10, 5.5: 16}[zoom]
    assert not [(a, b) for place, a in enumerate(boxes) for b in boxes[place + 1 :] if a.intersects(b)]


def box(name: Placed, zoom: float) -> BaseGeometry:
    """What a name covers, pixels."""
    [(x, y)] = pixels(shapely.get_coordinates(shapely.Point(name.lon, name.lat)), zoom)
    lines = name.text.split("\n")
    half = max(map(len, lines)) * SIZE.name * WIDTH_OF_A_LETTER / 2
    high = len(lines) * SIZE.name * HEIGHT_OF_A_LINE
    return shapely.box(x - half, y - name.up - high / 2, x + half, y - name.up + high / 2)
