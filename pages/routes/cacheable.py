"""Answers a browser may keep: the same bytes are not sent twice."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response


def answer(request: Request, body: bytes, *, media_type: str, seconds: int) -> Response:
    """The body, to be kept by this browser alone for a time; 304 without a body where the browser has it already."""
    mark = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": mark, "Cache-Control": f"private, max-age={seconds}"}
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
