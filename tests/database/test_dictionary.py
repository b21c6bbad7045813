"""The data dictionary says what the database says."""

from contextlib import closing

from data import dictionary
from data.__main__ import DICTIONARY
from data.database import raw_connection


def test_the_dictionary_is_that_of_the_schema(database: str) -> None:
    with closing(raw_connection("MAP_OWNER_URL")) as connection:
        assert DICTIONARY.read_text(encoding="utf-8") == dictionary.text(connection), "write it again: python -m data dictionary"
