"""Registers of several sizes to measure on, made on the server of DATABASE_URL and dropped again; what each step took."""

import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from data.database import nationwide_connection
from data.demo import load_demo
from data.risk_model.versions import renew
from data.scoring import score
from tests.conftest import administer, forget_connections, leading_to, make

DAY = date(2026, 10, 31)
MONTH_BEFORE = date(2026, 9, 30)


@contextmanager
def filled(size: int) -> Iterator[None]:
    """A database of that many facilities for the length of the block, scored for two month ends; prints what each step took."""
    name = f"bench_{os.getpid()}_{size}"
    make(name)
    with leading_to(name):
        print(f"{size:,} facilities")  # noqa: T201
        _step("demonstration rows", lambda writer: load_demo(writer, facilities=size, as_of=DAY, seed=1))
        administer("VACUUM ANALYZE", database=name)
        _step("fitting the model", lambda writer: renew(writer, MONTH_BEFORE))
        _step(f"scoring {MONTH_BEFORE}", lambda writer: score(writer, MONTH_BEFORE))
        _step(f"scoring {DAY}", lambda writer: score(writer, DAY))
        administer("VACUUM ANALYZE", database=name)
        yield
        forget_connections()
    administer(f"DROP DATABASE {name} WITH (FORCE)")


def _step(name: str, run: Callable[[Any], object]) -> None:
    """One transaction of the writer; prints seconds, and of this program and of the server's process the processor's and the peak memory.

    Shared buffers are part of the server's memory. The processor's seconds change less than those of the clock when a disk is slow.
    """
    with closing(nationwide_connection()) as writer:
        server, begun, spent = writer.info.backend_pid, time.perf_counter(), time.process_time()
        run(writer)
        writer.commit()
        taken, spent = time.perf_counter() - begun, time.process_time() - spent
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"  {name:24}{taken:8.1f} s; {spent:.1f} s and {own:.2f} GB here", end=", ")  # noqa: T201
        print(f"{_processor_seconds(server):.1f} s and {_peak_gb(server):.2f} GB in the server")  # noqa: T201


def _processor_seconds(process: int) -> float:
    """What a process of this machine has taken of the processor since it began."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_gb(process: int) -> float:
    """Most memory a process of this machine held."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e6


def milliseconds(run: Callable[[], Any]) -> float:
    """How long it takes, once."""
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000
