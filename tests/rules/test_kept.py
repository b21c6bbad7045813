"""What the process keeps: made once, handed out as copies, the least used forgotten first."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event, Timer

import pytest

from pages.parts import cached
from queries.viewer import Viewer
from tests.viewers import PM_OFFICE

SECONDS = 120  # a machine may have other work to do; only a test that fails waits so long


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cached.forget()
    yield
    cached.forget()


def refused() -> list[int]:
    raise AssertionError("made again")


def test_whoever_changes_a_kept_piece_changes_nobody_elses() -> None:
    cached.kept("regions", lambda: [35]).append(75)
    cached.kept("regions", refused).append(79)

    assert cached.kept("regions", refused) == [35]


def test_the_piece_unused_for_longest_goes_first() -> None:
    third = b"0" * (cached.MOST_BYTES // 3)
    for name in ("old", "used", "old", "new"):
        cached.kept(name, lambda: third)

    assert cached.kept("old", refused) == third
    assert cached.kept("used", lambda: [2]) == [2]


def test_a_piece_larger_than_all_that_is_kept_is_answered_all_the_same() -> None:
    assert len(cached.kept("large", lambda: b"0" * cached.MOST_BYTES)) == cached.MOST_BYTES


def test_what_could_not_be_made_is_not_kept() -> None:
    with pytest.raises(AssertionError):
        cached.kept("answer", refused)

    assert cached.kept("answer", lambda: [1]) == [1]


def test_two_sessions_that_ask_at_once_have_it_made_once() -> None:
    is_asked, goes_on, made = Event(), Event(), []

    def slowly() -> list[int]:
        made.append(1)
        is_asked.set()
        assert goes_on.wait(SECONDS)
        return [len(made)]

    with ThreadPoolExecutor(2) as sessions:
        one = sessions.submit(cached.kept, "answer", slowly)
        assert is_asked.wait(SECONDS)
        other = sessions.submit(cached.kept, "answer", slowly)
        goes_on.set()
        assert [one.result(SECONDS), other.result(SECONDS)] == [[1], [1]]


def test_what_was_begun_is_over_before_all_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on, begun = Event(), []
    monkeypatch.setattr(cached.session, "viewer", lambda: PM_OFFICE)
    monkeypatch.setattr(cached.session, "as_of", lambda: date(2026, 10, 31))
    monkeypatch.setitem(cached.st.session_state, "data_version", 1)

    def question(_viewer: Viewer, _as_of: date, *, region: str) -> str:
        begun.append(region)
        assert goes_on.wait(SECONDS)
        return region

    cached.ahead(question, region="35")
    cached.ahead(question, region="35")
    Timer(0.05, goes_on.set).start()
    assert cached.ask(question, region="35") == "35"
    assert begun == ["35"]

    goes_on.clear()
    cached.ahead(question, region="75")
    Timer(0.05, goes_on.set).start()
    cached.forget()
    assert goes_on.is_set()


def test_all_is_forgotten_on_demand() -> None:
    cached.kept("answer", lambda: [1])
    cached.forget()

    assert cached.kept("answer", lambda: [2]) == [2]
