"""Filters that live in the address by code, so that a link reproduces the screen in every language.

Streamlit's own binding writes the words of an option, which differ from language to language.
"""

import re
from collections.abc import Callable
from typing import Any

import streamlit as st

EVERYTHING = ""
MOST_LETTERS = 100
WIDTH = 260  # pixels
MOST_DIGITS = 18  # every number of so many is a bigint


def one(
    name: str,
    label: str,
    words: dict[str, str],
    *,
    everything: str = "",
    otherwise: str = "",
    width: int = WIDTH,
    on_change: Callable[[], None] | None = None,
) -> str | None:
    """One code out of a list unless the address says another: otherwise where it is given, else the first; name is the key in the address.

    Where everything has words, it is offered first and answers None. width is in pixels; on_change is done beside writing the choice.
    """
    offered = ({EVERYTHING: everything} if everything else {}) | words
    st.selectbox(label, list(offered), width=width, **_bound(name, offered, on_change, otherwise))
    return st.session_state[_key(name)] or None


def segment(name: str, label: str, words: dict[str, str], *, is_label_shown: bool = True) -> str:
    """One code out of a few, all in view: the first, unless the address says another."""
    shown = "visible" if is_label_shown else "collapsed"
    st.segmented_control(label, list(words), required=True, label_visibility=shown, **_bound(name, words))
    return str(st.session_state[_key(name)])


def chosen(name: str, words: dict[str, str]) -> str:
    """The code that the address asks for out of those of a segment, before the segment is drawn: the first where it asks for another."""
    asked = st.query_params.get(name, "")
    return asked if asked in words else next(iter(words))


def pill(name: str, label: str, words: dict[str, str]) -> str | None:
    """One code out of several, all in view, or none of them: None unless the address says one."""
    bound = _bound(name, {EVERYTHING: ""} | words)
    st.session_state[_key(name)] = st.session_state[_key(name)] or None
    st.pills(label, list(words), label_visibility="collapsed", **bound)
    return st.session_state[_key(name)]


def radio(name: str, label: str, words: dict[str, str], *, everything: str) -> str | None:
    """One code out of a few, one under the other, or all of them; the words may be bold in parts."""
    offered = {EVERYTHING: everything} | words
    st.radio(label, list(offered), label_visibility="collapsed", **_bound(name, offered))
    return st.session_state[_key(name)] or None


def words(name: str, label: str, placeholder: str) -> None:
    """A few words typed by the reader."""
    st.session_state[_key(name)] = st.query_params.get(name, "")
    st.text_input(
        label, placeholder=placeholder, key=_key(name), on_change=_to_address, args=(name, None), max_chars=MOST_LETTERS, width=WIDTH
    )


def key_in(asked: str) -> int | None:
    """The number of a row as written in an address, or None where it cannot be one."""
    return int(asked) if asked.isdecimal() and len(asked) <= MOST_DIGITS else None


def whole_number(name: str, label: str, *, least: int, most: int, otherwise: int, width: int = 180, **look: Any) -> tuple[int, bool]:
    """A whole number within bounds, and whether the address asked for another one, which is then brought within them or left out."""
    asked = st.query_params.get(name, "")
    is_number = re.fullmatch(r"[-+]?[0-9]{1,12}", asked) is not None
    value = min(max(int(asked), least), most) if is_number else otherwise
    st.session_state[_key(name)] = value
    st.number_input(
        label, min_value=least, max_value=most, step=1, width=width, key=_key(name),
        on_change=_number_to_address, args=(name,), **look,
    )  # fmt: skip
    return value, asked != "" and asked != str(value)


def _number_to_address(name: str) -> None:
    st.query_params[name] = str(st.session_state[_key(name)])


def _bound(name: str, offered: dict[str, str], on_change: Callable[[], None] | None = None, otherwise: str = "") -> dict[str, Any]:
    """Sets the widget to what the address asks for, and makes it write its choice there."""
    asked, first = st.query_params.get(name), otherwise if otherwise in offered else next(iter(offered))
    st.session_state[_key(name)] = asked if asked in offered else first
    return {"format_func": offered.__getitem__, "key": _key(name), "on_change": _to_address, "args": (name, on_change)}


def _key(name: str) -> str:
    return f"filter_{name}"


def _to_address(name: str, on_change: Callable[[], None] | None) -> None:
    if on_change:
        on_change()
    chosen = st.session_state[_key(name)]
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
