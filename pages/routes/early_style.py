"""Puts a sheet into Streamlit's own page, so that the first thing drawn stands in its place already.

The page also says how large its window is. It stands at addresses of one level: deeper down it would stay white, since it looks for
its parts beside itself.
"""

from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts import window
from pages.parts.style import address

ADDED = f'<link rel="stylesheet" href="{address("first.css")}">{window.SCRIPT}'.encode()
END_OF_HEAD = b"</head>"
OF_THE_FILE = ("content-length", "etag", "last-modified", "accept-ranges")  # told of the page as it was


class EarlyStyle:
    """Adds both to every page of HTML that a browser opens; such a page is asked for uncompressed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
        else:
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self.app(scope | {"headers": plain}, receive, _Page(scope, receive, send))


class _Page:
    """Holds a page back until it is whole; all else passes."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.path = "/" + scope["path"].strip("/ ").replace("/", "-")
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await (self._lead_up() if self.path != self.scope["path"] else self._finish(self.start))

    async def _lead_up(self) -> None:
        query = self.scope["query_string"].decode("latin-1")
        await RedirectResponse(quote(self.path) + "?" * bool(query) + query, 303)(self.scope, self.receive, self.send)

    async def _finish(self, start: Message) -> None:
        body = self.body.replace(END_OF_HEAD, ADDED + END_OF_HEAD, 1)
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in OF_THE_FILE:
            if name in headers:
                del headers[name]
        headers["content-length"] = str(len(body))
        await self.send(start | {"headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    return start["status"] == 200 and (b"content-type", b"text/html; charset=utf-8") in [(k.lower(), v) for k, v in start["headers"]]
