"""The marks of a glance: the clusters and facilities of the tiles that deck.gl will ask for, as it will draw them."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from pages.routes.glance.window import Window
from pages.routes.paper.looks import Look

Feature = dict[str, Any]


def drawn(window: Window, tiles: Iterable[bytes], look: Callable[[dict[str, Any]], Look]) -> str:
    """Circles in the order of the tiles, and a style for each look that there is; look tells it by a mark's properties."""
    found = [each for tile in tiles for each in json.loads(tile)["features"]]
    if not found:
        return ""
    places = window.pixels(np.array([each["geometry"]["coordinates"] for each in found], dtype=float)).round(1).tolist()
    looks = [look(each["properties"]) for each in found]
    styles: dict[str, str] = {}
    circles = [
        f'<circle class="{styles.setdefault(_style(each), f"m{len(styles)}")}" cx="{x:g}" cy="{y:g}" r="{each.radius:g}"/>'
        for (x, y), each in zip(places, looks, strict=True)
    ]
    return f"<style>{''.join(f'.{name}{{{style}}}' for style, name in styles.items())}</style>{''.join(circles)}"


def _style(look: Look) -> str:
    return f"fill:{_colour(look.fill)};stroke:{_colour(look.line)};stroke-width:{look.width:g}"


def _colour(colour: list[int]) -> str:
    """Red, green, blue and opacity from 0 to 255 as a sheet writes them."""
    return "#" + bytes(colour).hex()
