"""Rows as a frame in which a missing word is None and only a missing number is not-a-number."""

from typing import Any

from pandas import DataFrame, Series

WORDS = {"region_code", "is_target_own", "needed_reason", "chance_reason", "fitted_from", "broke_on", "reason_code", "place"}


def framed(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> DataFrame:
    """One column a name, in this order; columns of words keep None."""
    return DataFrame({name: Series([row[name] for row in rows], dtype="object" if name in WORDS else None) for name in columns})
