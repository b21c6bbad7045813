"""Questions that do not wait for each other: answered in their order, none of them before the others have begun."""

from threading import Barrier

import pytest

from queries.db import Unavailable, at_once


def test_answers_stand_in_the_order_of_the_questions_though_all_are_asked_at_once() -> None:
    all_begun = Barrier(3, timeout=120)

    def asked(answer: int) -> int:
        all_begun.wait()
        return answer

    assert at_once(lambda: asked(1), lambda: asked(2), lambda: asked(3)) == [1, 2, 3]


@pytest.mark.parametrize("place", [0, 1])
def test_a_database_that_is_away_is_said_whichever_question_finds_it(place: int) -> None:
    def away() -> None:
        raise Unavailable("away")

    asked = [lambda: None, lambda: None]
    asked[place] = away
    with pytest.raises(Unavailable):
        at_once(*asked)
