"""A target in words and as a table: the path of a decree, and where a rate stands against it."""

from typing import Any

from pandas import DataFrame

from pages.parts import tables
from pages.parts.compared import is_known
from pages.parts.words import _, number

DIGITS = 3


def verdict(totals: dict[str, Any]) -> str:
    """Where the yearly fatal rate stands against the target of its year, by the interval of the rate."""
    target, year = totals["fatal_target_per_1000_employees"], totals["ends_on"].year
    if not is_known(target):
        return _("No target is set for {year}.").format(year=year)
    kind = _("interpolated") if totals["is_fatal_target_interpolated"] else _("official")
    said = _("Target for {year}: {target} ({kind}).").format(year=year, target=number(target, DIGITS), kind=kind)
    return f"{said} {_standing(totals, target)}"


def _standing(totals: dict[str, Any], target: float) -> str:
    if not is_known(totals["fatal_rate_a_year_low"]):
        return _("The rate is not known.")
    if totals["fatal_rate_a_year_high"] < target:
        return _("The rate is below it.")
    return _("The rate is above it.") if totals["fatal_rate_a_year_low"] > target else _("The rate cannot be told apart from it.")


def note(targets: DataFrame) -> str:
    """Whence the path comes, and which of its years are official."""
    ends = targets[~targets["is_interpolated"].astype(bool)].to_dict("records")
    official = ", ".join(f"{end['year']}: {number(end['value'], DIGITS)}" for end in ends)
    return _(
        "Target of the Concept of Safe Labour, decree of 26 December 2023 No. 1182. Official: {official}; the years between"
        " are interpolated on a straight line (hollow squares). No target is published for all injured."
    ).format(official=official)


def first_year(targets: DataFrame) -> int:
    """The first year worth showing beside the path: as many years before it as it is long."""
    return int(2 * targets["year"].min() - targets["year"].max())


def beside(marks: DataFrame, targets: DataFrame) -> DataFrame:
    """Years of a series and of the target in one table: year, value, low, high, target, kind, source_url."""
    path = with_kinds(targets)
    values = marks[["year", "told", "low", "high"]]
    return values.merge(path[["year", "target", "kind", "source_url"]], on="year", how="outer").sort_values("year")


def with_kinds(targets: DataFrame) -> DataFrame:
    """The path with the columns target (the value) and kind (official or interpolated)."""
    kinds = {True: _("interpolated"), False: _("official")}
    return targets.rename(columns={"value": "target"}).assign(kind=[kinds[bool(each)] for each in targets["is_interpolated"]])


def columns() -> dict[str, str]:
    """Headings of beside()."""
    return {
        "year": _("Year"), "told": _("Rate"), "low": _("95% from"), "high": _("95% to"), "target": _("Target"),
        "kind": _("Target is"), "source_url": _("Source of the target"),
    }  # fmt: skip


def formats() -> dict[str, Any]:
    """Numbers of beside()."""
    numbers = {column: tables.number_column(label, DIGITS) for column, label in columns().items() if column in ("low", "high", "target")}
    return numbers | {"year": tables.year_column(_("Year")), "source_url": tables.link_column(_("Source of the target"))}
