"""Derives figures.csv: published figures with periods as days, addresses and units filled in."""

import calendar
from datetime import date, timedelta
from pathlib import Path

from tables import read, write

SIGN = {"~": "about", ">": "more than"}


def main() -> None:
    """Gather the figures of every series, in order."""
    units = {row["indicator_code"]: row["unit"] for row in read("indicators.csv")}
    addresses = {row["key"]: row for row in read("derive/addresses.csv")}
    files = sorted(Path(__file__).parent.glob("figures/*.csv"))
    published = [row for file in files for row in read(f"derive/figures/{file.name}")]
    write("figures.csv", [figure(row, units, addresses) for row in published])


def figure(row: dict, units: dict[str, str], addresses: dict[str, dict]) -> dict:
    """One figure; marks become words in the note: D derived, ~ about, > more than."""
    start, end = days(row["period"])
    words = [word for sign, word in SIGN.items() if sign in row["mark"]] + [row["note"]]
    codes = {key: row[key] for key in ("series_code", "indicator_code", "region_code", "category_code")}
    return codes | {
        "period_start": start,
        "period_end": end,
        "value": row["value"],
        "unit": units[row["indicator_code"]],
        "source_url": addresses[row["source"]]["source_url"],
        "published_on": addresses[row["source"]]["published_on"],
        "is_derived": "D" in row["mark"],
        "is_interpolated": False,
        "note": "; ".join(word for word in words if word),
    }


def days(period: str) -> tuple[date, date]:
    """First and last day of 2024, 2025M09 (first nine months), 2023H1, day/day, or @day (state on a day)."""
    if period.startswith("@"):
        day = date.fromisoformat(period[1:])
        return day - timedelta(days=1), day
    if "/" in period:
        start, end = period.split("/")
        return date.fromisoformat(start), date.fromisoformat(end)
    year, months = int(period[:4]), 12
    if period[4:]:
        months = 6 if period[4:] == "H1" else int(period[5:])
    return date(year, 1, 1), date(year, months, calendar.monthrange(year, months)[1])


if __name__ == "__main__":
    main()
