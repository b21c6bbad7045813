"""Regions and districts of the map with their values, for who holds a token of the tiles."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pages.parts import words
from pages.parts.map import areas
from pages.routes import asked, cacheable, tiles
from queries import facilities


def valued(request: Request) -> Response:
    """The areas of a level as GeoJSON. 404 for another level; injuries are known by region only."""
    level, viewer = request.path_params["level"], asked.viewer(request, tiles.PURPOSE)
    if level not in areas.LEVELS:
        raise HTTPException(404, f"There are areas of level {', '.join(areas.LEVELS)}.")
    measure = asked.one_of(request, "measure", areas.MEASURES) or areas.MEASURES[0]
    if level != "region" and measure != "share":
        raise HTTPException(400, "Injuries are known by region only.")
    as_of, filters, language, zoom = asked.as_of(request), asked.filters(request), asked.language(request), _zoom(request)
    asked.matching(request, "version", r"[0-9]{1,19}")
    outlines = facilities.area_outlines(viewer, as_of, level=level, region=filters.region)
    with words.speaking(language):
        rows = areas.valued(viewer, as_of, level=level, measure=measure, filters=filters)
        body = areas.features(outlines, rows, level, zoom)
    return cacheable.answer(request, body, media_type="application/geo+json", seconds=tiles.SECONDS_KEPT)


def _zoom(request: Request) -> float | None:
    """The zoom at which names must have room; without one there are no names."""
    text = asked.matching(request, "zoom", r"\d{1,2}(?:\.\d{1,2})?")
    return None if text is None else float(text)
