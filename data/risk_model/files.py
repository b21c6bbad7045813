"""Reads tables of quarters from CSV and Parquet files."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow
from pandas import DataFrame

from data.risk_model.errors import UnreadableFile

TEXT = {"unit": "str", "mine_id": "str"}  # a number of a unit may begin with noughts


def read_quarters(paths: Sequence[Path]) -> DataFrame:
    """The rows of all files, one under another. Raises UnreadableFile."""
    return pd.concat([read_file(path) for path in paths], ignore_index=True)


def read_file(path: Path) -> DataFrame:
    """The rows of a file, by its ending .csv or .parquet. Raises UnreadableFile."""
    try:
        if path.suffix.lower() == ".parquet":
            return pd.read_parquet(path)
        if path.suffix.lower() == ".csv":
            return pd.read_csv(path, dtype=TEXT)
    except FileNotFoundError as problem:
        raise UnreadableFile(f"There is no file {path.name}.") from problem
    except (pyarrow.ArrowInvalid, pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError, OSError) as problem:
        raise UnreadableFile(f"{path.name} cannot be read: {str(problem).splitlines()[0]}") from problem
    raise UnreadableFile(f"{path.name} is neither CSV nor Parquet: its name must end in .csv or .parquet.")
