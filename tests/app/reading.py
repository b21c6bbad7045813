"""Reads a screen as a person would: every text on it, HTML and tables included."""

from typing import Any

from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from pages.parts import charts
from pages.parts.words import _, speaking


def said(app: AppTest) -> str:
    """Every text on the screen."""
    return "\n".join(_text(each) for each in app.main)


def with_tables(app: AppTest) -> AppTest:
    """The screen once the reader has opened the table of every chart on it."""
    with speaking(app.session_state["language"]):
        for key in list(app.session_state):
            if str(key).startswith(charts.twin("")):
                app.session_state[key] = _("Table")
    return app.run()


def markup(app: AppTest) -> str:
    """The HTML on the screen, as written."""
    return "\n".join(str(each.proto.body) for each in app.main if each.type == "html")


def _text(element: Any) -> str:
    if element.type == "html":
        return str(element.proto.body)
    value = getattr(element, "value", None)
    if isinstance(value, DataFrame):
        return str(value.to_csv())
    return value if isinstance(value, str) else str(getattr(element, "proto", ""))
