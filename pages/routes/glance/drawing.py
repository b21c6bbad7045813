"""A glance of the map, drawn: the ground, and on it facilities and names, or areas with their figures."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from pages.parts import palette
from pages.parts.map import areas as map_areas
from pages.parts.map import areas_shown, circle, colours
from pages.routes.glance import areas, ground, letters, marks
from pages.routes.glance.shapes import line
from pages.routes.glance.svg import in_steps, rimmed, styled, whole
from pages.routes.glance.window import Window
from pages.routes.paper import looks
from pages.routes.paper.shown import View
from queries import facilities
from queries.db import Viewer
from queries.facilities import Filters, Near


@dataclass(frozen=True)
class Asked:
    """What is to be seen: the facilities under the filters, or areas; which layers of the ground; in which language."""

    as_of: date
    filters: Filters
    view: View
    on: Collection[str]
    language: str


def drawn(viewer: Viewer, asked: Asked, window: Window) -> bytes:
    """What the viewer may see of it as SVG, in the theme and the language of the block. Raises Unavailable."""
    over = _areas(viewer, asked, window) if asked.view.level in map_areas.LEVELS else _marks(viewer, asked, window)
    return whole(window, ground.drawn(window, asked.on) + _circle(asked.filters.near, window) + over)


def _marks(viewer: Viewer, asked: Asked, window: Window) -> str:
    given = {"filters": asked.filters, "language": asked.language}
    tiles: Iterable[bytes] = (facilities.tile(viewer, asked.as_of, z=z, x=x, y=y, **given) for z, x, y in window.tiles())
    look = looks.looks(colours.of(asked.filters))
    return marks.drawn(window, tiles, look) + rimmed(letters.names(window, asked.language), palette.tokens()["land"])


def _areas(viewer: Viewer, asked: Asked, window: Window) -> str:
    level, measure, filters = asked.view.level, asked.view.measure, asked.filters
    outlines = facilities.area_outlines(viewer, asked.as_of, level=level, region=filters.region)
    rows = map_areas.valued(viewer, asked.as_of, level=level, measure=measure, filters=filters)
    body = map_areas.features(outlines, rows, level, areas_shown.zoom_of_names(window.zoom))
    fills = [palette.tokens()["panel"], *areas_shown.step_fills(colours.of(filters), measure)]
    return areas.drawn(window, body, fills)


def _circle(near: Near | None, window: Window) -> str:
    """The line around the area that the screen is narrowed to."""
    return in_steps(styled(line(circle.ring(near), window), "none", palette.tokens()["accent"], 2.5)) if near else ""
