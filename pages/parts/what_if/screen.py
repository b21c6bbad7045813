"""What if: harm at the rate of peers, and inspector-days spent in another region. Conditions, not forecasts."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import charts, compared, definition, filters, labels, layout, tables
from pages.parts.cached import ask, made
from pages.parts.injuries import rows as injury_rows
from pages.parts.region_names import region_names
from pages.parts.what_if import chart, days
from pages.parts.what_if import words as what_if_words
from pages.parts.words import _, months, named, ngettext, number
from queries import what_if
from queries.records import records

FEW = 5


def show(region: str | None = None) -> None:
    """The region's own harm beside what it would be at the rate of its peers, then what moved inspector-days would reach."""
    layout.section(
        _("At the rate of its peers"),
        _("What the same months would have held, had the region been as its peers are: a comparison, not a promise."),
    )
    if region is None:
        names = made(region_names)
        region = filters.one("what_if_region", _("Region"), names) if names else None
    if region is not None:
        _at_rate_of_peers(region)
    days.show(region)


def _at_rate_of_peers(region: str) -> None:
    if not made(has_peers, region):
        st.info(_("No peers to compare with: fewer than three other regions have employees and a register in these months."))
        return
    for column, (harm, word) in zip(st.columns(2, gap="large"), labels.harms().items(), strict=True):
        with column:
            layout.subtitle(word)
            _of_harm(harm, region)
    layout.pairs(list(made(_explained, region).items()))


def has_peers(region: str) -> bool:
    """Whether there are others to compare the region with."""
    return not ask(what_if.at_rate_of_peers, region=region).empty


def _of_harm(harm: str, region: str) -> None:
    """One harm at the rates of the groups: chart, table, and the sentence of each group."""
    first, shown = made(of_harm, harm, region)
    people = ngettext("{n} person in {period}", "{n} people in {period}", int(first["own_count"]))
    layout.note(people.format(n=number(first["own_count"]), period=months(first["starts_on"], first["ends_on"])))
    if first["own_count"] < FEW:
        layout.note(_("Fewer than five: too few to tell a difference; no percentage."))
    layout.open_screen("injuries.py", injury_rows.heading(), **_opening(first, harm, region))
    charts.show(**shown, name=f"what_if_{harm}")


def of_harm(harm: str, region: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The first row of a harm, and what charts.show() takes of all."""
    rows = ask(what_if.at_rate_of_peers, region=region)
    rows = told(rows[rows["harm"] == harm])
    shown = {"chart": chart.fewer(rows), "rows": rows, "labels": _columns(), "note": _note(), "formats": _formats()}
    return records(rows)[0], shown | {"about": definition.of_indicator(f"{harm}_count")}


def _opening(first: dict[str, Any], harm: str, region: str) -> dict[str, str]:
    months = {"first": f"{first['starts_on']:%Y-%m}", "last": f"{first['ends_on']:%Y-%m}"}
    kind = {"kind": "fatal"} if harm == "killed" else {}
    return {"part": injury_rows.PART, "indicator": f"{harm}_count", "region": region} | kind | months


def _note() -> str:
    return _(
        "Right of zero: so many fewer than there were; left: the region already does better. Bar: 95% interval of the difference; a hollow"
        " dot: it could be chance."
    )


def told(rows: DataFrame) -> DataFrame:
    """Rows of queries.what_if.at_rate_of_peers with name of the group and what it comes to, in words."""
    names = what_if_words.groups()
    return rows.assign(
        name=[names[group] for group in rows["peer_group"]],
        told=[_in_words(row) for row in records(rows)],
    ).sort_values("peer_group", key=lambda groups: groups.map(list(names).index))


def _in_words(row: dict[str, Any]) -> str:
    parts = {part: _difference(row[column]) for part, column in (("difference", "fewer"), ("low", "low"), ("high", "high"))}
    shown = _("{difference} (from {low} to {high})").format(**parts)
    return shown if row["could_be_chance"] else f"{shown}; {compared.chance(0)}"


def _difference(fewer: float) -> str:
    """Such as "7 fewer" or "3 more"; as many where it rounds to none."""
    if round(fewer) == 0:
        return _("as many")
    return (_("{n} fewer") if fewer > 0 else _("{n} more")).format(n=number(abs(fewer)))


def _columns() -> dict[str, str]:
    return {
        "name": _("Peers"), "region_count": _("Regions pooled"), "own_count": _("There were"), "expected_count": _("At their rate"),
        "fewer": _("Fewer"), "low": _("Fewer, from"), "high": _("Fewer, to"), "told": _("In words"),
    }  # fmt: skip


def _formats() -> dict[str, Any]:
    words = _columns()
    return {column: tables.number_column(words[column], 1) for column in ("expected_count", "fewer", "low", "high")}


def _explained(region: str) -> dict[str, str]:
    """Who the peers are and what is assumed."""
    told, similar = what_if_words.peers(), what_if_words.groups()["similar"]
    names = ", ".join(named(row) for row in records(ask(what_if.similar_regions, region=region)))
    return told | {similar: f"{names}. {told[similar]}"}
