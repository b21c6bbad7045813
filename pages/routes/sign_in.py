"""Demonstration sign-in and sign-out: a signed cookie, on this machine only."""

import os

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from pages.parts import session
from queries import people, system, tokens

LIFETIME_SECONDS = 12 * 3600
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


def is_from_this_machine(request: Request) -> bool:
    """Whether the browser sits on this machine and no proxy stands between."""
    is_direct = "x-forwarded-for" not in request.headers and "forwarded" not in request.headers
    peer = request.client.host if request.client else ""
    return is_direct and request.url.hostname in LOCAL_NAMES and peer in LOCAL_NAMES


def local_path(asked: str) -> str:
    """The asked path on this server; anything that leads elsewhere becomes the start page."""
    is_local = asked.startswith("/") and not asked.startswith(("//", "/\\")) and not any(ord(each) < 32 for each in asked)
    return asked if is_local else "/"


def choose(request: Request) -> Response:
    """Signs in as one of the demonstration people and goes where the visitor wanted to."""
    if os.environ.get("MAP_DEMO_SIGN_IN") != "1" or not is_from_this_machine(request):
        return PlainTextResponse("Demonstration sign-in works only on this machine.", status_code=403)
    found = people.signing_in(user_code=request.path_params["user_code"])
    if found is None:
        return PlainTextResponse("There is no such demonstration person.", status_code=404)
    viewer = session.viewer_from(found)
    system.record(viewer, "sign_in", viewer.user)
    answer = RedirectResponse(local_path(request.query_params.get("next", "/")), status_code=303)
    token = tokens.issue(viewer, session.PURPOSE, lifetime_seconds=LIFETIME_SECONDS)
    answer.set_cookie(session.COOKIE, token, max_age=LIFETIME_SECONDS, httponly=True, samesite="lax")
    return answer


def leave(request: Request) -> Response:
    """Signs out and shows the choice of people again."""
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(session.COOKIE)
    return answer
