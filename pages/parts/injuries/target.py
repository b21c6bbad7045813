"""Part of the injuries screen: a place over the years against its target, every region beside it, and the ranked regions."""

from pages.parts import session
from pages.parts.cached import ahead, made
from pages.parts.injuries import headline, panel_piece, path, ranked_picture
from pages.parts.injuries.chosen import Chosen
from queries import figures, indicators


def show(chosen: Chosen) -> None:
    """Headline, the place over the years, the regions as small multiples, the ranked regions."""
    ahead(indicators.of_years, indicator=chosen.indicator)
    ahead(figures.regional)
    headline.show(chosen)
    made(path.piece, chosen).show("injury_path")
    if session.viewer().is_nationwide:
        made(panel_piece.piece, chosen).show("injury_panels")
    made(ranked_picture.piece, chosen).show("injury_ranked")
