"""What the map is narrowed to, in words: for the title and beside the legend of a picture."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pandas import DataFrame

from pages.parts import labels
from pages.parts.map import choices as map_choices
from pages.parts.map import filters as map_filters
from pages.parts.map.colours import Colouring
from pages.parts.words import NO_VALUE, _, named, number
from queries import facilities, instructions
from queries.facilities import Filters
from queries.viewer import Viewer


def place(viewer: Viewer, as_of: date, filters: Filters) -> str:
    """The district or region chosen, else the viewer's own region, else the country."""
    if filters.district:
        return _named(facilities.districts(viewer, as_of, region=filters.region), "district_code", filters.district)
    region = filters.region or viewer.region_code
    return _named(facilities.region_boxes(viewer, as_of), "region_code", region) if region else _("Kazakhstan")


def told(viewer: Viewer, as_of: date, filters: Filters, colouring: Colouring) -> Iterator[str]:
    """A line for each filter that is set, beside the place of the title."""
    if filters.hazard:
        yield _line(_("Hazard"), _named(facilities.hazard_types(viewer, as_of), "hazard_type_code", filters.hazard))
    if filters.degree:
        degree = _("Degree")
        yield _line(f"{degree}, {labels.laws()[filters.law]}", labels.degrees()[filters.degree])
    if filters.mark is not None:
        yield _line(colouring.title, colouring.words.get(filters.mark, NO_VALUE))
    yield from _of_the_owner(viewer, as_of, filters)
    yield from _of_the_facility(viewer, as_of, filters)
    if filters.text:
        yield _line(_("Words"), filters.text)
    if filters.near:
        middle = f"{filters.near.lat:.3f}, {filters.near.lon:.3f}"
        yield _("Within {km} km of {place}").format(km=number(filters.near.km), place=middle)


def _of_the_owner(viewer: Viewer, as_of: date, filters: Filters) -> Iterator[str]:
    if filters.activity:
        yield _line(_("Activity of the owner"), _named(facilities.activities(viewer, as_of), "activity_code", filters.activity))
    if filters.size:
        yield _line(_("Size of the owner, employees"), map_choices.sizes()[filters.size])
    if filters.owner:
        owner = facilities.owner(viewer, as_of, bin=filters.owner)
        yield _("Owner: {name}").format(name=named(owner) if owner else filters.owner)


def _of_the_facility(viewer: Viewer, as_of: date, filters: Filters) -> Iterator[str]:
    if filters.open:
        yield map_filters.open_told(instructions.one(viewer, as_of, instruction_id=int(filters.open)))
    if filters.chosen:
        yield map_filters.chosen_told(filters.chosen)


def _line(label: str, value: str) -> str:
    return f"{label}: {value}"


def _named(rows: DataFrame, key: str, code: str) -> str:
    """Name of the row with the code; the code itself where the viewer sees no such row."""
    found: list[dict[str, Any]] = rows[rows[key] == code].to_dict("records")
    return named(found[0]) if found else code
