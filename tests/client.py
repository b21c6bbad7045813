"""A browser without a screen, on the routes alone."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from starlette.applications import Starlette

from pages.routes import HANDLERS, ROUTES


def get(path: str, **params: Any) -> httpx.Response:
    """What a GET of the path with the parameters is answered."""
    return answered(path, params=params)


def answered(path: str, **asked: Any) -> httpx.Response:
    """The same with whatever else a client may ask for; in a thread of its own, since a browser test may hold this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _get(path, asked)).result()


async def _get(path: str, asked: dict[str, Any]) -> httpx.Response:
    transport = httpx.ASGITransport(app=Starlette(routes=ROUTES, exception_handlers=HANDLERS))
    async with httpx.AsyncClient(transport=transport, base_url="http://map.test") as client:
        return await client.get(path, **asked)
