"""Who entered the high-risk zone in a month, or left it, and why: what changed between the two scorings."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import by_hand, cached, degree, filters, labels, layout, tables, workbook
from pages.parts.words import _, day, language, month, number
from queries import overview
from queries.records import records

LIST, HEIGHT = "high_risk_moves", 640
Row = dict[str, Any]
Reasons = dict[str, dict[str, Any]]


def compared_months(law: str) -> DataFrame:
    """The months that an earlier one stands before."""
    rows = cached.ask(overview.flow, law=law)
    return rows[rows["since"].notna()]


def months(law: str) -> dict[str, Row]:
    """The same by year and month, the latest first."""
    return {f"{row['scored_on']:%Y-%m}": row for row in reversed(records(compared_months(law)))}


def begin(law: str) -> None:
    """Asks ahead for the list that the address says."""
    offered = cached.made(months, law)
    if offered:
        row = offered[filters.chosen("flow_month", offered)]
        direction = filters.chosen("moved", dict.fromkeys(("entered", "left"), ""))
        cached.ahead(overview.moved, law=law, scored_on=row["scored_on"], has_entered=direction == "entered")


def show(law: str) -> None:
    """The list of a month, the last unless the address says another; a row opens the passport."""
    offered = cached.made(months, law)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = filters.one("flow_month", _("Month"), {code: month(row["scored_on"]) for code, row in offered.items()})
        direction = filters.segment("moved", _("Who"), {"entered": _("Entered"), "left": _("Left")}, is_label_shown=False)
    row = offered[str(chosen)]
    listed = cached.made(worded, law, row["scored_on"], direction)
    if listed.empty:
        st.caption(_("No facility did so in this month."))
        return
    note = _note(row, len(listed), int(row[f"{direction}_facility_count"]))
    st.caption(note)
    at = tables.show(listed, columns(), name=LIST, note=note, selectable=True, identity=f"{law}{chosen}{direction}")
    workbook.download(listed, columns(), name=LIST, note=note)
    if at is not None:
        st.switch_page("facility.py", query_params=layout.kept_in_address() | layout.of_facility(listed["facility_id"].iloc[at]))


def worded(law: str, scored_on: Any, direction: str) -> DataFrame:
    """The rows of the list with degrees and reasons in words."""
    rows = cached.ask(overview.moved, law=law, scored_on=scored_on, has_entered=direction == "entered")
    here = language()
    return DataFrame(
        {
            "facility_id": rows["facility_id"], "facility": rows[f"name_{here}"],
            "why": ["; ".join(why(row, law)) for row in records(rows)],
            "owner": rows[f"owner_{here}"], "region": rows[f"region_{here}"], "workers": rows["employee_count"],
            "before": [_degree(code) for code in rows["degree_before"]], "now": [_degree(code) for code in rows["degree"]],
        }
    )  # fmt: skip


def columns() -> dict[str, str]:
    """Columns of the list."""
    return {
        "facility": _("Facility"), "why": _("Why: what changed"), "owner": _("Owner"), "region": _("Region"), "workers": _("Workers"),
        "before": _("Degree before"), "now": _("Degree now"),
    }  # fmt: skip


def why(row: Row, law: str) -> list[str]:
    """What changed between the two scorings, under the law: the rule, the hand, then each reason; never empty."""
    if not isinstance(row["degree_before"], str):
        return [_("New in the register")]
    if not isinstance(row["degree"], str):
        return [_("No longer in service")]
    before, now = (_reasons(row, law, when) for when in ("_before", ""))
    told = [_("The rule changed")] if row["is_rule_changed"] else []
    told += _by_hand(before, now)
    codes = now | before if row["degree"] == "high" else before | now  # first what speaks for the move
    told += [sentence for code in codes if code != by_hand.REASON for sentence in _changed(before.get(code), now.get(code))]
    return told or [_points(row)]


def _reasons(row: Row, law: str, when: str) -> Reasons:
    """The reasons that count under the law on one of the two days, by code."""
    by_rule = row[f"regime{when}"] == "rule"
    found = row[f"reasons{when}"]
    return {
        each["code"]: each
        for each in found
        if (each["law"] == law if each["code"] == by_hand.REASON else (each["code"] in degree.RULE_REASONS) == by_rule)
    }


def _by_hand(before: Reasons, now: Reasons) -> list[str]:
    had, has = by_hand.REASON in before, by_hand.REASON in now
    if has and not had:
        return [_("Set by hand")]
    return [_("No longer set by hand")] if had and not has else []


def _changed(before: dict[str, Any] | None, now: dict[str, Any] | None) -> list[str]:
    if before is None or now is None:
        sentence = _("New: {reason}") if before is None else _("No longer: {reason}")
        return [sentence.format(reason=degree.in_words(now or before or {}))]
    if before["count"] == now["count"]:
        return []
    return [_("{reason} (before: {n})").format(reason=degree.in_words(now), n=number(before["count"]))]


def _points(row: Row) -> str:
    """No reason changed its count, so the points did: an older violation, or the others of the same kind."""
    return _("Points {before} → {now}: a new inspection, or the other facilities of the same kind").format(
        before=number(row["points_before"], 1), now=number(row["points"], 1)
    )


def _degree(code: Any) -> str:
    return labels.degrees()[code] if isinstance(code, str) else _("Not scored")


def _note(row: Row, shown: int, count: int) -> str:
    days = _("Between the scorings of {since} and {day}.").format(since=day(row["since"]), day=day(row["scored_on"]))
    most = _("The {shown} with most workers of {all}.").format(shown=number(shown), all=number(count)) if count > shown else ""
    return " ".join(filter(None, [days, most, _("Choose a row to open the passport.")]))
