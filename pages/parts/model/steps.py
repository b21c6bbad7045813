"""What each thing the model is told adds: a small picture of its steps, and the groups side by side."""

from html import escape
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import layout, palette, tables
from pages.parts.model import words as model_words
from pages.parts.words import _, named, number

LEAST_SPREAD = 0.05  # in log-odds: what moves the odds by less than a twentieth is named, not drawn
DAYS_OF_DECIMALS = 1


def show(steps: DataFrame, groups: DataFrame) -> None:
    """Features that move the odds most first, each with its direction, then regions, hazard types and activities."""
    layout.section(
        _("What each feature adds"),
        _("How many times the odds of an accident against the usual facility, everything else being equal. All pictures share one scale."),
    )
    drawn, listed = st.tabs([_("Chart"), _("Table")])
    with drawn:
        st.html(f'<div class="model-steps">{"".join(_picture(name, rows, scale(steps)) for name, rows in features(steps))}</div>')
        layout.note(small(steps))
    with listed:
        words = {"name": _("Feature"), "since": _("From"), "odds_factor": _("Times the odds"), "log_odds": _("Log-odds")}
        tables.show(step_rows(steps), words, name="model_steps", formats=_formats(words))
    drawn, listed = st.tabs([_("Chart"), _("Table")])
    with drawn:
        for column, (name, rows) in zip(st.columns(3, gap="large"), by_group(groups), strict=False):
            with column:
                layout.subtitle(name)
                st.html(_bars(rows))
    with listed:
        words = {"feature": _("Feature"), "name": _("Group"), "odds_factor": _("Times the odds"), "log_odds": _("Log-odds")}
        rows = groups.assign(feature=groups["feature"].map(model_words.groups()), name=[_group(row) for row in groups.to_dict("records")])
        tables.show(rows, words, name="model_groups", formats=_formats(words))


def _formats(words: dict[str, str]) -> dict[str, Any]:
    return {column: tables.number_column(words[column], 3) for column in ("odds_factor", "log_odds")}


def features(steps: DataFrame) -> list[tuple[str, DataFrame]]:
    """Name and steps of each feature that moves the odds enough to be drawn, in order."""
    names = model_words.features()
    enough = steps[steps["spread"] >= LEAST_SPREAD]
    return [(names.get(code, code), rows) for code, rows in enough.groupby("feature", sort=False)]


def small(steps: DataFrame) -> str:
    """The features that add next to nothing, by name; and what a value that is not known adds."""
    names = model_words.features()
    codes = steps.loc[steps["spread"] < LEAST_SPREAD, "feature"].unique()
    listed = ", ".join(names.get(code, code) for code in codes)
    told = _("Adding less than a twentieth: {names}.").format(names=listed) if listed else ""
    unknown = _("What is not known adds what the table says.")
    return f"{told} {unknown}".strip()


def scale(steps: DataFrame) -> tuple[float, float]:
    """The lowest and the highest log-odds of all steps, nought included."""
    known = steps.loc[~steps["is_missing"], "log_odds"]
    return min(known.min(), 0.0), max(known.max(), 0.01)


def direction(rows: DataFrame) -> str:
    """Which way the steps of a feature go."""
    values = rows.loc[~rows["is_missing"], "log_odds"]
    if values.is_monotonic_increasing:
        return _("more never lowers")
    return _("more never raises") if values.is_monotonic_decreasing else _("goes both ways")


def _picture(name: str, rows: DataFrame, bounds: tuple[float, float]) -> str:
    """A card: the name, how far it goes, the steps from left to right, the first and the last value."""
    known = rows[~rows["is_missing"]].to_dict("records")
    low, high = bounds
    width, zero = 100 / len(known), 100 * -low / (high - low)
    bars = "".join(_step(place, step["log_odds"], width, zero, high - low) for place, step in enumerate(known))
    ends = [_since(known[1]["from_value"]) if len(known) > 1 else "", _since(known[-1]["from_value"]) if len(known) > 2 else ""]
    most = _("up to {factor} times").format(factor=number(max(step["odds_factor"] for step in known), 1))
    told, marks = f"{most} · {direction(rows)}", "".join(f"<span>{escape(each)}</span>" for each in (_("lowest"), *ends))
    head = f"<figcaption><b>{escape(name)}</b><span>{escape(told)}</span></figcaption>"
    return f'<figure>{head}<div class="well">{bars}</div><p>{marks}</p></figure>'


def _step(place: int, log_odds: float, width: float, zero: float, span: float) -> str:
    high = max(100 * abs(log_odds) / span, 1.5)  # a step that adds nothing is a line
    foot = zero if log_odds >= 0 else zero - high
    fill = palette.tokens()["accent"] if log_odds >= 0 else palette.tokens()["border"]
    return f'<i style="left:{place * width:.2f}%;width:{width:.2f}%;bottom:{foot:.2f}%;height:{high:.2f}%;background:{fill}"></i>'


def _since(value: float | None) -> str:
    if value is None or value != value:
        return ""
    return _("from {value}").format(value=number(value, 0 if float(value).is_integer() else DAYS_OF_DECIMALS))


def step_rows(steps: DataFrame) -> DataFrame:
    """Steps with the feature's name and the first value of the step in words."""
    names = model_words.features()
    return steps.assign(
        name=steps["feature"].map(lambda code: names.get(code, code)), since=[_begun(row) for row in steps.to_dict("records")]
    )


def _begun(row: dict[str, Any]) -> str:
    if row["is_missing"]:
        return _("not known")
    return _since(row["from_value"]) or _("lowest")


def by_group(groups: DataFrame) -> list[tuple[str, DataFrame]]:
    """Groups of each kind, regions first, with their names."""
    rows = groups.assign(name=[_group(row) for row in groups.to_dict("records")])
    return [(name, rows[rows["feature"] == code]) for code, name in model_words.groups().items() if (rows["feature"] == code).any()]


def _group(row: dict[str, Any]) -> str:
    return named(row) if isinstance(row["name_en"], str) else str(row["code"])


def _bars(rows: DataFrame) -> str:
    longest = max(rows["log_odds"].abs().max(), 0.01)
    return f'<div class="adding">{"".join(_bar(row, longest) for row in rows.to_dict("records"))}</div>'


def _bar(row: dict[str, Any], longest: float) -> str:
    width, side = 50 * abs(row["log_odds"]) / longest, "left" if row["log_odds"] > 0 else "right"
    fill = palette.tokens()["accent"] if row["log_odds"] > 0 else palette.tokens()["border"]
    well = f'<span class="well"><i style="{side}:50%;width:{width:.1f}%;background:{fill}"></i></span>'
    return f'<div class="part"><span>{escape(row["name"])}</span>{well}<b>×{escape(number(row["odds_factor"], 2))}</b></div>'
