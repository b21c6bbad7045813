"""Answers kept between reruns and shared by sessions, by everything that makes them differ."""

import json
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date
from typing import Any

import streamlit as st
from numpy import generic
from pandas import DataFrame, set_option

from pages.parts import palette, session
from pages.parts.words import language

set_option("mode.string_storage", "python")  # of this process: over a screen's twenty rows Arrow's strings take twice as long

Question = Callable[..., Any]


def ask(question: Question, **given: Any) -> Any:
    """The answer of a question of queries/ for the present viewer and day, from the cache where nothing has changed.

    The key holds the question, the viewer, the day, the data version and what was given.
    Raises Unavailable when the database does not answer.
    """
    viewer, as_of = session.viewer(), session.as_of()
    return _kept(key(name_of(question), viewer, as_of, st.session_state["data_version"], given), lambda: question(viewer, as_of, **given))


def made(maker: Callable[..., Any], *given: Any) -> Any:
    """What a maker of words, tables and charts builds out of asked answers, kept as they are; it must show nothing itself.

    The key holds also what makes a picture differ: the language, the theme and whether invented rows are marked.
    Raises Unavailable when the database does not answer.
    """
    seen_by = session.viewer(), session.as_of(), st.session_state["data_version"]
    looks = language(), palette.is_dark(), st.session_state.get("has_demonstration")
    return _kept(key(name_of(maker), *seen_by, *looks, given), lambda: maker(*given))


@st.cache_data(max_entries=4000, show_spinner=False)
def _kept(key: tuple[Any, ...], _make: Callable[[], Any]) -> Any:
    return _make()


def name_of(function: Callable[..., Any]) -> str:
    """Module and name of a function."""
    return f"{function.__module__}.{function.__qualname__}"


def key(*parts: Any) -> tuple[Any, ...]:
    """Parts as one text, since Streamlit takes long to look through each; tables among them follow it, for Streamlit to look through.

    Raises TypeError for a part that no text tells whole.
    """
    tables: list[DataFrame] = []

    def told(part: Any) -> Any:
        if isinstance(part, DataFrame):
            tables.append(part)
            return {"table": len(tables)}
        return _told(part)

    return json.dumps(parts, default=told), *tables


def _told(part: Any) -> Any:
    if isinstance(part, date):
        return {"date": part.isoformat()}
    if isinstance(part, generic):
        return part.item()
    if is_dataclass(part) and not isinstance(part, type):
        return {name_of(type(part)): vars(part)}
    raise TypeError(f"{type(part)} cannot stand in the key of a kept answer")
