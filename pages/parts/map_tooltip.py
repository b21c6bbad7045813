"""What the reader sees when he points at a mark: the name, or the counts of a cluster, in his language.

deck.gl fills {name} and the like from the tile; words for the numbers of a mark are put in by the style sheet.
"""

import json
from html import escape

from pages.parts import labels, map_marks, palette
from pages.parts.words import _


def tooltip() -> dict[str, object]:
    """The tooltip of the deck, for facilities and clusters alike."""
    colours = palette.tokens()
    style = {
        "backgroundColor": colours["page"],
        "color": colours["ink"],
        "border": f"1px solid {colours['line']}",
        "borderRadius": "6px",
        "padding": "0.5rem 0.7rem",
        "fontSize": "13px",
        "maxWidth": "20rem",
        "zIndex": "3",
    }
    return {"html": _html(), "style": style}


def _html() -> str:
    count, high = _("Facilities: {n}"), _("high degree: {high} of {known}")
    gross = _("gross violations: {gross} of {inspected} inspected")
    return (
        '<div class="map-tip map-tip-{k} map-d{d} map-v{v}">'
        '<div class="one"><b>{name}</b><span class="degree"></span><span class="violations"></span><span class="told">{told}</span></div>'
        f'<div class="many"><b>{escape(count)}</b><span>{escape(high)}</span><span>{escape(gross)}</span></div></div>'
    )


def words_for_numbers() -> str:
    """Style rules that put the words of the reader's language where a mark has only numbers."""
    degrees, classes = labels.degrees(), labels.violation_classes()
    rules = [_rule(f"d{number}", "degree", degrees[code]) for number, code in enumerate(map_marks.BY_DEGREE)]
    rules += [_rule(f"v{number}", "violations", classes[code]) for number, code in enumerate(map_marks.BY_VIOLATION)]
    return "".join(rules)


def _rule(mark: str, place: str, word: str) -> str:
    return f".map-{mark} .{place}::after{{content:{json.dumps(word, ensure_ascii=False)}}}"
