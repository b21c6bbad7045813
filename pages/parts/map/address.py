"""The filters of the map as they stand in an address: of the screen, of a tile, of a file."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from queries.facilities import COLOURS, LAWS, Filters, Near, search_words

DEGREES = ("high", "medium", "low", "not_high", "unknown")
SIZES = ("large", "medium", "small", "micro", "unknown")
LAST_MARK, MOST_KM, MOST_CHOSEN = 5, 500, 200
CODES = {
    "region": r"[0-9]{2}",
    "district": r"[0-9]{9}",
    "hazard": r"[a-z][a-z0-9_]{0,59}",
    "activity": r"[A-U]|[0-9]{2,5}",
    "owner": r"[0-9]{12}",
    "open": r"[0-9]{1,15}",
    "chosen": rf"[0-9]{{1,15}}(,[0-9]{{1,15}}){{0,{MOST_CHOSEN - 1}}}",
}
CHOICES: dict[str, Any] = {"law": LAWS, "colour": COLOURS, "degree": DEGREES, "size": SIZES, "hand": ("yes",)}
NAMES = (*CODES, *CHOICES, "mark", "search", "near")


class Malformed(ValueError):
    """A filter of the address is no such filter; the argument is its name."""


def read(given: Mapping[str, str]) -> Filters:
    """The filters of an address. Raises Malformed."""
    found = {name: value for name in NAMES if (value := given.get(name))}
    codes = {name: _checked(name, found, lambda value, name=name: re.fullmatch(CODES[name], value)) for name in CODES}
    choices = {name: _checked(name, found, lambda value, name=name: value in CHOICES[name]) for name in CHOICES}
    mark = _checked("mark", found, lambda value: re.fullmatch(rf"[0-{LAST_MARK}]", value))
    law, colour = choices.pop("law") or next(iter(LAWS)), choices.pop("colour") or COLOURS[0]
    text = search_words(found.get("search", ""))
    return Filters(law, colour, mark=None if mark is None else int(mark), text=text or None, near=_near(found), **codes, **choices)


def read_what_is_right(given: Mapping[str, str]) -> Filters:
    """The filters of an address, without those that are malformed: an old or mistyped link opens what it can."""
    kept = dict(given)
    while True:
        try:
            return read(kept)
        except Malformed as reason:
            kept.pop(str(reason))


def written(filters: Filters) -> dict[str, str]:
    """The filters as an address holds them; read() gives them back."""
    plain = {name: getattr(filters, name) for name in (*CODES, *CHOICES, "mark")}
    near = filters.near
    words = {"search": filters.text, "near": near_written(near) if near else None}
    return {name: str(value) for name, value in (plain | words).items() if value is not None}


def near_written(near: Near) -> str:
    """A circle as an address holds it, with all the decimals that one may have."""
    return f"{near.lon:.11g},{near.lat:.10g},{near.km:.6g}"


def _checked(name: str, found: Mapping[str, str], is_right: Callable[[str], Any]) -> str | None:
    value = found.get(name)
    if value is not None and not is_right(value):
        raise Malformed(name)
    return value


def _near(found: Mapping[str, str]) -> Near | None:
    if "near" not in found:
        return None
    if not re.fullmatch(r"-?\d{1,3}(\.\d{1,8})?,-?\d{1,2}(\.\d{1,8})?,\d{1,3}(\.\d{1,3})?", found["near"]):
        raise Malformed("near")
    lon, lat, km = map(float, found["near"].split(","))
    if not (abs(lon) <= 180 and abs(lat) <= 85 and 0 < km <= MOST_KM):
        raise Malformed("near")
    return Near(lon, lat, km)
