"""Programs that we start: either they finish, or they end with us."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import IO, Any, ParamSpec

from data.machine.places import CannotStart

SECONDS_TO_END = 10
Given = ParamSpec("Given")


def command(work: Callable[Given, int]) -> Callable[Given, int]:
    """The work of ./run or ./test, whose exit status it returns: what cannot be done is one sentence and 1, Ctrl-C is 130."""

    @wraps(work)
    def to_the_end(*args: Given.args, **kwargs: Given.kwargs) -> int:
        end_on_signals()
        try:
            return work(*args, **kwargs)
        except CannotStart as sentence:
            print(sentence, file=sys.stderr)
        except OSError as error:
            print(f"{error.filename} cannot be used: {error.strerror}." if error.filename else error, file=sys.stderr)
        except KeyboardInterrupt:
            return 130
        return 1

    return to_the_end


def end_on_signals() -> None:
    """Turn the first Ctrl-C, SIGTERM or SIGHUP into KeyboardInterrupt; later ones do nothing."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)


def finish(args: Sequence[str | Path], *, uid: int | None = None) -> tuple[int, str]:
    """Run a short program to its end, even when we are told to stop meanwhile.

    Returns its exit status and all it said. uid: the user it runs as, when that is not us.
    """
    with subprocess.Popen(
        args,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        cwd="/",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        **_as_user(uid),
    ) as child:
        try:
            said = child.communicate()[0]
        except KeyboardInterrupt:
            child.communicate()
            raise
        return child.returncode, said


def run(args: Sequence[str | Path], env: dict[str, str] | None = None) -> int:
    """Run a long program that speaks to the person itself; it ends when we are told to stop."""
    with running(args, env=env) as child:
        return child.wait()


@contextmanager
def running(
    args: Sequence[str | Path], *, env: dict[str, str] | None = None, output: IO[str] | int | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A program that runs for as long as the block, and not a moment longer.

    output: where both its streams go; subprocess.PIPE to read them; None for the terminal.
    """
    error = None if output is None else subprocess.STDOUT
    child = subprocess.Popen(
        [*_ends_with_its_parent(), *args],
        text=True,
        env=env,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=error,
    )
    try:
        yield child
    finally:
        _end(child)
        if child.stdout:
            child.stdout.close()


def _interrupt(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _ends_with_its_parent() -> list[str]:
    """Where util-linux is at hand, even a SIGKILL of ours leaves nothing behind."""
    return ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []


def _end(child: subprocess.Popen[str]) -> None:
    """Ask the program and all it started to end; insist after ten seconds, and see it gone."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGTERM)
    try:
        child.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _as_user(uid: int | None) -> dict[str, Any]:
    if uid is None or uid == os.geteuid():
        return {}
    return {"user": uid, "group": pwd.getpwuid(uid).pw_gid, "extra_groups": [], "umask": 0o077}
