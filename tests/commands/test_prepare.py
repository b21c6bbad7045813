"""Preparing the machine: what each command needs, and whom it hands over to."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.machine import environment, packages, prepare, processes
from data.machine.places import CHECKOUT, CannotStart


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the prepared command became; nothing is installed."""
    became: list[str] = []
    monkeypatch.setattr(packages, "ensure", lambda needs, folder: became.extend(need.name for need in needs))
    monkeypatch.setattr(environment, "ensure", lambda requirements, folder: became.append(requirements))
    monkeypatch.setattr(environment, "works", lambda: True)
    monkeypatch.setattr(os, "execv", lambda program, words: became.extend(words[1:]))
    monkeypatch.setattr(processes, "end_on_signals", lambda: None)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return became


def test_the_tests_want_a_database_a_browser_and_their_own_packages(handed_over: list[str]) -> None:
    prepare.main("test", ["tests/rules", "-k", "words"])
    needs = ["PostgreSQL with PostGIS", "Chromium", "libatomic, for the driver of the browser", "requirements-dev.txt"]
    assert handed_over == [*needs, "-m", "data.machine.check", "tests/rules", "-k", "words"]


def test_a_given_database_needs_no_server_here(handed_over: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@database/map")
    prepare.main("run", ["--data", str(tmp_path)])
    assert handed_over == ["requirements.txt", "-m", "data.machine.start", "--data", str(tmp_path)]


@pytest.mark.parametrize("module", prepare.COMMANDS.values())
def test_what_it_hands_over_to_is_there(module: str) -> None:
    assert importlib.util.find_spec(module)


def test_a_sentence_is_all_that_is_said_when_it_fails(
    handed_over: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(needs: object, folder: object) -> None:
        raise CannotStart("Something is missing.")

    monkeypatch.setattr(packages, "ensure", refuse)
    assert prepare.main("test", []) == 1
    assert capsys.readouterr().err == "Something is missing.\n"
    assert handed_over == []


def test_before_the_environment_nothing_but_python_itself_is_needed() -> None:
    """A Python without any package imports it: -S leaves them out."""
    assert os.spawnl(os.P_WAIT, sys.executable, "python", "-S", "-c", "import data.machine.prepare") == 0


def test_an_old_python_is_a_sentence(tmp_path: Path) -> None:
    for tool in ("bash", "dirname", "readlink"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")  # what an older one answers when asked its version
    (tmp_path / "python3").chmod(0o755)
    done = subprocess.run([CHECKOUT / "run"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Python 3.11 or later is needed")


def test_each_file_of_requirements_holds_hashes_for_every_version() -> None:
    for name in environment.BRINGS:
        lines = (CHECKOUT / name).read_text().splitlines()
        wanted = [number for number, line in enumerate(lines) if line[:1].isalnum()]
        assert wanted
        assert all("==" in lines[number] and "--hash=sha256:" in lines[number + 1] for number in wanted)


def test_what_the_tests_have_is_what_runs() -> None:
    """The versions that are tested are the versions that are served."""
    runs, tests = (
        {line.split(" \\")[0] for line in (CHECKOUT / name).read_text().splitlines() if line[:1].isalnum()}
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert runs <= tests
