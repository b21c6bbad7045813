"""Answers kept between reruns and shared by sessions, by everything that makes them differ."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from pages.parts import palette, session
from pages.parts.words import language
from queries.db import Viewer

Question = Callable[..., Any]


def ask(question: Question, **given: Any) -> Any:
    """The answer of a question of queries/ for the present viewer and day, from the cache where nothing has changed.

    The key holds the question, the viewer, the day, the data version and what was given.
    Raises Unavailable when the database does not answer.
    """
    name = f"{question.__module__}.{question.__qualname__}"
    return _answer(name, session.viewer(), session.as_of(), st.session_state["data_version"], given, _question=question)


@st.cache_data(max_entries=2000, show_spinner=False)
def _answer(name: str, viewer: Viewer, as_of: date, version: int, given: dict[str, Any], *, _question: Question) -> Any:
    return _question(viewer, as_of, **given)


def made(maker: Callable[..., Any], *given: Any) -> Any:
    """What a maker of words, tables and charts builds out of asked answers, kept as they are; it must show nothing itself.

    The key holds also what makes a picture differ: the language, the theme and whether invented rows are marked.
    Raises Unavailable when the database does not answer.
    """
    name = f"{maker.__module__}.{maker.__qualname__}"
    seen_by = session.viewer(), session.as_of(), st.session_state["data_version"]
    looks = language(), palette.is_dark(), st.session_state.get("has_demonstration")
    return _made(name, seen_by, looks, given, _maker=maker)


@st.cache_data(max_entries=2000, show_spinner=False)
def _made(name: str, seen_by: tuple[Any, ...], looks: tuple[Any, ...], given: tuple[Any, ...], *, _maker: Callable[..., Any]) -> Any:
    return _maker(*given)
