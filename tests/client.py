"""A browser without a screen, on the routes alone."""

import asyncio
from typing import Any

import httpx
from starlette.applications import Starlette

from pages.routes import ROUTES


def get(path: str, **params: Any) -> httpx.Response:
    """What a GET of the path with the parameters is answered."""
    return asyncio.run(_get(path, params))


async def _get(path: str, params: dict[str, Any]) -> httpx.Response:
    transport = httpx.ASGITransport(app=Starlette(routes=ROUTES))
    async with httpx.AsyncClient(transport=transport, base_url="http://map.test") as client:
        return await client.get(path, params=params)
