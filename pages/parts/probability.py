"""The predicted probability of a facility beside its degree: how high, what adds up to it, and what would lower it."""

from html import escape
from typing import Any

import numpy as np
import streamlit as st
from pandas import DataFrame

from pages.parts import cached, layout, palette, probability_words, tables, to_do
from pages.parts.words import _, day, percent, signed
from queries import passport
from queries.records import records

DIGITS = 1
MARK_FILLS = dict(enumerate(palette.SHARES_OF_HIGH, start=1))
Head = dict[str, Any]


def line(facility_id: int) -> list[tuple[str, str]]:
    """Label and value for the head of a passport; nothing where no model was valid."""
    head = cached.ask(passport.probability, facility_id=facility_id)
    return (
        [(_("Predicted probability"), _("{percent} in twelve months").format(percent=percent(head["probability"], DIGITS)))] if head else []
    )


def show(facility_id: int) -> None:
    """The section of the passport, as kept with the score of the day looked at."""
    layout.section(
        _("Predicted probability and what adds up to it"),
        _("Of an accident with lost time or death within twelve months. It stands beside the degree of the law, never instead of it."),
    )
    head = cached.ask(passport.probability, facility_id=facility_id)
    if head is None:
        st.info(_("No probability is kept for this day: no model had been fitted on what was known by then."))
        return
    told, adding = st.columns([1, 2.15], gap="large")
    with told:
        st.html(_verdict(head) + _lowering(cached.ask(passport.remedies, facility_id=facility_id), to_do.named(facility_id)))
        st.caption(_learnt(head))
    with adding:
        _sum(sum_of(head, cached.ask(passport.contributions, facility_id=facility_id)))


def _verdict(head: Head) -> str:
    swatch = layout.swatch(MARK_FILLS[head["mark"]])
    usual = _("The usual facility, to which nothing is added: {percent}.").format(percent=percent(head["base_probability"], DIGITS))
    high = escape(percent(head["probability"], DIGITS))
    return f'<div class="verdict"><b class="probability">{swatch}{high}</b><p>{escape(usual)}</p></div>'


def _lowering(rows: DataFrame, things: to_do.Things) -> str:
    """The smallest set of things to do that reaches a lower class, or how far all of them together reach."""
    title = escape(_("What would lower it"))
    told, items = lowering(rows, things)
    listed = "".join(f"<li>{escape(each)}</li>" for each in items)
    return f'<div class="verdict"><h4>{title}</h4><p>{escape(told)}</p>' + (f"<ul>{listed}</ul>" if items else "") + "</div>"


def lowering(rows: DataFrame, things: to_do.Things) -> tuple[str, list[str]]:
    """A sentence and the things to do; rows of passport.remedies, things of to_do.named()."""
    if rows.empty:
        return _("Nothing known here can be put right at once; it falls as time passes without violations and accidents."), []
    acts = records(rows)
    enough = next((place for place, act in enumerate(acts, start=1) if act["mark_after"] < act["mark_now"]), None)
    done = acts[: enough or len(acts)]
    reached = percent(done[-1]["probability_after"], DIGITS)
    told = (
        _("Enough for the class below, with {percent}:") if enough else _("All of it together brings it to {percent}, in the same class:")
    )
    return told.format(percent=reached), [_act(act["action"], int(act["thing_count"]), things) for act in done]


def _act(action: str, count: int, things: to_do.Things) -> str:
    return to_do.told(probability_words.remedy(action, count), things, action, count)


def _learnt(head: Head) -> str:
    return _("Scored on {day} by version {version}, which knew of nothing after {known}.").format(
        day=day(head["scored_on"]), version=head["model_version"], known=day(head["known_through"])
    )


def sum_of(head: Head, rows: DataFrame) -> DataFrame:
    """What is added up, line by line: the usual facility, each contribution, the sum; told, log_odds, points (whole, and adding up)."""
    usual, together = _("The usual facility"), _("Together: {percent}").format(percent=percent(head["probability"], DIGITS))
    base = float(head["base_log_odds"])
    lines = [(usual, base), *((_begun(probability_words.in_words(row)), row["log_odds"]) for row in records(rows))]
    added = DataFrame(lines, columns=["told", "log_odds"])
    added["points"] = whole(probability_words.points(added["log_odds"].to_numpy()))
    added.loc[len(added)] = [together, added["log_odds"].sum(), added["points"].sum()]
    return added.astype({"points": int})


def _begun(phrase: str) -> str:
    """A phrase that stands elsewhere within a sentence, begun with a capital here."""
    return phrase[:1].upper() + phrase[1:]


def whole(points: np.ndarray) -> np.ndarray:
    """Whole numbers that add up to the rounded sum; those nearest to the next whole number are rounded up."""
    below = np.floor(points)
    missing = int(np.floor(points.sum() + 0.5) - below.sum())
    below[np.argsort(below - points, kind="stable")[:missing]] += 1
    return below


def _sum(rows: DataFrame) -> None:
    drawn, listed = st.tabs([_("Chart"), _("Table")])
    note = _("Ten points double the odds. Points are rounded so that they add up; the table has the exact log-odds.")
    with drawn:
        st.html(_bars(rows))
        st.caption(note)
    with listed:
        words = {"told": _("What is known"), "points": _("Points"), "log_odds": _("Log-odds")}
        formats = {"log_odds": tables.number_column(words["log_odds"], 3)}
        tables.show(rows, words, name="probability", note=note, formats=formats)


def _bars(rows: DataFrame) -> str:
    """A line each: words, a bar to the left or right of the middle, points; the first and the last are sums, without a bar."""
    inner = rows["points"].iloc[1:-1]
    longest = max(1, inner.abs().max()) if len(inner) else 1
    last = len(rows) - 1
    lines = [_bar(row, longest, is_sum=place in (0, last)) for place, row in enumerate(records(rows))]
    return f'<div class="adding">{"".join(lines)}</div>'


def _bar(row: dict[str, Any], longest: int, *, is_sum: bool) -> str:
    points = row["points"]
    width, side = 50 * abs(points) / longest, "left" if points > 0 else "right"
    fill = palette.DEGREES["high"] if points > 0 else palette.DEGREES["low"]
    bar = "" if is_sum else f'<i style="{side}:50%;width:{width:.1f}%;background:{fill}"></i>'
    return (
        f'<div class="{"sum" if is_sum else "part"}"><span>{escape(row["told"])}</span><span class="well">{bar}</span>'
        f"<b>{escape(signed(points))}</b></div>"
    )
