"""Filters that live in the address by code, so that a link reproduces the screen in every language.

Streamlit's own binding writes the words of an option, which differ from language to language.
"""

from typing import Any

import streamlit as st

EVERYTHING = ""


def one(name: str, label: str, words: dict[str, str], *, everything: str = "", width: int = 260) -> str | None:
    """One code out of a list: the first unless the address says another; name is the key in the address.

    Where everything has words, it is offered first and answers None. width is in pixels.
    """
    offered = ({EVERYTHING: everything} if everything else {}) | words
    st.selectbox(label, list(offered), width=width, **_bound(name, offered))
    return st.session_state[_key(name)] or None


def segment(name: str, label: str, words: dict[str, str]) -> str:
    """One code out of a few, all in view: the first, unless the address says another."""
    st.segmented_control(label, list(words), required=True, **_bound(name, words))
    return str(st.session_state[_key(name)])


def pill(name: str, label: str, words: dict[str, str]) -> str | None:
    """One code out of several, all in view, or none of them: None unless the address says one."""
    bound = _bound(name, {EVERYTHING: ""} | words)
    st.session_state[_key(name)] = st.session_state[_key(name)] or None
    st.pills(label, list(words), label_visibility="collapsed", **bound)
    return st.session_state[_key(name)]


def _bound(name: str, offered: dict[str, str]) -> dict[str, Any]:
    """Sets the widget to what the address asks for, and makes it write its choice there."""
    asked = st.query_params.get(name)
    st.session_state[_key(name)] = asked if asked in offered else next(iter(offered))
    return {"format_func": offered.__getitem__, "key": _key(name), "on_change": _to_address, "args": (name,)}


def _key(name: str) -> str:
    return f"filter_{name}"


def _to_address(name: str) -> None:
    chosen = st.session_state[_key(name)]
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
