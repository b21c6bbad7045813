"""What is asked of ./run is refused at once when it cannot be had."""

import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.machine import arguments, locks
from data.machine.places import CannotStart
from tests.ports import free_port


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


def test_nothing_asked_means_the_usual() -> None:
    asked = arguments.of_run([])
    assert (asked.port, asked.facilities, asked.address) == (8501, 200_000, "127.0.0.1")
    assert (asked.data, asked.empty, asked.as_of) == (None, False, None)


def test_a_day_is_read_as_a_day() -> None:
    assert arguments.of_run(["--as-of", "2025-12-31"]).as_of == date(2025, 12, 31)


@pytest.mark.parametrize(
    "words",
    [
        ["--nonsense"],
        ["--port", "0"],  # just below the first
        ["--port", "65536"],  # just above the last
        ["--facilities", "0"],
        ["--facilities", "many"],
        ["--as-of", "2025-02-29"],  # no leap year
        ["--empty", "--facilities", "10"],  # contradicts itself
    ],
)
def test_a_wrong_word_ends_with_usage_and_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        arguments.of_run(words)
    assert end.value.code == 2
    assert "usage: ./run" in capsys.readouterr().err


def test_a_taken_port_is_named_with_the_way_out(taken_port: int) -> None:
    with pytest.raises(CannotStart, match=f"Port {taken_port} is taken.*--port"):
        arguments.refuse_taken_port("127.0.0.1", taken_port)


def test_a_free_port_passes() -> None:
    arguments.refuse_taken_port("127.0.0.1", free_port())


def test_an_address_of_another_machine_is_named() -> None:
    with pytest.raises(CannotStart, match=r"192\.0\.2\.1.*--address"):
        arguments.refuse_taken_port("192.0.2.1", 8501)


def test_a_second_run_is_told_where_the_first_serves(tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    arguments.refuse_second_run(tmp_path)  # nobody has ever run here
    with locks.held(lock):
        lock.write_text("http://localhost:8777")
        with pytest.raises(CannotStart, match=r"already runs.*http://localhost:8777.*--data"):
            arguments.refuse_second_run(tmp_path)
    arguments.refuse_second_run(tmp_path)  # the first has ended
