"""The table twin of the map: the same facilities, page by page, in the order asked for, and files of all rows."""

import math
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame

from pages.parts import filters, in_sight, labels, layout, session, tables
from pages.parts.map import address, colours, order, panel
from pages.parts.map.legend import Counted
from pages.parts.words import _, day, language, ngettext, number
from queries import facilities, tokens
from queries.facilities import Filters

TABLE = "map_list"
PAGE = order.PAGE
HEIGHT = 38 * tables.MOST_ROWS_SHOWN
KINDS = {"csv": "CSV", "xlsx": "XLSX", "geojson": "GeoJSON"}
REPEATED = ["hazard", "region", "owner", "degree", "violation_class"]  # each word crosses the socket once
SHOWN = ["hazard", "region", "owner", "degree", "violation_class", "overdue_prescription_count", "last_inspected_on"]
SHOWN_WHERE_ORDERED_BY = {"accidents": ["accident_count"], "insurance": ["insurance"]}


def orders() -> dict[str, str]:
    """What the list can be ordered by: every column, and the points of the degree."""
    return {
        "risk": _("Degree and points"), "violations": _("Violations of 12 quarters"), "overdue": _("Overdue prescriptions"),
        "accidents": _("Accidents of three years"), "inspected": _("Last inspection"), "insurance": _("Insurance"),
        "name": _("Facility"), "hazard": _("Hazard"), "region": _("Region"), "owner": _("Owner"),
    }  # fmt: skip


def directions() -> dict[str, str]:
    """Which end of an order comes first."""
    return {"down": _("Highest or latest first"), "up": _("Lowest or earliest first")}


def show(chosen: Filters, counted: Counted) -> None:
    """The list of the facilities that pass the filters; counted as the legend has them."""
    layout.section(_("The same facilities as a list"), _("Choose a row to open the facility on the map."))
    size = sum(counted.get("place", {}).values())
    if not size:
        st.info(_("No facility passes these filters. Widen them."))
        return
    pages = math.ceil(size / facilities.ROWS_OF_A_PAGE)
    st.session_state[PAGE] = min(order.page(), pages)
    if in_sight.reached(TABLE, height=HEIGHT):
        _choices(pages)
        _table(order.rows(chosen, order.page()))
        _download(chosen, size)


def _choices(pages: int) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        filters.one("order", _("Order by"), orders())
        filters.one("direction", _("Direction"), directions(), width=340)
        st.number_input(_("Page of {pages}").format(pages=number(pages)), min_value=1, max_value=pages, key=PAGE, width=150)


def _table(rows: DataFrame) -> None:
    shown = rows.rename(columns={f"{each}_{language()}": each for each in ("name", "hazard", "region", "owner")})
    shown["degree"] = shown["degree"].map(labels.degrees())
    shown["by_hand"] = [_by_hand(row) for row in rows.to_dict("records")]
    shown["violation_class"] = shown["violation_class"].map(labels.violation_classes())
    shown["insurance"] = shown["insurance"].map(colours.insurance_states())
    by_hand = ["by_hand"] if shown["by_hand"].notna().any() else []
    columns = ["name", *SHOWN_WHERE_ORDERED_BY.get(order.asked(), []), *SHOWN, *by_hand]
    light = shown[columns].astype(dict.fromkeys(REPEATED, "category"))
    st.session_state["map_list_rows"] = rows["facility_id"].tolist()
    st.dataframe(
        light, column_config=_columns(), hide_index=True, height=HEIGHT, placeholder=tables.NO_VALUE,
        key=TABLE, on_select=_row_chosen, selection_mode="single-row",
    )  # fmt: skip


def _by_hand(row: dict[str, Any]) -> str | None:
    if not isinstance(row["hand_degree"], str):
        return None
    return _("{degree} until {day}").format(degree=labels.degrees()[row["hand_degree"]], day=day(row["hand_until"]))


def _columns() -> dict[str, object]:
    words = {
        "name": (_("Facility"), 275), "hazard": (_("Hazard"), 148), "region": (_("Region"), 160), "owner": (_("Owner"), 190),
        "degree": (_("Degree"), 150), "violation_class": (_("Violations of 12 quarters"), 205), "by_hand": (_("Set by hand"), 200),
        "insurance": (_("Insurance"), 255),
    }  # fmt: skip
    plain = {column: st.column_config.Column(word, width=width) for column, (word, width) in words.items()}
    return plain | {
        "overdue_prescription_count": st.column_config.NumberColumn(_("Overdue"), help=_("Overdue prescriptions"), width=105),
        "accident_count": st.column_config.NumberColumn(_("Accidents"), help=_("Accidents of three years"), width=105),
        "last_inspected_on": st.column_config.DateColumn(_("Last inspection"), format="DD.MM.YYYY", width=146),
    }


def _row_chosen() -> None:
    chosen = st.session_state[TABLE]["selection"]["rows"]
    if chosen:
        panel.open_facility(st.session_state["map_list_rows"][chosen[0]])


def _download(chosen: Filters, size: int) -> None:
    """Links to the files of all rows, not only of the page; the route writes each to the audit trail."""
    token = tokens.issue(session.viewer(), "export")
    asked = {"token": token, "as_of": session.as_of().isoformat(), "lang": language()} | address.written(chosen)
    told = ngettext("Download {count} row:", "Download {count} rows:", size).format(count=number(size))
    links = [f'<a href="{escape(f"/export/facilities.{kind}?{urlencode(asked)}")}" download>{name}</a>' for kind, name in KINDS.items()]
    st.html(f'<p class="download">{escape(told)} {" ".join(links)}</p>')
