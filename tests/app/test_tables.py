"""Numbers in tables: as the reader's language writes them, with all their decimals, and still numbers to sort by."""

from decimal import Decimal

import pytest
from pandas import DataFrame
from pandas.api.types import is_numeric_dtype

from pages.parts import page_language, tables, words


@pytest.mark.parametrize("digits", [0, 1, 2, 3, 4])
def test_a_column_of_numbers_is_written_by_the_browser_with_its_decimals(digits: int) -> None:
    look = tables.number_column("Rate", digits)["type_config"]

    assert (look["format"], look["step"]) == ("localized", pytest.approx(10**-digits))


def test_numbers_are_rounded_since_the_browser_only_cuts_them() -> None:
    rows = DataFrame({"rate": [0.128, None, 2.0], "share": [Decimal("0.2949"), Decimal("0.005"), None], "count": [12345.6, 1.0, None],
                      "name": ["0.128", "b", "c"]})  # fmt: skip
    config = {"rate": tables.number_column("Rate", 2), "share": tables.number_column("Share", 2), "count": tables.number_column("Count")}

    shown = tables.ready(rows, list(rows), tables.decimals(config)).to_pandas()

    assert shown["rate"].tolist()[::2] == [0.13, 2.0]
    assert shown["share"].tolist()[0] == 0.29
    assert shown["count"].tolist()[0] == 12346
    assert all(is_numeric_dtype(shown[column]) for column in config)
    assert (list(shown["name"]), list(shown)) == (list(rows["name"]), list(rows))
    assert rows["rate"][0] == 0.128  # what the file gets stays whole


@pytest.mark.parametrize(("language", "numbers", "home"), [("kk", "ru", "Бірінші бетке"), ("en", "en", "To the first screen")])
def test_the_page_tells_the_browser_its_language(language: str, numbers: str, home: str) -> None:
    with words.speaking(language):
        told = page_language.script()

    assert f'.lang="{language}"' in told
    assert f'["{numbers}"]' in told
    assert home in told
