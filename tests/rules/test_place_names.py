"""Names of places on the map: readable at every zoom, the country's own first."""

import pytest

from pages.routes import place_names

WEST, EAST = 46.4, 87.4  # of what the map shows first
ZOOMS = range(place_names.FIRST_ZOOM, place_names.LAST_ZOOM + 1)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_name_stands_over_another_or_over_the_edge_of_the_country(language: str) -> None:
    for zoom in ZOOMS:
        boxes = sorted(name.box(zoom) for name in place_names.shown(zoom, language))
        west, east = (place_names.PIXELS_OF_A_TILE * (lon + 180) / 360 * 2 ** (zoom - 0.5) for lon in (WEST, EAST))

        assert boxes[0][0] > west - 4
        assert max(box[2] for box in boxes) < east + 4
        assert not [(one, other) for one in boxes for other in boxes if one is not other and meet(one, other)]


def meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes share a place."""
    return max(one[0], other[0]) < min(one[2], other[2]) and max(one[1], other[1]) < min(one[3], other[3])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_where_the_country_is_smallest_the_capital_and_centres_of_all_sides_are_named(language: str) -> None:
    shown = {name.text for name in place_names.shown(place_names.FIRST_ZOOM, language)}
    sides = {"kk": {"Астана", "Алматы", "Атырау", "Ақтөбе"}, "ru": {"Астана", "Алматы", "Атырау", "Актобе"},
             "en": {"Astana", "Almaty", "Atyrau", "Aktobe"}}  # fmt: skip

    assert sides[language] <= shown
