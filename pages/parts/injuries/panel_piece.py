"""The small multiples made ready: the picture, its narrow form, its words, and the same figures as a table."""

from functools import partial

from pandas import DataFrame

from pages.parts import definition
from pages.parts.cached import made
from pages.parts.injuries import panel_rows, panel_table, panels
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries import words as injury_words
from pages.parts.injuries.chosen import Chosen
from pages.parts.injuries.piece import Piece
from pages.parts.words import _, named
from queries.records import records

WIDE, NARROW, MOST_LETTERS = 5, 2, 17


def piece(chosen: Chosen) -> Piece:
    """All regions the reader may see, or the sentence that says why there is nothing."""
    rows, digits = panel_rows.listed(chosen), injury_words.digits(chosen.measure)
    title = _("Region by region: {indicator}").format(indicator=named(chosen.measure))
    if not any(len(each) for each in rows["year"]):
        return Piece(title, nothing=_("No region has both events and a denominator known for any year."))
    wide, narrow = (panel_rows.grid(rows, digits, columns) for columns in (WIDE, NARROW))
    opens = injury_rows.address_of_year(chosen)
    told = "; ".join(f"{row['name']}: {row['verdict']}" for row in records(rows))
    shown = {
        "about": definition.of_measure(chosen.measure),
        "chart": panels.chart(rows, wide, address=opens),
        "narrow": panels.chart(rows.assign(name=[shortened(name) for name in rows["name"]]), narrow, address=opens),
        "table": partial(made, panel_table.shown, chosen), "note": _note(rows, chosen), "told": f"{title}. {told}",
    }  # fmt: skip
    return Piece(title, panel_table.above(rows), shown)


def shortened(name: str) -> str:
    """The name of a region without the word for region, where a narrow panel has no room for it."""
    words = {"область", "облысы", "Region"}
    return " ".join(each for each in name.split() if each not in words) if len(name) > MOST_LETTERS else name


def _note(rows: DataFrame, chosen: Chosen) -> str:
    said = [_("Hollow mark: fewer than five events; diamond: the months of a year not over.")]
    said.append(_("A mark opens the rows of its year."))
    if any(value is not None for each in rows["low"] for value in each):
        said.append(_("Bands are cut at the top of the scale; a triangle there is a value over it, said beside."))
    if rows["broke"].notna().any():
        said.append(_("Dotted upright line: borders changed in June 2022, no line crosses it."))
    if any(len(each) for each in rows["point"]):
        said.append(_("Squares: published figures of the region, another series; a click opens the source."))
    return injury_words.note(chosen.measure, *said)
