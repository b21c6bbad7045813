"""What was asked of ./run, and whether it can be had: refused before any long work, if at all."""

import argparse
import errno
import socket
from datetime import date
from pathlib import Path

from data.machine.locks import is_free
from data.machine.places import CannotStart

MOST_FACILITIES = 2_000_000


def of_run(words: list[str]) -> argparse.Namespace:
    """port, data, facilities, empty, as_of, address; a wrong word ends the program with usage, status 2."""
    parser = argparse.ArgumentParser("./run", description="Start the map on this machine, from nothing if need be.")
    parser.add_argument("--port", type=_port, default=8501, metavar="N", help="port of the server (8501)")
    parser.add_argument("--data", metavar="DIR", help="folder of the database, the secrets and the logs (.local)")
    demo = parser.add_mutually_exclusive_group()
    demo.add_argument("--facilities", type=_count, default=200_000, metavar="N", help="invented facilities (200000)")
    demo.add_argument("--empty", action="store_true", help="no demonstration data")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="last day of the demonstration (last month's end)")
    parser.add_argument("--address", default="127.0.0.1", metavar="ADDR", help="address to serve at (127.0.0.1)")
    return parser.parse_args(words)


def refuse_second_run(folder: Path) -> None:
    """Raise CannotStart when a ./run already serves this data folder."""
    lock = folder / "run.lock"
    if lock.exists() and not is_free(lock):
        raise already_runs(folder)


def already_runs(folder: Path) -> CannotStart:
    """The sentence for the one who comes second."""
    where = (folder / "run.lock").read_text().strip() or "an address not yet known"
    return CannotStart(
        f"The map already runs from {folder}, at {where}: use that one, or end it with Ctrl-C "
        f"where it was started, or start another with its own --data and --port."
    )


def refuse_taken_port(address: str, port: int) -> None:
    """Raise CannotStart when nothing can be served there."""
    try:
        _open_door(address, port)
    except PermissionError:
        raise CannotStart(f"This user may not serve at port {port}: choose one above 1023 with --port.") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(f"Port {port} is taken by another program: choose another with --port.") from None
        raise CannotStart(f"Nothing can be served at {address} ({error.strerror}): choose another --address.") from None


def _open_door(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((address, port))


def _port(word: str) -> int:
    return _within(word, 1, 65535)


def _count(word: str) -> int:
    return _within(word, 1, MOST_FACILITIES)


def _within(word: str, least: int, most: int) -> int:
    if not word.isdecimal() or not least <= int(word) <= most:
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from {least} to {most}")
    return int(word)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is not a day like 2026-09-30") from None
