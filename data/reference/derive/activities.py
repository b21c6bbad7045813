"""Derives activities.csv: sections and divisions of OKED, each under the section before it."""

import csv

from tables import REFERENCE, write

SOURCE = "OKED, the national version of NACE Rev. 2: sections and divisions; names as in the classifier"


def main() -> None:
    """Walk the list, remembering the section."""
    with (REFERENCE / "derive/activity_names.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file, delimiter=";"))
    rows, section = [], None
    for row in listed:
        section = row["code"] if is_section(row) else section
        rows.append(described(row, section))
    write("activities.csv", rows)


def described(row: dict, section: str) -> dict:
    """One row of the file."""
    parent, level = (None, 1) if is_section(row) else (section, 2)
    place = {"activity_code": row["code"], "parent_code": parent, "level": level}
    return place | {key: row[key] for key in ("name_kk", "name_ru", "name_en")} | {"source": SOURCE}


def is_section(row: dict) -> bool:
    """Whether the row is a section (a letter) and not a division (two digits)."""
    return row["code"].isalpha()


if __name__ == "__main__":
    main()
