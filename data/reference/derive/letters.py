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
        _call(merged, name.title())
        merged.save(FOLDER / f"inter-{name}.ttf")


def _call(font: TTFont, style: str) -> None:
    """Names of its own: what draws both weights on one sheet would else take one for the other."""
    for number, text in {2: style, 3: f"Inter {style}", 4: f"Inter {style}", 6: f"Inter-{style}"}.items():
        for record in [each for each in font["name"].names if each.nameID == number]:
            font["name"].setName(text, number, record.platformID, record.platEncID, record.langID)


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
