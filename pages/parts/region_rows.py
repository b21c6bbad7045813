"""Where the figures of the table of regions open: accidents of the period, the zone on the map, overdue prescriptions."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from pandas import DataFrame

from pages.parts import layout
from pages.parts.injuries import rows as injury_rows
from pages.parts.words import _

ACCIDENTS, ZONE, PRESCRIPTIONS = "accidents_open", "zone_opens", "prescriptions_open"
ICONS = {ACCIDENTS: "list_alt", ZONE: "map", PRESCRIPTIONS: "checklist"}
ARROW, ICON_PX = "↗", 36  # the words stand in the file; the table needs the room


def linked(rows: DataFrame, first: date, last: date) -> DataFrame:
    """The rows with the addresses behind their figures; first and last are days of the months whose accidents are counted."""
    kept, codes = layout.kept_in_address(), rows["region_code"]
    return rows.assign(
        **{
            ACCIDENTS: [injury_rows.address_of("injured_count", code, first, last) for code in codes],
            ZONE: [f"/map?{urlencode(kept | {'law': 'industrial_safety', 'degree': 'high', 'region': code})}" for code in codes],
            PRESCRIPTIONS: [f"/facility?{urlencode(kept | {'list': 'overdue', 'region': code})}" for code in codes],
        }
    )


def how() -> str:
    """How the rows are opened, in words."""
    return _("A sign behind figures opens their rows; a region of the map opens its accidents.")


def headings() -> dict[str, str]:
    """What stands above the columns of addresses in the file."""
    return {ACCIDENTS: _("Rows"), ZONE: _("On the map"), PRESCRIPTIONS: _("List")}


def formats() -> dict[str, Any]:
    """The columns of addresses, an icon each."""
    shown = {"label": ARROW, "width": ICON_PX}
    return {column: st.column_config.LinkColumn(display_text=f":material/{icon}:", **shown) for column, icon in ICONS.items()}
