"""What a browser or program is told while the database does not answer."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from queries.db import Unavailable

SENTENCE = "The database does not answer. Try again in a moment."


def told(_request: Request, _reason: Exception) -> Response:
    """503, and when to ask again."""
    return PlainTextResponse(SENTENCE, 503, {"Retry-After": "3"})


HANDLERS = {Unavailable: told}
