"""How letters leave: an SMTP server named by MAP_SMTP_URL and MAP_MAIL_FROM, always encrypted unless it is this machine."""

import os
import smtplib
import ssl
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 587, "smtps": 465}
SECONDS = 20


class MailProblem(Exception):
    """Letters cannot be sent; the message says why and what to do."""


class Mail(NamedTuple):
    """The server, as smtp://user:password@host:port or smtps://..., and the address that letters come from."""

    url: SplitResult
    sender: str

    def connect(self) -> smtplib.SMTP:
        """An open, encrypted and signed-in connection. Raises OSError, smtplib.SMTPException."""
        host, port = str(self.url.hostname), self.url.port or PORTS[self.url.scheme]
        if self.url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(host, port, timeout=SECONDS)
        try:
            if self.url.scheme == "smtp" and host not in LOOPBACK:
                server.starttls(context=ssl.create_default_context())
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
        return server

    def letter(self, name: str, to: str, subject: str, body: str, language: str) -> EmailMessage:
        """A letter that no machine answers; its name makes the same letter known as the same. Raises ValueError for a bad address."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, subject
        message["Message-ID"] = f"<{name}@{self.sender.rpartition('@')[2].rstrip('>')}>"
        message.set_content(body)
        message["Auto-Submitted"], message["Content-Language"] = "auto-generated", language
        return message


def configured() -> Mail | None:
    """The mail that the environment names; None where MAP_SMTP_URL is not set. Raises MailProblem."""
    address = os.environ.get("MAP_SMTP_URL", "")
    if not address:
        return None
    sender = os.environ.get("MAP_MAIL_FROM", "")
    try:
        url = urlsplit(address)
        is_right = url.scheme in PORTS and bool(url.hostname) and url.port != 0 and "@" in sender
    except ValueError:
        is_right = False
    if not is_right:
        raise MailProblem(
            "MAP_SMTP_URL must be smtp://user:password@host:port or smtps://..., and MAP_MAIL_FROM the address letters come from."
        )
    return Mail(url, sender)
