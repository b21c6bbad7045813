"""The picture the map opens with, for who holds a token of the tiles: it stands until deck.gl has drawn the same."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pages.parts import palette, words
from pages.parts.map import switches, view
from pages.routes import asked, cacheable, pace, picture, tiles
from pages.routes.glance import drawing
from pages.routes.glance.window import Window

NUMBER = r"-?\d{1,3}(?:\.\d{1,12})?"
THEMES = ("light", "dark")


def drawn(request: Request) -> Response:
    """The picture as SVG. 400 for a place, zoom or filter that is none; each of its tiles counts as one asked for."""
    viewer, window = asked.viewer(request, tiles.PURPOSE), _window(request)
    asked.matching(request, "version", r"[0-9]{1,19}")
    theme, on = asked.one_of(request, "theme", THEMES) or THEMES[0], _layers(request)
    shown = drawing.Asked(asked.as_of(request), asked.filters(request), picture.view(request), on, asked.language(request))
    for _tile in window.tiles():
        pace.keep(request.query_params["token"])
    with words.speaking(shown.language), palette.in_theme(theme):
        body = drawing.drawn(viewer, shown, window)
    return cacheable.answer(request, body, media_type="image/svg+xml", seconds=tiles.SECONDS_KEPT)


def _window(request: Request) -> Window:
    lon, lat, zoom = (_number(request, name) for name in ("lon", "lat", "zoom"))
    west, south, east, north = picture.LIMITS
    if not (west <= lon <= east and south <= lat <= north and view.LEAST_ZOOM <= zoom <= view.MOST_ZOOM + 1):
        raise HTTPException(400, "lon, lat and zoom must be a place in or near Kazakhstan and a zoom of the map.")
    return Window(lon, lat, zoom)


def _number(request: Request, name: str) -> float:
    text = asked.matching(request, name, NUMBER)
    if text is None:
        raise HTTPException(400, f"{name} is missing.")
    return float(text)


def _layers(request: Request) -> list[str]:
    """Which of the usual layers are on. 400 for what is none."""
    text = asked.matching(request, "layers", r"[a-z]{1,20}(,[a-z]{1,20}){0,9}")
    return [each for each in (text or "").split(",") if each in switches.USUAL]
