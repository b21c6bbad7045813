"""What the table scripts share: where the files lie, how a CSV is read and written."""

import csv
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1]


def read(name: str) -> list[dict]:
    """Rows of a CSV in the reference folder, every value as text."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, rows: list[dict]) -> None:
    """Write rows as CSV with the first row's columns; None becomes an empty cell, truth true or false."""
    with (REFERENCE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: cell(value) for key, value in row.items()} for row in rows)


def cell(value):
    """A value as it stands in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def by_largest_remainder(total: int, weights: list[int]) -> list[int]:
    """Whole shares of total in the proportion of weights, adding up to total exactly."""
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: shares[i] - exact[i])
    for i in order[: total - sum(shares)]:
        shares[i] += 1
    return shares
