"""The map as a picture to print, PNG or SVG: what the viewer may see under the filters, drawn on the server, one at a time."""

from threading import BoundedSemaphore, Lock

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pages.parts import words
from pages.parts.map import address, areas
from pages.routes import asked
from pages.routes.paper import contents, drawing
from pages.routes.paper.extent import Box
from pages.routes.paper.sheet import MEDIA
from pages.routes.paper.shown import View
from queries import system

PURPOSE, FACILITIES = "picture", "facilities"
MOST_WAITING = 4
SECONDS_OF_PATIENCE = 20
LIMITS = (40.0, 36.0, 95.0, 60.0)  # west, south, east, north of what the ground covers
LEAST_DEGREES = 0.001
COUNTRY = (46.4, 40.5, 87.4, 55.5)
NUMBER = r"-?\d{1,3}(?:\.\d{1,12})?"

_waiting = BoundedSemaphore(MOST_WAITING)
_pen = Lock()  # drawing keeps a core busy for a second: one picture at a time leaves the other to the screens


def national_map(request: Request) -> Response:
    """The picture. 400 for a frame or filter that is none, 404 for another kind of file, 503 where too many are asked for at once."""
    kind = request.path_params["kind"]
    if kind not in MEDIA:
        raise HTTPException(404, "There are map.png and map.svg.")
    viewer, day, filters, frame = asked.viewer(request, PURPOSE), asked.as_of(request), asked.filters(request), box(request)
    language, seen = asked.language(request), view(request)
    if not _waiting.acquire(blocking=False):
        raise HTTPException(503, "Many pictures are being drawn. Try again in a moment.", {"Retry-After": "5"})
    try:
        system.record(viewer, "export", f"map.{kind}", as_of=day, box=frame, view=seen.level, **address.written(filters))
        with words.speaking(language):
            extent = drawing.extent_of(frame)
            body = _drawn(kind, contents.gathered(viewer, day, filters, seen, extent, language), extent)
    finally:
        _waiting.release()
    headers = {"Content-Disposition": f'attachment; filename="map_{day}.{kind}"', "Cache-Control": "no-store"}
    return Response(body, media_type=MEDIA[kind], headers=headers)


def box(request: Request) -> Box:
    """West, south, east and north asked for; the country where none is. 400 for what is no box in or near Kazakhstan."""
    text = asked.matching(request, "box", ",".join([NUMBER] * 4))
    if text is None:
        return COUNTRY
    west, south, east, north = map(float, text.split(","))
    is_inside = LIMITS[0] <= west and LIMITS[1] <= south and east <= LIMITS[2] and north <= LIMITS[3]
    if not is_inside or east - west < LEAST_DEGREES or north - south < LEAST_DEGREES:
        raise HTTPException(400, "box must be west,south,east,north in degrees, in or near Kazakhstan.")
    return west, south, east, north


def view(request: Request) -> View:
    """Facilities, or areas and what they are shaded by. 400 for another level or measure; injuries are known by region only."""
    level = asked.one_of(request, "view", (*areas.LEVELS, FACILITIES)) or FACILITIES
    measure = asked.one_of(request, "measure", areas.MEASURES) or areas.MEASURES[0]
    return View(level, measure if level == "region" else areas.MEASURES[0])


def _drawn(kind: str, found: drawing.Contents, extent: drawing.Extent) -> bytes:
    if not _pen.acquire(timeout=SECONDS_OF_PATIENCE):
        raise HTTPException(503, "Many pictures are being drawn. Try again in a moment.", {"Retry-After": "5"})
    try:
        return drawing.drawn(kind, found, extent)
    finally:
        _pen.release()
