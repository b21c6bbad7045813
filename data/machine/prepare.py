"""Makes this machine ready for ./run and ./test, then becomes them; it needs nothing but Python itself."""

import os
import sys
from pathlib import Path

from data.machine import arguments, environment, packages, programs
from data.machine.places import CannotStart, data_folder, make
from data.machine.processes import end_on_signals

COMMANDS = {"run": "data.machine.start", "test": "data.machine.check"}
REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-dev.txt"}


def main(command: str, words: list[str]) -> int:
    """Prepare for `run` or `test` and become it; returns an exit status only when that fails."""
    end_on_signals()
    try:
        folder = _refuse_early(words) if command == "run" else data_folder()
        packages.ensure(_needs(command), make(folder))
        environment.ensure(REQUIREMENTS[command], folder)
    except CannotStart as sentence:
        print(sentence, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename} cannot be used: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return os.execv(environment.PYTHON, [str(environment.PYTHON), "-m", COMMANDS[command], *words])


def _refuse_early(words: list[str]) -> Path:
    asked = arguments.of_run(words)
    folder = data_folder(asked.data)
    arguments.refuse_second_run(folder)
    arguments.refuse_taken_port(asked.address, asked.port)
    return folder


def _needs(command: str) -> list[programs.Need]:
    needs = [] if environment.works() else [programs.environment_need()]
    if command == "test":
        return [*needs, programs.postgres_need(), programs.browser_need(), programs.driver_need()]
    return needs if os.environ.get("DATABASE_URL") else [*needs, programs.postgres_need()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
