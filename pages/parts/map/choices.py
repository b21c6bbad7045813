"""What each filter of the map offers: words by code, with how many facilities each choice would leave."""

from typing import Any

from pandas import DataFrame

from pages.parts import cached, labels, session
from pages.parts.map import colours, legend
from pages.parts.map.legend import Counts
from pages.parts.words import _, named, number
from queries import facilities, overrides
from queries.facilities import Filters
from queries.records import records

Words = dict[str, str]


def offered() -> dict[str, Any]:
    """What the map has to show on the day, as queries.facilities.offered has it."""
    return cached.ask(facilities.offered, today=session.today())


def in_sight(asked: Filters) -> dict[str, Words]:
    """What each filter in sight offers, words by code."""
    regions, hazards = cached.ask(facilities.region_boxes), cached.ask(facilities.hazard_types)
    return {"colour": colours.names(offered()["has_probability"])} | _counted(
        asked, {"region": _named(regions, "region_code"), "hazard": _named(hazards, "hazard_type_code")}
    )


def in_the_drawer(asked: Filters) -> dict[str, Words]:
    """What each filter in the drawer offers; districts only where there are some."""
    activities = cached.made(legend.counted, asked).get("activity", {})
    districts = cached.ask(facilities.districts, region=asked.region)
    return {
        "law": _laws(), "degree": _with_counts(_degrees(asked.law), _by_degree(asked), asked.degree), "hand": _by_hand(asked),
        "activity": _activities(activities, asked.activity),
    } | _counted(asked, {"size": sizes()} | ({} if districts.empty else {"district": _named(districts, "district_code")}))  # fmt: skip


def _counted(asked: Filters, offered: dict[str, Words]) -> dict[str, Words]:
    """Words of filters with what each choice would leave."""
    counts = cached.made(legend.counted, asked)
    return {name: _with_counts(words, counts.get(name, {}), getattr(asked, name)) for name, words in offered.items()}


def _with_counts(words: Words, counts: Counts, present: str | None) -> Words:
    """Choices that leave something, or are chosen, each with its count."""
    return {code: f"{word} · {number(counts.get(code, 0))}" for code, word in words.items() if counts.get(code) or code == present}


def _laws() -> Words:
    return {code: labels.laws()[code] for code in ("labour", "industrial_safety")}


def _degrees(law: str) -> Words:
    without = "not_high" if law == "labour" else None
    return {code: word for code, word in labels.degrees().items() if code != without}


def _by_degree(asked: Filters) -> Counts:
    """What each degree would leave: as the legend of degrees counts, or within the class of the colouring that is looked at."""
    if asked.colour == "degree" and asked.degree is None:
        counts = cached.made(legend.counted, asked).get("mark", {})
    else:
        is_of_class = asked.colour != "degree" and asked.mark is not None
        rows = cached.ask(facilities.by_degree_of_class if is_of_class else facilities.by_degree, filters=asked)
        counts = dict(zip(rows["code"], rows["facilities"], strict=True))
    return {code: counts.get(str(mark), 0) for code, mark in colours.DEGREE_MARKS.items()}


def _by_hand(asked: Filters) -> Words:
    count = cached.ask(overrides.passing, filters=asked)
    return {"yes": _("Only where set by hand · {count}").format(count=number(count))}


def sizes() -> Words:
    """Size classes of owners."""
    return {
        "large": _("Large: over 250"), "medium": _("Medium: 101 to 250"), "small": _("Small: 16 to 100"),
        "micro": _("Micro: up to 15"), "unknown": _("Not known"),
    }  # fmt: skip


def _activities(counts: Counts, present: str | None) -> Words:
    """The tree of activities that leave something: sections, and under each what is finer, with counts of all below."""
    rows = records(cached.ask(facilities.activities))
    parents = {row["activity_code"]: row["parent_code"] for row in rows}
    below: dict[str, int] = {}
    for code, count in counts.items():
        above: str | None = code
        while above is not None:
            below[above] = below.get(above, 0) + count
            above = parents.get(above)
    kept = [row for row in rows if below.get(row["activity_code"]) or row["activity_code"] == present]
    indents = {row["activity_code"]: "\u2003" * (row["level"] - 1) for row in kept}
    return {code: f"{indents[code]}{code} {named(row)} · {number(below.get(code, 0))}" for row in kept for code in [row["activity_code"]]}


def _named(rows: DataFrame, key: str) -> Words:
    return dict(sorted(((row[key], named(row)) for row in records(rows)), key=lambda pair: pair[1]))
