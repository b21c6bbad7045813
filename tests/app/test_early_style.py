"""The sheet in Streamlit's own page: on every page a browser opens, on nothing else; and the one level at which the page stands."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from pages.routes.early_style import ADDED, EarlyStyle

PAGE = "<html><head><title>x</title></head><body>" + "y" * 2000 + "</head></body></html>"
BROWSER = {"Accept": "text/html,*/*", "Accept-Encoding": "gzip"}


def page(request: Request) -> Response:
    return HTMLResponse(PAGE, headers={"ETag": '"1"', "Last-Modified": "Sat, 21 Nov 2026 23:09:02 GMT"})


def text(request: Request) -> Response:
    return PlainTextResponse("no </head>", headers={"ETag": '"1"'})


def get(path: str, **headers: str) -> httpx.Response:
    app = Starlette(
        routes=[Route("/text", text), Route("/{any:path}", page)], middleware=[Middleware(EarlyStyle), Middleware(GZipMiddleware)]
    )

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://map.test") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(asked())


def test_a_page_that_a_browser_opens_links_the_sheet_once_and_says_its_new_length() -> None:
    answer = get("/page", **BROWSER)

    assert answer.content == PAGE.encode().replace(b"</head>", ADDED + b"</head>", 1)
    assert answer.headers["content-length"] == str(len(answer.content))
    assert not {"etag", "last-modified"} & set(answer.headers)  # they were told of the page without the link


def test_all_else_passes_as_it_is() -> None:
    assert get("/text", **BROWSER).text == "no </head>"
    assert get("/text", **BROWSER).headers["etag"] == '"1"'
    assert get("/page", Accept="application/json").text == PAGE


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/map/x?lang=ru", "/map-x?lang=ru"),
        ("/x%2Fy", "/x-y"),
        ("/a//evil.example", "/a--evil.example"),
        ("/a%3Fb/c", "/a%3Fb-c"),
        ("/%20", "/"),
    ],
)
def test_a_page_asked_for_deeper_down_is_led_to_one_level_of_this_server(asked: str, led_to: str) -> None:
    answer = get(asked, **BROWSER)

    assert (answer.status_code, answer.headers["location"]) == (303, led_to)
