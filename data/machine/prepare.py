"""Makes this machine ready for ./run and ./test, then becomes them; it needs nothing but Python itself."""

import os
import sys
from pathlib import Path

from data.machine import arguments, environment, packages, programs
from data.machine.places import data_folder, make
from data.machine.processes import command

COMMANDS = {"run": "data.machine.start", "test": "data.machine.check"}
REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-dev.txt"}


@command
def main(name: str, words: list[str]) -> int:
    """Prepare for `run` or `test` and become it; returns an exit status only when that fails."""
    folder = _refuse_early(words) if name == "run" else data_folder()
    packages.ensure(_needs(name), make(folder))
    environment.ensure(REQUIREMENTS[name], folder)
    return os.execv(environment.PYTHON, [str(environment.PYTHON), "-m", COMMANDS[name], *words])


def _refuse_early(words: list[str]) -> Path:
    asked = arguments.of_run(words)
    folder = data_folder(asked.data)
    arguments.refuse_second_run(folder)
    arguments.refuse_taken_port(asked.address, asked.port)
    return folder


def _needs(name: str) -> list[programs.Need]:
    needs = [] if environment.works() else [programs.environment_need()]
    if name == "test":
        return [*needs, programs.postgres_need(), programs.browser_need(), programs.driver_need()]
    return needs if os.environ.get("DATABASE_URL") else [*needs, programs.postgres_need()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
