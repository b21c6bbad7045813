"""Files of facilities as others deliver them, and what a test asks after the import."""

import csv
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from data.database import raw_connection
from data.imports import ImportReport, import_facilities
from tests import rows

DAY = date(2026, 10, 31)
KARAGANDA = {"lon": "73.10", "lat": "49.80"}
AKTAU = {"lon": "51.20", "lat": "43.65"}
OFFSHORE = {"lon": "50.1374", "lat": "46.486"}
numbers = count(1)


def row(**given: str | None) -> dict[str, str]:
    """A boiler at Karaganda that every check lets pass, with what is given changed; None takes a column away."""
    values = {"source_key": f"K-{next(numbers)}", "name": "Котельная", "hazard_type_code": "boiler", **KARAGANDA}
    return {name: value for name, value in {**values, **given}.items() if value is not None}


def csv_file(folder: Path, *of_rows: dict[str, str], name: str = "delivery.csv") -> Path:
    """A CSV file of the rows; a column that any of them has, all have."""
    columns = list(dict.fromkeys(column for each in of_rows for column in each))
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(of_rows)
    return path


def text_file(folder: Path, text: str | bytes, name: str = "delivery.csv") -> Path:
    """A file with just that in it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def deliver(path: Path, **given: Any) -> ImportReport:
    """Imports a file as the writer, from the source upload unless another is given."""
    values = {"source_code": "upload", "author": "test", "as_of": DAY, **given}
    with closing(raw_connection("MAP_WRITER_URL")) as connection:
        return import_facilities(connection, path, **values)


def listed(path: Path | None) -> list[list[str]]:
    """The lines of a list of rejected cells, without its heading."""
    assert path is not None
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def facility_value(column: str, source_key: str = "K-1") -> Any:
    """What the register says of a facility in one column; None for a facility that is not there."""
    found = rows.run(f"SELECT {column} FROM facility WHERE source_key = %s", source_key)  # noqa: S608  our own columns
    return found[0][0] if found else None


def counted(table: str) -> int:
    """Rows of a table."""
    return int(rows.run(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608  our own tables


def data_version() -> int:
    """The counter that caches carry."""
    return int(rows.run("SELECT counter FROM data_version")[0][0])
