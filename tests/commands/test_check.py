"""./test: everything looked at, pytest last, and one status for all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.machine import check, processes
from data.machine.places import CannotStart


class Runs:
    """Programs that are not run: what was called, and which of them shall fail."""

    def __init__(self) -> None:
        self.called: list[list[str]] = []
        self.failing = ""

    def run(self, words: list[str], env: dict[str, str] | None) -> int:
        self.called.append(words[2:])
        return int(self.failing in words) if self.failing else 0


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    @contextmanager
    def served(folder: Path, *, throwaway: bool) -> Iterator[dict[str, str]]:
        assert throwaway
        yield {"DATABASE_URL": "postgresql://throwaway"}

    pretended = Runs()
    monkeypatch.setattr(check, "run", pretended.run)
    monkeypatch.setattr(check, "served", served)
    monkeypatch.setattr(processes, "end_on_signals", lambda: None)
    return pretended


def test_all_is_looked_at_and_the_tests_come_last(runs: Runs) -> None:
    assert check.main([]) == 0
    assert [words[0] for words in runs.called] == ["ruff", "ruff", "mypy", "pytest"]


@pytest.mark.parametrize("failing", ["mypy", "--check", "pytest"])
def test_one_failure_is_enough_and_stops_nothing_else(runs: Runs, failing: str) -> None:
    runs.failing = failing
    assert check.main([]) == 1
    assert len(runs.called) == 4


def test_words_are_pytests_own_and_skip_the_rest(runs: Runs) -> None:
    assert check.main(["tests/rules", "-k", "words"]) == 0
    assert runs.called == [["pytest", "tests/rules", "-k", "words"]]


def test_without_a_database_nothing_passes(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path, *, throwaway: bool) -> None:
        raise CannotStart("No database.")

    monkeypatch.setattr(check, "served", refuse)
    assert check.main([]) == 1
