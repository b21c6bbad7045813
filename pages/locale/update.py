"""Brings the message catalogues up to date with the code: python -m pages.locale.update

New messages arrive empty, for a translator; messages the code no longer has are dropped.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
FOLDERS = ("pages", "data/imports")
KEYWORDS = {"_": None, "ngettext": (1, 2), "say": None}
LANGUAGES = ("kk", "ru")


def in_code() -> Catalog:
    """Every message of the code, with the files that use it."""
    found = Catalog(charset="utf-8")
    for folder in FOLDERS:
        for file_name, line, message, _comments, context in extract_from_dir(ROOT / folder, keywords=KEYWORDS):
            del line  # line numbers would change the catalogue with every edit
            found.add(message, None, [(f"{folder}/{file_name}", 0)], context=context)
    return found


def path_of(language: str) -> Path:
    """Where the catalogue of a language stands."""
    return ROOT / "pages" / "locale" / language / "messages.po"


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """The catalogue of a language with the messages of the code."""
    catalogue = read(language)
    catalogue.update(in_code(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def main() -> None:
    """Writes the catalogues."""
    for language in LANGUAGES:
        catalogue = updated(language)
        with path_of(language).open("wb") as file:
            write_po(file, catalogue, no_location=True, sort_output=True, width=120)


if __name__ == "__main__":
    main()
