"""Filters that live in the address by code, so that a link reproduces the screen in every language.

Streamlit's own binding writes the words of an option, which differ from language to language.
"""

from collections.abc import Callable

import streamlit as st

EVERYTHING = ""


def one(name: str, label: str, words: dict[str, str], *, everything: str) -> str | None:
    """One code out of a list, or None for everything, whose words are given; name is the key in the address."""
    offered = {EVERYTHING: everything} | words
    _follow_address(name, offered)
    st.selectbox(label, list(offered), format_func=_in(offered), key=_key(name), on_change=_to_address, args=(name,))
    return st.session_state[_key(name)] or None


def segment(name: str, label: str, words: dict[str, str]) -> str:
    """One code out of a few, all in view, the first unless the address says another."""
    _follow_address(name, words)
    st.segmented_control(
        label, list(words), required=True, format_func=_in(words), key=_key(name), on_change=_to_address, args=(name,)
    )
    return str(st.session_state[_key(name)])


def _key(name: str) -> str:
    return f"filter_{name}"


def _in(words: dict[str, str]) -> Callable[[str], str]:
    return lambda code: words[code]


def _follow_address(name: str, offered: dict[str, str]) -> None:
    asked = st.query_params.get(name)
    st.session_state[_key(name)] = asked if asked in offered else next(iter(offered))


def _to_address(name: str) -> None:
    chosen = st.session_state[_key(name)]
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
