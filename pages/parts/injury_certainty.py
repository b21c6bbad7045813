"""Part of the injuries screen: how much of the differences between regions is chance, and how past forecasts held."""

from pages.parts import filters, injury_funnel, injury_held, injury_shrunken
from pages.parts.cached import made
from pages.parts.injury_chosen import Chosen
from pages.parts.words import _


def show(chosen: Chosen) -> None:
    """The funnel and rates raw and shrunken; or the backtest, which is asked for only where it is looked at."""
    offered = {"regions": _("Regions beside each other"), "forecasts": _("Past forecasts")}
    if filters.segment("sure", _("Shown"), offered, is_label_shown=False) == "forecasts":
        injury_held.show(chosen)
        return
    made(injury_funnel.piece, chosen).show("injury_funnel")
    made(injury_shrunken.piece, chosen).show("injury_shrunken")
