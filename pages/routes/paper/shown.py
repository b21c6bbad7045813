"""What a picture shows: facilities as marks, or regions or districts as areas; with the legend of each."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pages.parts import palette
from pages.parts.map import areas as map_areas
from pages.parts.map import areas_shown, colours
from pages.parts.map.colours import Colouring
from pages.parts.words import _, months
from pages.routes.paper import looks, marks, meaning
from pages.routes.paper.areas import Areas
from pages.routes.paper.extent import Extent
from pages.routes.paper.legend import Line, Section, Swatch
from queries import facilities, injuries
from queries.facilities import Filters
from queries.viewer import Viewer


@dataclass(frozen=True)
class Shown:
    """What is shown, in words; its legend; marks with their look, or areas."""

    what: str
    sections: list[Section]
    marks: list[marks.Feature]
    look: Callable[[dict[str, Any]], looks.Look]
    areas: Areas | None = None


@dataclass(frozen=True)
class View:
    """facilities, region or district; of areas also the measure they are shaded by."""

    level: str = "facilities"
    measure: str = "share"


def found(viewer: Viewer, as_of: date, filters: Filters, view: View, extent: Extent, spoken: str) -> Shown:
    """What the viewer may see of it. Raises Unavailable."""
    colouring = colours.of(filters)
    if view.level in map_areas.LEVELS:
        return _areas(viewer, as_of, filters, view, colouring)
    tiles = [facilities.tile(viewer, as_of, z=z, x=x, y=y, filters=filters, language=spoken) for z, x, y in extent.tiles()]
    what = f"{colouring.title} ({colouring.under})" if colouring.under else colouring.title
    counted = facilities.counted(viewer, as_of, filters=filters)
    return Shown(what, meaning.sections(colouring, counted), marks.features(tiles), looks.looks(colouring))


def _areas(viewer: Viewer, as_of: date, filters: Filters, view: View, colouring: Colouring) -> Shown:
    outlines = facilities.area_outlines(viewer, as_of, level=view.level, region=filters.region)
    rows = map_areas.valued(viewer, as_of, level=view.level, measure=view.measure, filters=filters)
    fills = ["#FFFFFF", *areas_shown.step_fills(colouring, view.measure)]
    words = [_("fewer than five"), *areas_shown.steps(colouring, view.measure)]
    lines = tuple(Line(Swatch(fill, palette.HOLLOW, 0.6), word) for fill, word in zip(fills, words, strict=True))
    what = colouring.title if view.measure == "share" else areas_shown.measures()[view.measure]
    under = colouring.share.split(": ", 1)[-1] if view.measure == "share" else ""
    features = json.loads(map_areas.features(outlines, rows, view.level))["features"]
    sections = [Section(what, under, lines), Section(_stands_on(viewer, as_of, view.measure))]
    return Shown(what, sections, [], looks.looks(colouring), Areas(features, fills))


def _stands_on(viewer: Viewer, as_of: date, measure: str) -> str:
    if measure == "share":
        return _("Figures: per 100 facilities of which something is known.")
    totals = injuries.totals(viewer, as_of)
    period = months(totals["starts_on"], totals["ends_on"])
    return _("Accident register, {period}; filters of facilities do not narrow it.").format(period=period)
