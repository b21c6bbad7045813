"""The sheet of a picture: what its frame shows, that nothing is cut or written over another, that print in grey still tells."""

import weakref

import numpy as np
import pytest

from pages.parts import palette, words
from pages.parts.map import colours as map_colours
from pages.routes import place_names
from pages.routes.paper import drawing, looks, names, scale, sheet
from pages.routes.paper.extent import Box, tile_at
from queries.facilities import COLOURS, Filters
from tests.tiles import tile_of

COUNTRY = (46.4, 40.5, 87.4, 55.5)
BOXES = [COUNTRY, (66.0, 46.5, 77.0, 51.0), (76.7, 43.1, 77.1, 43.4), (73.0999, 49.7999, 73.1001, 49.8001)]


@pytest.mark.parametrize("box", BOXES)
def test_the_frame_shows_the_box_in_its_own_proportions(box: Box) -> None:
    extent = drawing.extent_of(box)
    west, south, east, north = extent.edges

    assert (east - west) / (north - south) == pytest.approx(drawing.FRAME.aspect)
    assert extent.seen[0] <= box[0] < box[2] <= extent.seen[2]
    assert extent.seen[1] <= box[1] < box[3] <= extent.seen[3]


def test_metres_on_the_sheet_are_metres_in_nature() -> None:
    extent = drawing.extent_of(BOXES[1])
    x, y = extent.metres(np.array([71.5, 71.5]), np.array([48.5, 49.5]))

    assert np.hypot(*(np.diff(each) for each in (x, y)))[0] == pytest.approx(111_200, rel=0.005)


@pytest.mark.parametrize(("box", "zoom"), list(zip(BOXES, [4, 6, 10, 15], strict=True)))
def test_the_tiles_are_those_a_screen_of_the_same_width_would_show(box: Box, zoom: int) -> None:
    extent = drawing.extent_of(box)
    tiles = list(extent.tiles())

    assert {z for z, _x, _y in tiles} == {zoom}
    assert len(tiles) == len(set(tiles)) <= 30
    assert (zoom, *tile_of(zoom, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))) in tiles


def test_a_tile_is_found_as_the_tests_find_it() -> None:
    assert tile_at(9, 73.1, 49.8) == tile_of(9, (73.1, 49.8))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("box", BOXES[:3])
def test_no_name_stands_over_another_or_is_cut(box: Box, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[str, names.Rectangle]] = []
    monkeypatch.setattr(names, "_write", lambda _sheet, name, x, y: written.append((name.text, names._rectangle(name, x, y))))
    with palette.on_paper():
        names.draw(sheet.Sheet(), drawing.FRAME, drawing.extent_of(box), language)
    places = [place for _name, place in written]

    assert written
    assert all(drawing.FRAME.holds(place, 0) for place in places)
    assert not [one for number, one in enumerate(places) for other in places[number + 1 :] if names._meet(one, other)]


def test_the_capital_and_the_two_other_cities_of_republican_significance_are_on_the_national_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[place_names.Name] = []
    monkeypatch.setattr(names, "_write", lambda _sheet, name, _x, _y: written.append(name))
    with palette.on_paper():
        names.draw(sheet.Sheet(), drawing.FRAME, drawing.extent_of(COUNTRY), "en")

    assert {"Astana", "Almaty", "Shymkent", "Karaganda", "Atyrau"} <= {name.text for name in written}


@pytest.mark.parametrize(("most_m", "length_m"), [(1, 1), (1.99, 1), (2, 2), (4.99, 2), (5, 5), (9.9, 5), (10, 10), (730_000, 500_000)])
def test_the_scale_bar_is_a_round_length_that_fits(most_m: float, length_m: int) -> None:
    assert scale.round_length(most_m) == length_m


@pytest.mark.parametrize("width", range(32, 80, 6))
def test_lines_are_broken_between_words_and_fit(width: int) -> None:
    text = "Карта показывает опасные производственные объекты Республики Казахстан"
    lines = sheet.wrapped(text, width, 8)

    assert " ".join(lines) == text
    assert len(lines) > 1
    assert all(sheet.width_mm(line, 8) <= width for line in lines)


@pytest.mark.parametrize("letter", "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё№—–«»°²≥≤")
def test_every_letter_of_the_three_languages_has_its_shape(letter: str) -> None:
    assert sheet.width_mm(letter, 10) > 0  # a letter without a shape warns, and a warning fails the test


def test_paper_is_light_whatever_the_readers_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(palette.st, "context", type("Context", (), {"theme": type("Theme", (), {"type": "dark"})})())

    with palette.on_paper(), words.speaking("en"):
        assert palette.tokens() == palette.LIGHT
    assert palette.tokens() == palette.DARK


@pytest.mark.parametrize("colour", COLOURS)
def test_a_mark_has_the_colour_that_the_legend_gives_its_class(colour: str) -> None:
    with palette.on_paper(), words.speaking("en"):
        colouring = map_colours.of(Filters("labour", colour))
        look = looks.looks(colouring)
    singles = {number: look({"c": number, "v": 2, "r": 4}) for number in colouring.fills}
    steps = [look({"c": 10 + step, "v": 10 + step, "r": 4}) for step in range(4)]

    for number, fill in colouring.fills.items():
        if fill == map_colours.HOLLOW:
            assert (singles[number].fill[3], singles[number].radius) == (0, 3)
        elif fill == map_colours.WHITE:
            assert singles[number].fill[:3] == [255, 255, 255]
        else:
            assert (singles[number].fill[:3], singles[number].radius) == (palette.rgb(fill), 4)
    assert [step.fill[:3] for step in steps] == [palette.rgb(fill) for fill in colouring.share_fills]


@pytest.mark.parametrize("colour", ["degree", "probability", "insurance"])
def test_a_hollow_mark_has_the_ring_of_its_violations_and_a_grey_outline_without_any(colour: str) -> None:
    with palette.on_paper(), words.speaking("en"):
        look = looks.looks(map_colours.of(Filters("labour", colour)))

    assert look({"c": 0, "v": 5, "r": 4}).line[:3] == palette.rgb(palette.VIOLATIONS["gross"])
    assert [look({"c": 0, "v": v, "r": 4}).line for v in (0, 1)] == [[*palette.rgb(palette.HOLLOW), 235]] * 2


def test_a_ring_tells_violations_unless_the_fill_does() -> None:
    with palette.on_paper(), words.speaking("en"):
        by_degree, by_violations = (looks.looks(map_colours.of(Filters("labour", colour))) for colour in ("degree", "violations"))
    mark = {"c": 2, "v": 5, "r": 4}

    assert by_degree(mark).line[:3] == palette.rgb(palette.VIOLATIONS["gross"])
    assert by_violations(mark).line[:3] == palette.rgb(palette.LIGHT["page"])
    assert by_degree(mark).width > by_violations(mark).width


def test_a_drawn_sheet_lets_its_dots_go_at_once() -> None:
    drawn = sheet.Sheet()
    dots = weakref.ref(drawn.figure.canvas)
    drawn.file("png", "title")

    assert dots() is None
