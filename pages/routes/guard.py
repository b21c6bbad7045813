"""What must hold before the server starts, and what every answer carries."""

import os

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts import session
from queries import system
from queries.db import Unavailable

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
]


class NoSignIn(Exception):
    """Nobody could sign in safely."""


def choose_sign_in(address: str | None) -> None:
    """Decides how people sign in on the address served: a provider, or demonstration people on this machine only.

    Raises NoSignIn where neither is possible.
    """
    os.environ["MAP_DEMO_SIGN_IN"] = "0"
    if session.is_oidc_configured():
        return
    if address not in LOOPBACK:
        raise NoSignIn(
            f"Without a sign-in provider the map is served on this machine only, not on {address or 'every address'}. "
            "Configure [auth] in .streamlit/secrets.toml (see README, Signing in), or use --server.address 127.0.0.1."
        )
    if not _has_demonstration():
        raise NoSignIn(
            "No demonstration data is loaded and no sign-in provider is configured, so nobody could sign in. "
            "Configure [auth] in .streamlit/secrets.toml (see README, Signing in), or load demonstration data: python -m data demo."
        )
    os.environ["MAP_DEMO_SIGN_IN"] = "1"


def _has_demonstration() -> bool:
    try:
        return bool(system.readiness().get("has_demonstration"))
    except Unavailable:
        return True  # decided again at each sign-in, which the database answers


class SecurityHeaders:
    """Adds the headers every answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
