"""What an import says to people, in Kazakh, Russian or English: read from sentences.csv, one row a code."""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "sentences.csv"
LANGUAGES = ("kk", "ru", "en")  # the state language first


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Every sentence by its code, then by its language."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def sentence(code: str, language: str, **values: object) -> str:
    """The sentence of a code in kk, ru or en, with values in its braces; KeyError for an unknown code."""
    said = sentences()[code][language].format(**values)
    return said.encode(errors="replace").decode()  # names of files need not be text
