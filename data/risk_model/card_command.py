"""python -m data card: the model card, from what the database keeps."""

from contextlib import closing
from pathlib import Path

from rich.console import Console

from data.database import nationwide_connection
from data.risk_model.card import text

CARD = Path(__file__).parents[2] / "docs" / "model-card.md"
say = Console(stderr=True)


def card() -> None:
    """Writes docs/model-card.md from the latest version of the model and its backtest."""
    with closing(nationwide_connection()) as connection:
        CARD.write_text(text(connection), encoding="utf-8")
    say.print(f"Written: {CARD.name}.")
