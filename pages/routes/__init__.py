"""What browsers and programs fetch beside the screens: the list of all routes."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pages.routes import (
    areas,
    away,
    basemap,
    calendar,
    evidence,
    exports,
    first_picture,
    health,
    instruction_exports,
    layers,
    picture,
    search,
    sign_in,
    tiles,
)

ASSETS = Path(__file__).parents[1] / "assets"

HANDLERS = away.HANDLERS

ROUTES: list[BaseRoute] = [
    Route("/health/live", health.live),
    Route("/health/ready", health.ready),
    Route("/sign-in/{user_code}", sign_in.choose),
    Route("/sign-out", sign_in.leave),
    Route("/tiles/facilities/{z}/{x}/{y}", tiles.facilities_tile),
    Route("/tiles/settlements/{z}/{x}/{y}", layers.settlements),
    Route("/tiles/radii/{z}/{x}/{y}", layers.danger_radii),
    Route("/areas/{level}", areas.valued),
    Route("/layers/rescue", layers.rescue_units),
    Route("/layers/own/{key}", layers.own),
    Route("/evidence/{instruction_id:int}/{report_no:int}/{evidence_no:int}", evidence.handed_out),
    Route("/export/facilities.{kind}", exports.facilities_file),
    Route("/export/instructions.{kind}", instruction_exports.instructions_file),
    Route("/calendar/{secret}.ics", calendar.deadlines),
    Route("/picture/map.{kind}", picture.national_map),
    Route("/picture/first.svg", first_picture.drawn),
    Route("/search", search.found),
    Route("/basemap/names/{z}/{x}/{y}", basemap.names),
    Route("/basemap/districts", basemap.districts),
    Route("/basemap/{name}", basemap.outlines),
    Mount("/assets", StaticFiles(directory=ASSETS)),
]
