"""What the reader sees when he points at a mark: the name and its class, or the counts of a cluster, in his language.

deck.gl fills {name} and the like from the tile; words for the numbers of a mark are put in by the style sheet.
"""

import json
from html import escape

from pages.parts import labels, palette
from pages.parts.map import marks
from pages.parts.map.colours import Colouring
from pages.parts.words import _


def tooltip(colouring: Colouring) -> dict[str, object]:
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
    return {"html": _html(colouring), "style": style}


def _html(colouring: Colouring) -> str:
    count = _("Facilities: {n}")
    told = [colouring.told.format(b="{b}", w="{w}")] + ([gross()] if colouring.code != "violations" else [])
    return (
        '<div class="map-tip map-tip-{k} map-c{c} map-v{v}">'
        '<div class="one"><b>{name}</b><span class="class"></span><span class="violations"></span></div>'
        '<div class="area"><b>{name}</b><span>{t}</span></div>'
        f'<div class="many"><b>{escape(count)}</b>{"".join(f"<span>{escape(each)}</span>" for each in told)}</div></div>'
    )


def gross() -> str:
    """What the ring of a cluster stands for."""
    return _("gross violations: {g} of {i} inspected")


def words_for_numbers(colouring: Colouring) -> str:
    """Style rules that put the words of the reader's language where a mark has only numbers."""
    rules = [_rule(f"c{number}", "class", word) for number, word in colouring.words.items()]
    if colouring.code != "violations":
        classes = labels.violation_classes()
        rules += [_rule(f"v{number}", "violations", classes[code]) for number, code in enumerate(marks.BY_VIOLATION)]
    return "".join(rules)


def _rule(mark: str, place: str, word: str) -> str:
    return f".map-{mark} .{place}::after{{content:{json.dumps(word, ensure_ascii=False)}}}"
