"""A part of a screen made ready: its title and words, what it shows, or why there is nothing to show."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.parts import charts, layout


@dataclass(frozen=True)
class Piece:
    """A title and words above; the arguments of charts.show; or the sentence that says why there is nothing."""

    title: str
    above: str = ""
    shown: dict[str, Any] = field(default_factory=dict)
    nothing: str = ""

    def show(self, name: str) -> None:
        """Shows it; name is the key of its widgets and of its file."""
        layout.section(self.title, self.above)
        if self.nothing:
            st.info(self.nothing)
            return
        charts.show(**self.shown, name=name)
