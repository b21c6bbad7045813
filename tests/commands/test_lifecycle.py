"""./run from outside: it says Ready, lets no second one beside it, recovers, and leaves nothing behind.

The product itself is stood in for by a server that only knows whether its database answers: this is about the
command, and quick.
"""

import http.client
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.machine import cluster
from data.machine.places import CHECKOUT, throwaway_folder
from tests.ports import free_port

DASHBOARD = """
import os
import streamlit as st
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from starlette.responses import JSONResponse
from starlette.routing import Route

engine = create_engine(os.environ["MAP_READER_URL"], pool_pre_ping=True)

def ready(request):
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except OperationalError:
        return JSONResponse({"reason": "the database is away"}, status_code=503)
    return JSONResponse({"status": "ready"})

app = st.App("screen.py", routes=[Route("/health/ready", ready)])
"""
COMMANDS = "import sys; print(*sys.argv[1:], flush=True)"
SECONDS = 120  # a machine may have other work to do; only a test that fails waits so long


@pytest.fixture(scope="module")
def house() -> Iterator[Path]:
    """A checkout with the machine's part and a stand-in for the rest."""
    with throwaway_folder() as place:
        shutil.copytree(CHECKOUT / "data" / "machine", place / "data" / "machine")
        (place / "data" / "__main__.py").write_text(COMMANDS)
        (place / "dashboard.py").write_text(DASHBOARD)
        (place / "screen.py").write_text("")
        yield place


@pytest.fixture
def port() -> int:
    return free_port()


@contextmanager
def run(house: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """./run after its preparation, as a process of its own; told to stop at the end if it still runs."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAP_", "DATABASE_URL"))}
    with subprocess.Popen(
        [sys.executable, "-m", "data.machine.start", *words],
        cwd=house,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()


def said_until(process: subprocess.Popen[str], word: str) -> list[str]:
    """The lines up to the one with the word; all there were, when it never comes."""
    said = []
    for line in process.stdout:
        said.append(line.rstrip())
        if word in line:
            break
    return said


def health(port: int) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    line.request("GET", "/health/ready")
    status = line.getresponse().status
    line.close()
    return status


def test_it_builds_loads_serves_and_leaves_nothing(house: Path, folder: Path, port: int) -> None:
    words = ["--port", str(port), "--data", str(folder), "--facilities", "500", "--as-of", "2025-12-31"]
    with run(house, *words) as process:
        assert said_until(process, "Ready") == [
            f"The data lies in {folder}.",
            "init",
            "demo --facilities 500 --as-of 2025-12-31",
            f"Ready: http://localhost:{port}",
        ]
        assert health(port) == 200
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=SECONDS)[1] == ""
    assert not cluster.is_running(folder)
    with socket.create_server(("127.0.0.1", port)):
        pass  # nobody holds the port any more


def test_a_second_one_is_refused_and_the_first_goes_on(house: Path, folder: Path, port: int) -> None:
    with run(house, "--port", str(port), "--data", str(folder)) as first:
        said_until(first, "Ready")
        with run(house, "--port", str(port), "--data", str(folder)) as second:
            said, error = second.communicate(timeout=SECONDS)
        assert (said, second.returncode) == (f"The data lies in {folder}.\n", 1)
        assert error.startswith(f"The map already runs from {folder}, at http://localhost:{port}: ")
        assert health(port) == 200


def test_a_killed_database_comes_back_by_itself(house: Path, folder: Path, port: int) -> None:
    with run(house, "--port", str(port), "--data", str(folder)) as process:
        said_until(process, "Ready")
        pid = int((folder / "postgres" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        assert "started again" in said_until(process, "started again")[-1]
        assert health(port) == 200


def test_killed_itself_it_takes_the_server_along_and_the_next_one_starts(house: Path, folder: Path, port: int) -> None:
    words = ["--port", str(port), "--data", str(folder)]
    with run(house, *words) as killed:
        said_until(killed, "Ready")
        server = os.pidfd_open(child_of(killed.pid))
        killed.kill()
        assert select.select([server], [], [], SECONDS)[0] == [server]
        os.close(server)
    with run(house, *words) as process:
        assert said_until(process, "Ready")[-1] == f"Ready: http://localhost:{port}"


def test_a_server_that_refuses_to_start_is_quoted(house: Path, folder: Path, port: int) -> None:
    (house / "dashboard.py").write_text(DASHBOARD.replace("engine =", "raise SystemExit('Set up a sign-in first.') #"))
    try:
        with run(house, "--port", str(port), "--data", str(folder)) as process:
            error = process.communicate(timeout=SECONDS)[1]
        assert process.returncode == 1
        assert error.startswith("The server did not start: Set up a sign-in first.")
    finally:
        (house / "dashboard.py").write_text(DASHBOARD)


def test_the_command_itself_refuses_early() -> None:
    assert command("run", "--nonsense")[0] == 2
    assert command("run", "--help")[1].startswith("usage: ./run")
    with socket.create_server(("127.0.0.1", 0)) as door, throwaway_folder() as place:
        taken = str(door.getsockname()[1])
        assert command("run", "--port", taken, "--data", str(place / "new")) == (
            1,
            f"Port {taken} is taken by another program: choose another with --port.\n",
        )
        assert not (place / "new").exists()


def command(name: str, *words: str) -> tuple[int, str]:
    done = subprocess.run([CHECKOUT / name, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


def child_of(pid: int) -> int:
    """The server that a ./run has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return next(int(child) for child in children if b"streamlit" in Path(f"/proc/{child}/cmdline").read_bytes())
