"""How sure an indicator is: the interval and the test that fit what it counts."""

from typing import Any

from pandas import DataFrame, Series

from queries import shares, statistics

FEW = 5
Measure = dict[str, Any]


def intervals(measure: Measure, rows: DataFrame, years: Series | float = 1.0) -> DataFrame:
    """95 % intervals of value: columns low and high; not-a-number where none is claimed.

    years is what a rate over mean employees is divided by: the share of a year that its months are, or 1 for the rate of the period.
    """
    if measure["interval_kind"] == "poisson":
        return statistics.poisson_intervals(rows["numerator"], exposure(measure, rows) * years)
    if measure["interval_kind"] == "binomial":
        return shares.binomial_intervals(rows["numerator"], rows["denominator"]).where(rows["value"].notna()) * measure["per"]
    return DataFrame(float("nan"), index=rows.index, columns=["low", "high"])


def p_values(measure: Measure, now: DataFrame, before: DataFrame) -> Series:
    """Exact test of the change, row by row of one index; above 0.05 it could be chance. Not-a-number where none is claimed."""
    given = now["numerator"], before["numerator"]
    if measure["interval_kind"] == "poisson":
        return statistics.same_period_p_values(given[0], exposure(measure, now), given[1], exposure(measure, before))
    if measure["interval_kind"] == "binomial":
        return shares.share_p_values(given[0], now["denominator"], given[1], before["denominator"])
    return Series(float("nan"), index=now.index)


def change_intervals(measure: Measure, now: DataFrame, before: DataFrame) -> DataFrame:
    """Exact 95 % interval of the change as a share of what was before: columns low and high; not-a-number where none is claimed."""
    if measure["interval_kind"] != "poisson":
        return DataFrame(float("nan"), index=now.index, columns=["low", "high"])
    return shares.ratio_intervals(now["numerator"], exposure(measure, now), before["numerator"], exposure(measure, before)) - 1


def changes(now: DataFrame, before: DataFrame) -> Series:
    """Change of value as a share of what it was; none where that stands on fewer than five events."""
    base = before["numerator"].where(before["denominator"].isna(), before[["numerator", "denominator"]].min(axis=1))
    return change(now["value"], before["value"], base)


def change(now: Series, before: Series, base: Series) -> Series:
    """Change as a share of what was before; none where what was before stands on fewer than five events."""
    return (now / before - 1).where(base >= FEW)


def exposure(measure: Measure, rows: DataFrame) -> Series:
    """What events are divided by for a value per so many: mean employees in thousands, or one period where nothing is divided."""
    if measure["denominator_over_months"] is None:
        return Series(1.0, index=rows.index)
    return rows["denominator"] / measure["per"]
