"""Part of the injuries screen: a place over the years against its target, every region beside it, and the ranked regions."""

from pages.parts import injury_headline, injury_panel_piece, injury_path, injury_ranked_picture, session
from pages.parts.cached import made
from pages.parts.injury_chosen import Chosen


def show(chosen: Chosen) -> None:
    """Headline, the place over the years, the regions as small multiples, the ranked regions."""
    injury_headline.show(chosen)
    made(injury_path.piece, chosen).show("injury_path")
    if session.viewer().is_nationwide:
        made(injury_panel_piece.piece, chosen).show("injury_panels")
    made(injury_ranked_picture.piece, chosen).show("injury_ranked")
