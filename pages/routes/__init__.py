"""What browsers and programs fetch beside the screens: the list of all routes."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pages.routes import health, sign_in

ASSETS = Path(__file__).parents[1] / "assets"

ROUTES: list[BaseRoute] = [
    Route("/health/live", health.live),
    Route("/health/ready", health.ready),
    Route("/sign-in/{user_code}", sign_in.choose),
    Route("/sign-out", sign_in.leave),
    Mount("/assets", StaticFiles(directory=ASSETS)),
]
