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
NEAR = re.compile(r"-?\d{1,3}(\.\d{1,8})?,-?\d{1,2}(\.\d{1,8})?,\d{1,3}(\.\d{1,3})?")
IS_RIGHT: dict[str, Callable[[str], Any]] = {
    **{name: re.compile(pattern).fullmatch for name, pattern in CODES.items()},
    **{name: choices.__contains__ for name, choices in CHOICES.items()},
    "mark": re.compile(rf"[0-{LAST_MARK}]").fullmatch,
    "search": bool,
    "near": NEAR.fullmatch,
}
NAMES = tuple(IS_RIGHT)


class Malformed(ValueError):
    """A filter of the address is no such filter; the argument is its name."""


def read(given: Mapping[str, str]) -> Filters:
    """The filters of an address. Raises Malformed."""
    found: dict[str, Any] = {name: value for name, value in given.items() if value and name in IS_RIGHT}
    for name, value in found.items():
        if not IS_RIGHT[name](value):
            raise Malformed(name)
    text, near = search_words(found.pop("search", "")), found.pop("near", None)
    if "mark" in found:
        found["mark"] = int(found["mark"])
    first = {"law": next(iter(LAWS)), "colour": COLOURS[0]}
    return Filters(**(first | found), text=text or None, near=_near(near) if near else None)


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


def _near(written: str) -> Near:
    lon, lat, km = map(float, written.split(","))
    if not (abs(lon) <= 180 and abs(lat) <= 85 and 0 < km <= MOST_KM):
        raise Malformed("near")
    return Near(lon, lat, km)
