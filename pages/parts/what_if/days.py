"""What if inspector-days were spent in another region: what they would reach there, and what they would leave here."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame

from pages.parts import filters, labels, layout, session, tables
from pages.parts.cached import ask, made
from pages.parts.region_names import region_names
from pages.parts.visits import asked as visit_asked
from pages.parts.what_if import words as what_if_words
from pages.parts.words import _, named, signed
from queries import visits, what_if
from queries.records import records

MOVED = 100
ELSEWHERE = "elsewhere"


def show(region: str | None) -> None:
    """The controls, the two regions before and after, and what the figures take for granted."""
    layout.section(_("If inspector-days moved"), _("From one region to another, under the assumption of the plan of visits."))
    asked = _asked(region)
    if asked is None:
        return
    shown = made(before_and_after, asked)
    if shown is None:
        st.info(_("No probability of an accident was fitted by this day, so that nothing can be said of what a visit avoids."))
        return
    tiles, rows = shown
    for column, tile in zip(st.columns(len(tiles), gap="small"), tiles, strict=True):
        with column:
            tile()
    words = _columns()
    note = what_if_words.days(asked["effect"])
    tables.show(rows, words, name="days_moved", note=note, formats=_formats(words))
    layout.note(note)


def before_and_after(asked: dict[str, Any]) -> tuple[list[Callable[[], None]], DataFrame] | None:
    """The tiles and the table of what is asked; None where nothing is known of what a visit avoids."""
    rows = ask(what_if.days_shifted, **{key: asked[key] for key in ("law", "from_region", "to_region", "moved_days")})
    if rows.empty or not rows["has_probability"].any():
        return None
    effect = asked["effect"] / 100
    return _tiles(rows, effect), _listed(rows, effect, asked)


def _asked(region: str | None) -> dict[str, Any] | None:
    """What the controls say; None where both regions are the same. A regional viewer receives days from elsewhere."""
    own, names = session.viewer().region_code, made(region_names)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        law = filters.one("what_if_law", _("Law"), labels.laws()) or visits.LAWS[0]
        other = next((code for code in names if code != region), "")
        giving = ELSEWHERE if own else filters.one("from", _("From region"), names, otherwise=other)
        receiving = own or filters.one("to", _("To region"), names, otherwise=region or list(names)[1])
        moved, _wrong = filters.whole_number("moved", _("Inspector-days moved"), least=1, most=visits.MOST_DAYS, otherwise=MOVED, width=230)
        effect, _wrong = filters.whole_number(
            "effect", _("A visit lowers the probability by, %"), least=visit_asked.LEAST_EFFECT, most=visit_asked.MOST_EFFECT,
            otherwise=visit_asked.EFFECT, width=290,
        )  # fmt: skip
    if giving == receiving:
        st.info(_("Choose two different regions."))
        return None
    return {"law": law, "from_region": giving, "to_region": receiving, "moved_days": moved, "effect": effect}


def _tiles(rows: DataFrame, effect: float) -> list[Callable[[], None]]:
    """What each region gains or loses, and both together."""
    changes = {is_receiving: _change(part, effect) for is_receiving, part in rows.groupby("is_receiving")}
    shown = [(_name(rows, is_receiving), change) for is_receiving, change in changes.items()]
    if len(changes) == 2:
        shown.append((_("Both together"), tuple(sum(each) for each in zip(*changes.values(), strict=True))))
    unit, also = _("accidents avoided in twelve months, expected"), _("{harm} of harm with severity")
    return [partial(layout.tile, name, signed(accidents, 2), unit, also.format(harm=signed(harm, 2))) for name, (accidents, harm) in shown]


def _change(part: DataFrame, effect: float) -> tuple[float, float]:
    """Accidents and harm avoided more after than before."""
    before, after = part[~part["is_after"]].iloc[0], part[part["is_after"]].iloc[0]
    return (float(after["accidents"] - before["accidents"]) * effect, float(after["harm"] - before["harm"]) * effect)


def _name(rows: DataFrame, is_receiving: Any) -> str:
    row = rows[rows["is_receiving"] == is_receiving].iloc[0].to_dict()
    return named(row)


def _listed(rows: DataFrame, effect: float, asked: dict[str, Any]) -> DataFrame:
    words = {False: _("As spent in the year"), True: _("After the move")}
    return rows.assign(
        name=[named(row) for row in records(rows)], state=rows["is_after"].map(words), avoided=rows["harm"] * effect,
        accidents_avoided=rows["accidents"] * effect, opens=[_plan(row, asked) for row in records(rows)],
    )  # fmt: skip


def _plan(row: dict[Any, Any], asked: dict[str, Any]) -> str:
    """The address of the plan of visits on so many days."""
    of_region = {"law": asked["law"], "region": row["region_code"], "days": max(1, round(row["inspector_days"])), "effect": asked["effect"]}
    return "/visits?" + urlencode(layout.kept_in_address() | of_region)


def _columns() -> dict[str, str]:
    return {
        "name": _("Region"), "state": _("State"), "inspector_days": _("Inspector-days"), "visit_count": _("Visits"),
        "accidents_avoided": _("Accidents avoided"), "avoided": _("Harm avoided"),
        "opens": _("Plan of visits"),
    }  # fmt: skip


def _formats(words: dict[str, str]) -> dict[str, Any]:
    digits = {"inspector_days": 1, "accidents_avoided": 2, "avoided": 2}
    numbers = {column: tables.number_column(words[column], places) for column, places in digits.items()}
    return numbers | {"opens": st.column_config.LinkColumn(words["opens"], display_text=":material/list_alt:", width="small")}
