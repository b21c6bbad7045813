"""What a browser or program is told while the database does not answer."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pages.parts.map import missed
from queries.db import Unavailable

PIECES_OF_MAPS = ("/tiles/", "/areas/", "/layers/")
SENTENCE = "The database does not answer. Try again in a moment."


def told(request: Request, _reason: Exception) -> Response:
    """503, and when to ask again."""
    if request.url.path.startswith(PIECES_OF_MAPS):
        missed.note()
    return PlainTextResponse(SENTENCE, 503, {"Retry-After": "3"})


HANDLERS = {Unavailable: told}
