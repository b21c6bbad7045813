"""The Python environment of the project, .venv in the checkout: what the requirements name, exactly."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.machine.locks import held
from data.machine.places import CHECKOUT, CannotStart, log_file
from data.machine.processes import finish, running

FOLDER = CHECKOUT / ".venv"
PYTHON = FOLDER / "bin" / "python"
# What each file brings: the second holds all of the first.
BRINGS = {
    "requirements.txt": ["requirements.txt"],
    "requirements-dev.txt": ["requirements-dev.txt", "requirements.txt"],
}


def works() -> bool:
    """Whether there is one whose Python starts: an upgrade of the system may have taken it away."""
    return PYTHON.exists() and finish([PYTHON, "-c", "import pip"])[0] == 0


def ensure(requirements: str, folder: Path) -> None:
    """Install what the file names, unless that is what is there; two commands at once take turns.

    requirements: a file of BRINGS. folder: the data folder, for the log. Raises CannotStart.
    """
    with held(CHECKOUT):
        if not works():
            _make()
        if not _stamp(requirements).exists() or _stamp(requirements).read_text() != _wanted(requirements):
            _install(requirements, folder)
            for brought in BRINGS[requirements]:
                _stamp(brought).write_text(_wanted(brought))


def _stamp(requirements: str) -> Path:
    return FOLDER / f"{requirements}.installed"


def _wanted(requirements: str) -> str:
    return hashlib.sha256((CHECKOUT / requirements).read_bytes()).hexdigest()


def _make() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    status, said = finish([sys.executable, "-m", "venv", FOLDER])
    if status:
        raise CannotStart(f"The Python environment could not be made in {FOLDER}: {said.strip().splitlines()[-1]}")


def _install(requirements: str, folder: Path) -> None:
    path, names = log_file(folder, "packages-of-python"), CHECKOUT / requirements
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        names,
    ]
    with path.open("w") as log, running(pip, output=subprocess.PIPE) as child:
        for line in _with_progress(child.stdout or []):
            log.write(line)
        status = child.wait()
    if status:
        errors = [line for line in path.read_text().splitlines() if line.startswith("ERROR")]
        why = errors[-1].removeprefix("ERROR: ") if errors else f"status {status}"
        raise CannotStart(f"The Python packages could not be installed ({why}). The whole log: {path}")


def _with_progress(lines: Iterable[str]) -> Iterator[str]:
    """Pass pip's lines on, telling the person how far it is; a log file gets one line only."""
    label, fetched = "Installing the Python packages (once)", 0
    end = "" if sys.stdout.isatty() else "\n"
    print(f"{label} ...", end=end, flush=True)
    for line in lines:
        yield line
        fetched += line.startswith("Collecting")
        if sys.stdout.isatty() and line.startswith(("Collecting", "Installing")):
            step = f"{fetched} fetched" if line.startswith("Collecting") else f"unpacking {fetched}"
            print(f"\r{label}: {step} ...", end="", flush=True)
    if sys.stdout.isatty():
        print(flush=True)
