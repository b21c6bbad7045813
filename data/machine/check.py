"""What ./test does once the machine is ready: lint, types, then all tests on a throw-away database."""

import os
import sys

from data.machine import programs
from data.machine.places import throwaway_folder
from data.machine.processes import command, run
from data.machine.served import served

LOOKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
}
# A file's tests share what its fixtures made; files are taken in the order of tests/conftest.py, the slow ones first.
ON_EVERY_CORE = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]


@command
def main(words: list[str]) -> int:
    """Look at everything, or run only the tests that pytest's own words name; returns the exit status."""
    failed = [] if words else [name for name, look in LOOKS.items() if _python(look)]
    failed += ["pytest"] if _pytest(words) else []
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def _python(words: list[str], env: dict[str, str] | None = None) -> int:
    return run([sys.executable, "-m", *words], env)


def _pytest(words: list[str]) -> int:
    with throwaway_folder() as folder, served(folder, throwaway=True) as variables:
        env = {**os.environ, **variables, "MAP_CHROMIUM": str(programs.browser() or "")}
        return _python(["pytest", *(words or ON_EVERY_CORE)], env)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
