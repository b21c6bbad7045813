"""Letters for pictures made on the server: static files of two weights, from the variable ones that the screens use."""

import io
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).parents[3] / "pages" / "assets" / "fonts"
ALPHABETS = ("latin", "cyrillic", "cyrillic-ext")
WEIGHTS = {"regular": 400, "semibold": 600}
LAYOUT_RULES = ("GSUB", "GPOS", "GDEF", "STAT", "HVAR", "MVAR")  # of the variable files only; merged they would not agree


def main() -> None:
    """Writes one file a weight, with all alphabets in it."""
    for name, weight in WEIGHTS.items():
        merged = Merger().merge([_static(alphabet, weight) for alphabet in ALPHABETS])
        merged.recalcTimestamp = False
        merged["head"].created = merged["head"].modified = 0
        merged.save(FOLDER / f"inter-{name}.ttf")


def _static(alphabet: str, weight: int) -> io.BytesIO:
    font = TTFont(FOLDER / f"inter-{alphabet}-wght-normal.woff2", recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font.flavor = None
    for table in LAYOUT_RULES:
        if table in font:
            del font[table]
    written = io.BytesIO()
    font.save(written)
    written.seek(0)
    return written


if __name__ == "__main__":
    main()
