"""The numbers of a rule of the statutory degree as a flat list, as screens and forms show them, and back into constants and indicators."""

from typing import Any

from pages.parts.words import number

REGIMES = {
    "points": (
        "gross_points", "significant_weight", "minor_weight", "overdue_points", "overdue_most", "fatal_points", "fatal_most",
        "medium_from", "high_from", "years_high", "years_medium", "years_low",
    ),
    "rule": ("years_high", "years_not_high"),
}  # fmt: skip
INDICATORS = {"overdue": "overdue_prescriptions", "fatal": "fatal_accidents"}
PARTS_OF_INDICATOR = {"points": "points_each", "most": "most_counted"}
ASSUMED = frozenset(f"{short}_{part}" for short in INDICATORS for part in PARTS_OF_INDICATOR)
YEARS = "years_between_visits"
Numbers = dict[str, float]


def numbers_of(rule: dict[str, Any]) -> Numbers:
    """The numbers of a version that a person may change, by name; rule has regime, constants and indicators."""
    constants, indicators = rule["constants"], rule["indicators"]
    years = {f"years_{degree}": value for degree, value in constants[YEARS].items()}
    counted = {
        f"{short}_{part}": indicators[code][column]
        for short, code in INDICATORS.items()
        if code in indicators
        for part, column in PARTS_OF_INDICATOR.items()
    }
    flat = constants | years | counted
    return {name: flat.get(name, 0) for name in REGIMES[rule["regime"]]}


def plain(value: float) -> str:
    """A number of a rule as the reader writes it, without zeros at its end."""
    return number(value, next(digits for digits in range(5) if round(value, digits) == value or digits == 4))


def fixed_of(rule: dict[str, Any]) -> dict[str, Any]:
    """What the regime itself fixes and nobody changes by hand."""
    return {name: value for name, value in rule["constants"].items() if name not in REGIMES[rule["regime"]] and name != YEARS}


def written(rule: dict[str, Any], numbers: Numbers) -> tuple[dict[str, Any], dict[str, Any]]:
    """Constants and indicators of the rule with these numbers in place of its own."""
    plain = {name: value for name, value in numbers.items() if name in rule["constants"]}
    years = {name.removeprefix("years_"): value for name, value in numbers.items() if name.startswith("years_")}
    constants = rule["constants"] | plain | {YEARS: years}
    if rule["regime"] != "points":
        return constants, {}
    indicators = {
        code: {column: numbers[f"{short}_{part}"] for part, column in PARTS_OF_INDICATOR.items()}
        | {"is_assumption": rule["indicators"].get(code, {}).get("is_assumption", True)}
        for short, code in INDICATORS.items()
    }
    return constants, indicators
