"""Waits until the server that was just started answers for itself and its database."""

import http.client
import json
import time
from pathlib import Path
from subprocess import Popen

from data.machine.places import CannotStart

PATIENCE_SECONDS = 120
SECONDS_BETWEEN_QUESTIONS = 0.2


def wait_for(address: str, port: int, server: Popen[str], log: Path) -> None:
    """Return when /health/ready says yes; raise CannotStart with the server's own words if not."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    why = "it did not answer"
    while time.monotonic() < give_up_at:
        if server.poll() is not None:
            raise CannotStart(f"The server did not start: {last_words(log)} Its log: {log}")
        status, answer = _ask(address, port)
        if status == http.client.OK:
            return
        why = answer or why
        time.sleep(SECONDS_BETWEEN_QUESTIONS)
    raise CannotStart(f"The server is not ready after {PATIENCE_SECONDS} seconds ({why}). Its log: {log}")


def last_words(log: Path) -> str:
    """The last line that the server wrote: where it refuses to start, that is its sentence."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing."


def _ask(address: str, port: int) -> tuple[int, str]:
    """The answer of /health/ready, asked directly whatever proxy is set; 0 while nobody answers."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 - asked, not served
    line = http.client.HTTPConnection(host, port, timeout=5)
    try:
        line.request("GET", "/health/ready")
        answer = line.getresponse()
        return answer.status, _reason(answer.read())
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        line.close()


def _reason(body: bytes) -> str:
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    return str(said.get("reason", "")) if isinstance(said, dict) else ""
