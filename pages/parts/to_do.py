"""What the things to do at a facility are about: which prescriptions, which devices, those waiting longest first."""

from typing import Any

from pages.parts import cached, labels
from pages.parts.words import _, day, number
from queries import passport

MOST_NAMED = 3
Things = dict[str, list[str]]


def named(facility_id: int) -> Things:
    """The things in words, by action, as known when the facility was scored; action as queries.passport.things_to_do."""
    found: Things = {}
    for row in cached.ask(passport.things_to_do, facility_id=facility_id).to_dict("records"):
        found.setdefault(row["action"], []).append(_words(row))
    return found


def _words(row: dict[str, Any]) -> str:
    if row["action"] == "fulfil_prescriptions":
        return _("No. {number} (due {day})").format(number=row["name"], day=day(row["since"]))
    kind = labels.device_kinds()[row["name"]]
    if row["action"] == "renew_expertise":
        return _("{device} (expertise until {day})").format(device=kind, day=day(row["since"]))
    return _("{device} (service life until {day})").format(device=kind, day=day(row["since"]))


def told(sentence: str, things: Things, action: str, count: int) -> str:
    """The sentence with the first count of the things named after it, at most three; without any, as it is."""
    names = things.get(action, [])[:count]
    if not names:
        return sentence
    more = [_("and {n} more").format(n=number(count - MOST_NAMED))] if count > MOST_NAMED else []
    return f"{sentence.removesuffix('.')}: {', '.join([*names[:MOST_NAMED], *more])}."
