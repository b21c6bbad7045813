"""The legend of the map: what fill, ring and size mean, how many facilities there are of each; a class clicked narrows the map to it."""

from datetime import date
from html import escape

import streamlit as st
from pandas import DataFrame

from pages.parts import cached, filters, labels, palette
from pages.parts.map import colours
from pages.parts.map import marks as map_marks
from pages.parts.map.colours import Colouring
from pages.parts.words import _, day, ngettext, number, percent
from queries import facilities, overrides
from queries.facilities import Filters

Counts = dict[str, int]
Counted = dict[str, Counts]


def show(colouring: Colouring, counts: Counted, scored_on: date, chosen: Filters) -> None:
    """The legend of a colouring with the counts under the present filters, chosen, those of counted()."""
    marks, places = counts.get("mark", {}), counts.get("place", {})
    title = _title(_("Fill: {what}").format(what=colouring.title), colouring.under)
    st.html(f'<p class="map-total">{escape(total(places))}</p>{title}')
    _classes(colouring, marks)
    about = _("Larger marks: more facilities, or a larger harm potential. Scored on {day}.").format(day=day(scored_on))
    under = f"<p>{escape(about)}</p>{_without_point(places)}"
    st.html(f'<div class="map-legend">{by_hand(chosen)}{_shares(colouring)}{_rings(colouring)}{under}</div>')


def by_hand(chosen: Filters) -> str:
    """How many of the degrees shown a person set; nothing where none, or where the colours tell something else."""
    count = cached.ask(overrides.passing, filters=chosen) if chosen.colour == "degree" else 0
    told = _("Of these degrees set by hand: {n}").format(n=number(count))
    return f"<p>{escape(told)}</p>" if count else ""


def _rings(colouring: Colouring) -> str:
    if colouring.code == "violations":
        return ""
    return _title(_("Ring: violations of 12 quarters")) + "".join(map(_ring, labels.violation_classes().items()))


def counted(chosen: Filters) -> Counted:
    """What each choice of a filter would leave, the other filters staying as they are."""
    return by_filter(cached.ask(facilities.counted, filters=chosen))


def by_filter(rows: DataFrame) -> Counted:
    """Facilities by filter and code, of the answer of queries.facilities.counted; a filter that leaves none is missing."""
    found: Counted = {}
    for name, code, count in zip(rows["filter"], rows["code"], rows["facilities"], strict=True):
        found.setdefault(name, {})[code] = count
    return found


def total(places: Counts) -> str:
    """How many facilities the map shows."""
    count = places.get("on_map", 0)
    return ngettext("{n} facility on the map", "{n} facilities on the map", count).format(n=number(count))


def _classes(colouring: Colouring, marks: Counts) -> None:
    """The classes as choices, each with its swatch and count; those that no facility has are left out."""
    words = {str(mark): word for mark, word in colouring.words.items() if marks.get(str(mark)) or st.query_params.get("mark") == str(mark)}
    told = {code: f"{word} **{number(marks.get(code, 0))}**" for code, word in words.items()}
    rules = [_swatch(place, colouring.fills[int(code)]) for place, code in enumerate(words, start=2)]
    st.html(f"<style>{''.join(rules)}</style>")
    filters.radio("mark", _("Shown: classes of the colouring"), told, everything=_("All classes"))


def _swatch(place: int, fill: str) -> str:
    """The look of the swatch before a choice."""
    looks = {
        colours.HOLLOW: f"background:transparent;border:2px solid {palette.HOLLOW};transform:scale(.75)",
        colours.WHITE: f"background:{palette.tokens()['page']};border:2px solid {palette.HOLLOW}",
    }
    mark = f'.st-key-filter_mark [role="radiogroup"] > div:nth-child({place}) label > div > div:first-child'
    return f"{mark}{{{looks.get(fill, f'background:{fill};border:0')}}}"


def _without_point(places: Counts) -> str:
    count = places.get("without_point", 0)
    text = ngettext("{n} facility without a place is only in the list.", "{n} facilities without a place are only in the list.", count)
    return f"<p>{escape(text.format(n=number(count)))}</p>" if count else ""


def _title(text: str, under: str = "") -> str:
    return f'<h2 class="map-title">{escape(text)}' + (f" <span>{escape(under)}</span>" if under else "") + "</h2>"


def _ring(kind: tuple[str, str]) -> str:
    """The ring of a violation class on the ground of the map: none where no inspection is known, a white one where none was lately."""
    code, word = kind
    colour = map_marks.rings().get(code, "transparent")
    mark = f'<i class="ground"><i class="mark ring" style="border-color:{colour}"></i></i>'
    return f'<div class="line">{mark}<span>{escape(word)}</span></div>'


def steps(colouring: Colouring) -> list[str]:
    """The four steps of a share in words."""
    first, second, third = (bound / 100 for bound in colouring.bounds_pct)
    return [
        _("under {share}").format(share=percent(first)),
        _("{share} to {next}").format(share=percent(first), next=percent(second)),
        _("{share} to {next}").format(share=percent(second), next=percent(third)),
        _("{share} and more").format(share=percent(third)),
    ]


def _shares(colouring: Colouring) -> str:
    fills = zip(colouring.share_fills, steps(colouring), strict=True)
    drawn = "".join(f'<span><i style="background:{colour}"></i>{escape(word)}</span>' for colour, word in fills)
    return f'<h3>{escape(colouring.share)}</h3><div class="shares">{drawn}</div>'
