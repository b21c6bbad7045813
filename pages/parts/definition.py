"""An indicator as its file has to name it: what it is, what is divided by what, how sure it is, and which register it is from."""

from typing import Any

from pages.parts.cached import ask
from pages.parts.words import _, named, number
from queries import indicators
from queries.records import records


def of_indicator(indicator: str) -> dict[str, str]:
    """Heading and words of each line that a downloaded file carries of the indicator: name, definition, interval, source."""
    rows = ask(indicators.listed)
    return of_measure(records(rows[rows["indicator_code"] == indicator])[0])


def of_measure(row: dict[str, Any]) -> dict[str, str]:
    """The same of a row of indicators.listed()."""
    return {
        _("Indicator"): named(row),
        _("Definition"): _formula(row),
        _("Interval"): _interval(row),
        _("Source"): named(row, "taken_from"),
    }


def _formula(row: dict[str, Any]) -> str:
    """Such as "killed / hired employees, mean of the months × 1,000"; only what is counted where nothing is divided."""
    if row["denominator_over_months"] != row["denominator_over_months"] or not row["denominator_over_months"]:
        return named(row, "numerator")
    times = f" × {number(row['per'])}" if row["per"] > 1 else ""
    return f"{named(row, 'numerator')} / {named(row, 'denominator')}{times}"


def _interval(row: dict[str, Any]) -> str:
    words = {"poisson": _("95%, exact Poisson"), "binomial": _("95%, exact binomial"), "none": _("none is claimed")}
    return words[row["interval_kind"]]
