"""What a request asked for, checked: who asks, which day, which filters. What does not pass becomes an answer that says why."""

import re
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from pages.parts.map import address
from pages.parts.words import DEFAULT_LANGUAGE, LANGUAGES
from queries import tokens
from queries.db import Viewer
from queries.facilities import Filters


def viewer(request: Request, purpose: str) -> Viewer:
    """The viewer of the token in the address: 401 without one, 403 where it is altered, expired or meant for something else."""
    token = request.query_params.get("token")
    if not token:
        raise HTTPException(401, "The address carries no token. Open it from the map.")
    try:
        return tokens.viewer_of(token, purpose)
    except tokens.Refused as reason:
        raise HTTPException(403, "The token of this address is not valid any more. Reload the map.") from reason


def filters(request: Request) -> Filters:
    """The map's filters. 400 where one is malformed."""
    try:
        return address.read(request.query_params)
    except address.Malformed as reason:
        raise HTTPException(400, f"{reason} is not a filter of the map.") from reason


def language(request: Request) -> str:
    """The language asked for, else Kazakh. 400 for one the product does not speak."""
    return one_of(request, "lang", LANGUAGES) or DEFAULT_LANGUAGE


def as_of(request: Request) -> date:
    """The day asked for. 400 where it is missing or no day."""
    try:
        return date.fromisoformat(request.query_params.get("as_of", ""))
    except ValueError as error:
        raise HTTPException(400, "as_of must be a day written as 2026-10-31.") from error


def one_of(request: Request, name: str, allowed: Any) -> str | None:
    """A parameter that must be one of the allowed codes; None where it is absent or empty. 400 for another."""
    value = request.query_params.get(name) or None
    if value is not None and value not in allowed:
        raise HTTPException(400, f"{name} must be one of {', '.join(allowed)}.")
    return value


def matching(request: Request, name: str, pattern: str) -> str | None:
    """A parameter that must match a pattern whole; None where it is absent or empty. 400 for another."""
    value = request.query_params.get(name) or None
    if value is not None and not re.fullmatch(pattern, value):
        raise HTTPException(400, f"{name} is not a code.")
    return value
