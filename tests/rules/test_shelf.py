"""What the process keeps: made once, handed out as copies, the least used forgotten first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from pages.parts.shelf import Shelf


def refused() -> list[int]:
    raise AssertionError("made again")


def test_whoever_changes_a_kept_piece_changes_nobody_elses() -> None:
    shelf = Shelf(most=2)
    shelf.kept("regions", lambda: [35]).append(75)
    shelf.kept("regions", refused).append(79)

    assert shelf.kept("regions", refused) == [35]


def test_the_piece_unused_for_longest_goes_first() -> None:
    shelf = Shelf(most=2)
    for name in ("old", "used", "old", "new"):
        shelf.kept(name, lambda: [1])

    assert shelf.kept("old", refused) == [1]
    assert shelf.kept("used", lambda: [2]) == [2]


def test_what_could_not_be_made_is_not_kept() -> None:
    shelf = Shelf(most=2)
    with pytest.raises(AssertionError):
        shelf.kept("answer", refused)

    assert shelf.kept("answer", lambda: [1]) == [1]


def test_two_sessions_that_ask_at_once_have_it_made_once() -> None:
    shelf, is_asked, is_made = Shelf(most=2), Event(), []

    def slowly() -> list[int]:
        is_made.append(1)
        is_asked.set()
        return [len(is_made)]

    def first() -> list[int]:
        return shelf.kept("answer", lambda: slowly() if second_began.wait(5) else [])

    second_began = Event()
    with ThreadPoolExecutor(2) as sessions:
        one = sessions.submit(first)
        other = sessions.submit(lambda: second_began.set() or shelf.kept("answer", slowly))
        assert [one.result(5), other.result(5)] == [[1], [1]]


def test_all_is_forgotten_on_demand() -> None:
    shelf = Shelf(most=2)
    shelf.kept("answer", lambda: [1])
    shelf.clear()

    assert shelf.kept("answer", lambda: [2]) == [2]
