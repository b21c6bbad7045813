"""Part of the injuries screen: how much of the differences between regions is chance, and how past forecasts held."""

from pages.parts import filters
from pages.parts.cached import made
from pages.parts.injuries import funnel, held, shrunken
from pages.parts.injuries.chosen import Chosen
from pages.parts.words import _


def show(chosen: Chosen) -> None:
    """The funnel and rates raw and shrunken; or the backtest, which is asked for only where it is looked at."""
    offered = {"regions": _("Regions beside each other"), "forecasts": _("Past forecasts")}
    if filters.segment("sure", _("Shown"), offered, is_label_shown=False) == "forecasts":
        held.show(chosen)
        return
    made(funnel.piece, chosen).show("injury_funnel")
    made(shrunken.piece, chosen).show("injury_shrunken")
