"""What stands on the sheet: asked of the database as the viewer may see it, and put into words."""

from datetime import date, datetime

from babel.dates import format_datetime

from pages.parts import palette
from pages.parts.map import colours
from pages.parts.session import KAZAKHSTAN
from pages.parts.words import _, day, locale
from pages.routes.paper import narrowing, shown
from pages.routes.paper.drawing import Contents
from pages.routes.paper.extent import Extent
from pages.routes.paper.legend import Section
from pages.routes.paper.shown import View
from queries import system
from queries.facilities import Filters
from queries.viewer import Viewer


def gathered(viewer: Viewer, as_of: date, filters: Filters, view: View, extent: Extent, spoken: str) -> Contents:
    """All of it, for a picture in the language spoken. Raises Unavailable."""
    narrowed = narrowing.told(viewer, as_of, filters, colours.of(filters))
    with palette.on_paper():
        here = shown.found(viewer, as_of, filters, view, extent, spoken)
        return Contents(
            title=_("Where is the danger?"),
            subtitle=_subtitle(here.what, narrowing.place(viewer, as_of, filters), as_of),
            demonstration=_demonstration(),
            source=_source(system.last_scored_day(as_of)),
            sections=[*here.sections, *map(Section, narrowed)],
            shown=here,
            language=spoken,
            region=filters.region or viewer.region_code,
        )


def _subtitle(what: str, place: str, as_of: date) -> str:
    told = _("Hazardous facilities: {what}").format(what=what[0].lower() + what[1:])
    on_the_day = _("as of {day}").format(day=day(as_of))
    return f"{place} · {told} · {on_the_day}"


def _demonstration() -> str:
    is_there = system.readiness().get("has_demonstration")
    return _("Demonstration data: invented, not real enterprises.") if is_there else ""


def _source(scored_on: date | None) -> str:
    made = format_datetime(datetime.now(KAZAKHSTAN), "d MMM y, HH:mm", locale=locale())
    return " ".join(
        [
            _("Source: register of hazardous facilities, scored on {day}.").format(day=day(scored_on)),
            _("Borders: OpenStreetMap contributors (ODbL), OCHA. Water, neighbours: Natural Earth. Settlements: GeoNames (CC BY 4.0)."),
            _("Digital Map of Enterprises, drawn on {time} (Astana time).").format(time=made),
        ]
    )
