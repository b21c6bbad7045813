"""What ./run does once the machine is ready: database, schema, data, server; and ends them all."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen, TimeoutExpired

from data.machine import arguments, cluster, contents, ready
from data.machine.locks import held
from data.machine.places import CHECKOUT, CannotStart, data_folder, log_file, make
from data.machine.processes import command, run, running
from data.machine.served import served

LOOPBACK = ("127.0.0.1", "::1", "localhost")
SECONDS_BETWEEN_LOOKS = 2


@command
def main(words: list[str]) -> int:
    """Serve the map until told to stop; returns the exit status."""
    asked = arguments.of_run(words)
    folder = make(data_folder(asked.data))
    if CHECKOUT not in folder.parents:
        print(f"The data lies in {folder}.", flush=True)
    with _alone(folder, _address(asked)), served(folder) as variables:
        env = {**os.environ, **variables}
        env.setdefault("MAP_EVIDENCE_FOLDER", str(folder / "evidence"))
        fill(asked, env)
        _serve(asked, folder, env)
    return 0


@contextmanager
def _alone(folder: Path, address: str) -> Iterator[None]:
    """One ./run for one data folder; the lock says where it serves."""
    lock = folder / "run.lock"
    try:
        with held(lock, wait=False):
            lock.write_text(address)
            yield
    except BlockingIOError:
        raise arguments.already_runs(folder) from None


def _address(asked: argparse.Namespace) -> str:
    host = "localhost" if asked.address in LOOPBACK else asked.address
    return f"http://{f'[{host}]' if ':' in host else host}:{asked.port}"


def fill(asked: argparse.Namespace, env: dict[str, str]) -> None:
    """Build or migrate; load the demonstration where there is no facility; score what was never scored.

    Each command says itself what is wrong; its exit status becomes ours.
    """
    day = ["--as-of", asked.as_of.isoformat()] if asked.as_of else []
    _data("init", env=env)
    there = contents.of(env["MAP_WRITER_URL"])
    if not there.has_facilities and not asked.empty:
        _data("demo", "--facilities", str(asked.facilities), *day, env=env)
    if there.has_facilities and not there.has_scores:
        _data("score", *day, env=env)


def _data(*words: str, env: dict[str, str]) -> None:
    status = run([sys.executable, "-m", "data", *words], env)
    if status:
        raise SystemExit(status)


def _serve(asked: argparse.Namespace, folder: Path, env: dict[str, str]) -> None:
    log = log_file(folder, "server")
    with log.open("a") as output, running(_streamlit(asked), env=env, output=output) as server:
        ready.wait_for(asked.address, asked.port, server, log)
        print(f"Ready: {_address(asked)}", flush=True)
        _watch(server, folder, is_private="DATABASE_URL" not in os.environ)
    raise CannotStart(f"The server ended by itself: {ready.last_words(log)} Its log: {log}")


def _streamlit(asked: argparse.Namespace) -> list[str]:
    words = ["--server.address", asked.address, "--server.port", str(asked.port), "--server.headless", "true"]
    return [sys.executable, "-m", "streamlit", "run", str(CHECKOUT / "dashboard.py"), *words]


def _watch(server: Popen[str], folder: Path, *, is_private: bool) -> None:
    """Until the server ends: a private database that was killed is started again, so sessions recover."""
    while True:
        try:
            server.wait(SECONDS_BETWEEN_LOOKS)
            return
        except TimeoutExpired:
            if is_private and not cluster.is_running(folder):
                _start_again(folder)


def _start_again(folder: Path) -> None:
    try:
        cluster.start(folder)
        print("The database had stopped and was started again.", flush=True)
    except CannotStart as sentence:
        print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
