"""Programs that we start finish, or end with us."""

import os
import select
import subprocess
import sys

import pytest

from data.machine import processes

STUBBORN = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
signal.pause()
"""


def test_what_it_said_and_how_it_ended_come_back() -> None:
    assert processes.finish(["sh", "-c", "echo one; echo two >&2; exit 3"]) == (3, "one\ntwo\n")


def test_a_long_program_ends_with_the_block_and_so_do_its_children() -> None:
    family = "sleep 600 & echo $!; wait"
    with processes.running(["sh", "-c", family], output=subprocess.PIPE) as parent:
        child = os.pidfd_open(int(parent.stdout.readline()))
        assert select.select([child], [], [], 0)[0] == []  # it lives
    assert parent.returncode == -15
    assert select.select([child], [], [], 120)[0] == [child]  # it has ended
    os.close(child)


def test_one_that_will_not_hear_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SECONDS_TO_END", 0.2)
    with processes.running([sys.executable, "-c", STUBBORN], output=subprocess.PIPE) as child:
        assert child.stdout.readline() == "deaf\n"
    assert child.returncode == -9


def test_it_ends_when_the_block_fails() -> None:
    with pytest.raises(KeyboardInterrupt), processes.running(["sleep", "600"]) as child:
        raise KeyboardInterrupt
    assert child.returncode == -15
