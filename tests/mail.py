"""A real SMTP server on this machine for the tests of what is sent."""

import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from data.escalation.mail import Mail
from tests.ports import free_port

SENDER = "map@example.kz"
SECONDS_TO_START = 60  # a machine may have other work to do


class Box:
    """What arrived, and what the server answers to a letter."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.answer = answer
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        if self.answer == "250 and hangs up":
            server.transport.abort()
        return self.answer


def mail_at(port: int, host: str = "127.0.0.1", user: str = "") -> Mail:
    """How the product is told of a server."""
    return Mail(urlsplit(f"smtp://{user}{host}:{port}"), SENDER)


@contextmanager
def listening(box: Box, port: int | None = None, host: str = "127.0.0.1", **given: Any) -> Iterator[Mail]:
    """The server, for as long as the block; yields how to reach it."""
    server = Controller(box, hostname=host, port=port or free_port(), ready_timeout=SECONDS_TO_START, **given)
    server.start()
    try:
        yield mail_at(server.port, host)
    finally:
        server.stop()


def certificate(folder: Path, host: str) -> Path:
    """A key and a certificate of the host, signed by itself, in one file."""
    path = folder / "server.pem"
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={host}", "-addext", f"subjectAltName=IP:{host}"]
    subprocess.run(["openssl", *asked, "-keyout", path, "-out", folder / "only.pem"], check=True, capture_output=True)
    path.write_text(path.read_text() + (folder / "only.pem").read_text())
    return path


def encrypted_with(path: Path) -> ssl.SSLContext:
    """What a server encrypts with."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    return context


def only(password: bytes) -> Any:
    """Lets in who knows the password."""
    return lambda server, session, envelope, mechanism, given: AuthResult(
        success=isinstance(given, LoginPassword) and given.password == password, handled=False
    )
