"""The sheet in Streamlit's own page: on every page a browser opens, on nothing else."""

import asyncio

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from pages.routes.early_style import LINK, EarlyStyle

PAGE = "<html><head><title>x</title></head><body>" + "y" * 2000 + "</head></body></html>"
BROWSER = {"Accept": "text/html,*/*", "Accept-Encoding": "gzip"}


def page(request: Request) -> Response:
    return HTMLResponse(PAGE, headers={"ETag": '"1"', "Last-Modified": "Sat, 21 Nov 2026 23:09:02 GMT"})


def text(request: Request) -> Response:
    return PlainTextResponse("no </head>", headers={"ETag": '"1"'})


def get(path: str, **headers: str) -> httpx.Response:
    app = Starlette(routes=[Route("/page", page), Route("/text", text)], middleware=[Middleware(EarlyStyle), Middleware(GZipMiddleware)])

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://map.test") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(asked())


def test_a_page_that_a_browser_opens_links_the_sheet_once_and_says_its_new_length() -> None:
    answer = get("/page", **BROWSER)

    assert answer.content == PAGE.encode().replace(b"</head>", LINK + b"</head>", 1)
    assert answer.headers["content-length"] == str(len(answer.content))
    assert not {"etag", "last-modified"} & set(answer.headers)  # they were told of the page without the link


def test_all_else_passes_as_it_is() -> None:
    assert get("/text", **BROWSER).text == "no </head>"
    assert get("/text", **BROWSER).headers["etag"] == '"1"'
    assert get("/page", Accept="application/json").text == PAGE
