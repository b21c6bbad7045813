"""Letters of a glance: names of places, and figures on areas, each with a rim in the colour of the land."""

from html import escape

import numpy as np

from pages.parts import palette
from pages.routes import place_names
from pages.routes.glance.window import Window

UP_PX = 9  # of a name above its place


def names(window: Window, language: str) -> str:
    """Names of places, waters and neighbours, as many as the zoom has room for."""
    zoom = min(max(window.zoom_of_tiles, place_names.FIRST_ZOOM), place_names.LAST_ZOOM)
    colours = palette.tokens()
    inks = [colours["ink"], colours["ink"], palette.WATER_NAMES[palette.is_dark()], colours["muted"]]
    shown = [
        written(window, (name.lon, name.lat), name.text, size=name.size, ink=inks[name.kind - 1], up=UP_PX)
        for name in place_names.shown(zoom, language)
    ]
    return "".join(shown)


def written(window: Window, place: tuple[float, float], text: str, *, size: float, ink: str, up: float = 0) -> str:
    """A text in the middle of its place, or so many pixels above; nothing where the place is out of sight."""
    x, y = window.pixels(np.array([place]))[0].tolist()
    if not (0 <= x <= window.width and 0 <= y <= window.height):
        return ""
    return f'<text x="{x:.1f}" y="{y - up + size * 0.36:.1f}" font-size="{size:g}" fill="{ink}">{escape(text)}</text>'
