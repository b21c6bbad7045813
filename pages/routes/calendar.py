"""A person's deadlines at his private address, for calendars that subscribe: who holds the address reads the calendar."""

import os
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pages.parts import calendar_file, session, words
from pages.routes import away, cacheable
from queries import calendar, people
from queries.db import Unavailable

MEDIA_TYPE = "text/calendar; charset=utf-8"
SECONDS_KEPT = 900


def deadlines(request: Request) -> Response:
    """The calendar of the person whose secret stands in the address. 404 for one unknown or revoked."""
    today = session.today()
    try:
        person = people.of_calendar(token_sha256=calendar.digest_of(request.path_params["secret"]))
        if person is None or not _may_sign_in(person):
            raise HTTPException(
                404, "There is no calendar at this address, or it was revoked. Make a new address on the screen Instructions."
            )
        rows = calendar.entries(session.viewer_from(person), today)
    except Unavailable as reason:
        raise HTTPException(503, away.SENTENCE, {"Retry-After": "600"}) from reason
    with words.speaking(person["language"]):
        body = calendar_file.written(rows, today, calendar_file.address_of_map(str(request.base_url)))
    return cacheable.answer(request, body, media_type=MEDIA_TYPE, seconds=SECONDS_KEPT)


def _may_sign_in(person: dict[str, Any]) -> bool:
    """A demonstration person has a calendar only where he can sign in."""
    return not person["is_demonstration"] or os.environ.get("MAP_DEMO_SIGN_IN") == "1"
