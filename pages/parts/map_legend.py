"""The legend of the map: what fill, ring and size mean, and how many facilities there are of each."""

from datetime import date
from html import escape

import streamlit as st
from pandas import DataFrame

from pages.parts import labels, map_marks, palette
from pages.parts.words import _, day, ngettext, number, percent

Counts = dict[str, int]


def show(colouring: str, law: str, counted: DataFrame, scored_on: date) -> None:
    """The legend of a colouring with the counts under the present filters; counted as queries.facilities.counted answers."""
    degrees, classes, places = (_counts(counted, name) for name in ("degree", "violations", "place"))
    about_size = _("Larger marks stand for more facilities. Scored on {day}.").format(day=day(scored_on))
    st.html(
        f'<details class="map-legend" open><summary>{escape(_total(places))}</summary>'
        + (_of_degrees(law, degrees, classes) if colouring == "degree" else _of_violations(classes))
        + f"<p>{escape(about_size)}</p>{_without_point(places)}</details>"
    )


def _counts(counted: DataFrame, name: str) -> Counts:
    rows = counted[counted["filter"] == name]
    return dict(zip(rows["code"], rows["facilities"], strict=True))


def _total(places: Counts) -> str:
    count = places.get("on_map", 0)
    return ngettext("{n} facility on the map", "{n} facilities on the map", count).format(n=number(count))


def _without_point(places: Counts) -> str:
    count = places.get("without_point", 0)
    text = ngettext("{n} facility without a place is only in the list.", "{n} facilities without a place are only in the list.", count)
    return f"<p>{escape(text.format(n=number(count)))}</p>" if count else ""


def _of_degrees(law: str, degrees: Counts, classes: Counts) -> str:
    fill = "".join(_line(_dot(palette.DEGREES[code]), word, degrees[code]) for code, word in labels.degrees().items() if code in degrees)
    ring = "".join(_line(_ring(code), word, classes.get(code, 0)) for code, word in labels.violation_classes().items())
    return (
        _title(_("Fill: risk degree"), labels.laws()[law]) + fill
        + _shares(_("Clusters: share of high degree"), law, palette.SHARES_OF_HIGH)
        + _title(_("Ring: violations of 12 quarters")) + ring
    )  # fmt: skip


def _of_violations(classes: Counts) -> str:
    fill = "".join(_line(_mark(code), word, classes.get(code, 0)) for code, word in labels.violation_classes().items())
    return (
        _title(_("Fill: violations of 12 quarters")) + fill
        + _shares(_("Clusters: share with gross violations among inspected"), "violations", palette.SHARES_OF_GROSS)
    )  # fmt: skip


def _title(text: str, under: str = "") -> str:
    return f"<h3>{escape(text)}" + (f" <span>{escape(under)}</span>" if under else "") + "</h3>"


def _line(mark: str, word: str, count: int) -> str:
    return f'<div class="line">{mark}<span>{escape(word)}</span><b>{number(count)}</b></div>'


def _shares(title: str, of_what: str, colours: list[str]) -> str:
    first, second, third = (bound / 100 for bound in map_marks.SHARE_BOUNDS_PCT[of_what])
    words = [
        _("under {share}").format(share=percent(first)),
        _("{share} to {next}").format(share=percent(first), next=percent(second)),
        _("{share} to {next}").format(share=percent(second), next=percent(third)),
        _("{share} and more").format(share=percent(third)),
    ]
    steps = "".join(f'<span><i style="background:{colour}"></i>{escape(word)}</span>' for colour, word in zip(colours, words, strict=True))
    return f'<h4>{escape(title)}</h4><div class="shares">{steps}</div>'


def _dot(fill: str) -> str:
    return f'<i class="mark" style="background:{fill}"></i>'


def _ring(code: str) -> str:
    """The ring of a violation class on the ground of the map: none where no inspection is known, a white one where none was lately."""
    return f'<i class="ground"><i class="mark ring" style="border-color:{map_marks.rings().get(code, "transparent")}"></i></i>'


def _mark(code: str) -> str:
    return f'<i class="mark {code}" style="--fill:{palette.VIOLATIONS[code]}"></i>'
