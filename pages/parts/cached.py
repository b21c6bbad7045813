"""Answers kept between reruns and shared by sessions, by everything that makes them differ."""

import json
import pickle
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import is_dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from threading import Condition
from typing import Any

import cachetools
import streamlit as st
from numpy import generic
from pandas import DataFrame, set_option

from pages.parts import palette, session
from pages.parts.words import language
from queries.viewer import Viewer

set_option("mode.string_storage", "python")  # of this process: over a screen's twenty rows Arrow's strings take twice as long

MOST_BYTES = 500_000_000
Question = Callable[..., Any]
hands = ThreadPoolExecutor(4, "ahead")
_begun: set[Future[bytes]] = set()


def ask(question: Question, **given: Any) -> Any:
    """The answer of a question of queries/ for the present viewer and day, from the cache where nothing has changed.

    The key holds the question, the viewer, the day, the data version and what was given.
    Raises Unavailable when the database does not answer.
    """
    viewer, as_of = session.viewer(), session.as_of()
    return kept(key(name_of(question), _seen_by(viewer, as_of), given), lambda: question(viewer, as_of, **given))


def ahead(question: Question, **given: Any) -> None:
    """Begins what the screen will ask for further down, so that the database answers while other parts are made; ask() gives the answer."""
    viewer, as_of = session.viewer(), session.as_of()
    asked = key(name_of(question), _seen_by(viewer, as_of), given)
    if asked not in _pickled.cache:
        begun = hands.submit(_pickled, asked, lambda: question(viewer, as_of, **given))
        _begun.add(begun)
        begun.add_done_callback(_begun.discard)


def made(maker: Callable[..., Any], *given: Any) -> Any:
    """What a maker of words, tables and charts builds out of asked answers, kept as they are; it must show nothing itself.

    The key holds also what makes a picture differ: the language, the theme and whether invented rows are marked.
    Raises Unavailable when the database does not answer.
    """
    looks = language(), palette.is_dark(), st.session_state.get("has_demonstration")
    return kept(key(name_of(maker), _seen_by(session.viewer(), session.as_of()), *looks, given), lambda: maker(*given))


def _seen_by(viewer: Viewer, as_of: date) -> str:
    return _present(viewer, as_of, st.session_state["data_version"])


@lru_cache(1000)
def _present(viewer: Viewer, as_of: date, version: int) -> str:
    """Whom, when and of which data an answer is, as a key tells it: of all parts of a key the one that takes longest to write."""
    return key(viewer, as_of, version)


def kept(key: str, make: Callable[[], Any]) -> Any:
    """A copy of the piece of that key, made where there is none, once even when two sessions ask; what making raises is not kept.

    Who has it made gets what was made, since all others get copies.
    """
    made: list[Any] = []

    def remembered() -> Any:
        made.append(make())
        return made[0]

    pickled = _pickled(key, remembered)
    return made[0] if made else pickle.loads(pickled)  # noqa: S301  only what this process has pickled


@cachetools.cached(cachetools.LRUCache(MOST_BYTES, len), key=lambda key, _make: key, condition=Condition())
def _pickled(_key: str, make: Callable[[], Any]) -> bytes:
    return pickle.dumps(make(), pickle.HIGHEST_PROTOCOL)


def forget() -> None:
    """Forgets all that is kept, and what was begun."""
    wait(tuple(_begun))
    _pickled.cache_clear()


def name_of(function: Callable[..., Any]) -> str:
    """Module and name of a function."""
    return f"{function.__module__}.{function.__qualname__}"


def key(*parts: Any) -> str:
    """Parts as one text, in whatever order they are named; a table by all it holds. Raises TypeError for what no text tells whole."""
    return json.dumps(parts, default=_told, sort_keys=True)


def _told(part: Any) -> Any:
    if isinstance(part, DataFrame):
        return {"table": sha256(pickle.dumps(part, pickle.HIGHEST_PROTOCOL)).hexdigest()}
    if isinstance(part, date):
        return {"date": part.isoformat()}
    if isinstance(part, generic):
        return part.item()
    if is_dataclass(part) and not isinstance(part, type):
        return {name_of(type(part)): vars(part)}
    raise TypeError(f"{type(part)} cannot stand in the key of a kept answer")
