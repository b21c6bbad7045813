"""Part of the injuries screen: how much of the differences between regions is chance, and how past forecasts held."""

from pages.parts import injury_funnel, injury_held, injury_shrunken
from pages.parts.cached import made
from pages.parts.injury_chosen import Chosen


def show(chosen: Chosen) -> None:
    """The funnel, then rates raw and shrunken, then the backtest."""
    made(injury_funnel.piece, chosen).show("injury_funnel")
    made(injury_shrunken.piece, chosen).show("injury_shrunken")
    injury_held.show(chosen)
