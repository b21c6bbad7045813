"""Ports for the servers of tests, below those that Linux gives to whoever opens a connection: nobody takes one before its server does."""

import os
import socket
from itertools import count

FIRST, COUNT, FOR_ONE_PROCESS = 20_000, 12_000, 100
_numbers = count(os.getpid() * FOR_ONE_PROCESS)


def free_port() -> int:
    """A port of this machine that nobody listens on; never the same twice."""
    return next(port for port in (FIRST + number % COUNT for number in _numbers) if is_free(port))


def is_free(port: int) -> bool:
    """Whether a server could listen there."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
