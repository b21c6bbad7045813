"""What the screen says of the table of a protocol, and how tall tables are."""

from data.imports import protocol
from pages.parts import tables, words
from pages.parts.instructions import table_columns


def test_every_column_of_the_table_is_told_and_no_other() -> None:
    with words.speaking("kk"):
        assert set(table_columns.meanings()) == set(protocol.SHOWN)


def test_a_table_shows_half_of_the_row_after_the_last_only_where_there_is_one() -> None:
    of_twelve, of_thirteen = tables.height_px(12), tables.height_px(13)

    assert of_thirteen - of_twelve == tables.ROW_HEIGHT_PX // 2
    assert tables.height_px(51) == of_thirteen


def test_no_line_breaks_within_a_number() -> None:
    with words.speaking("ru"):
        assert words.named({"name_ru": "на 1 000 работников, статья 12 345678"}) == "на 1\N{NO-BREAK SPACE}000 работников, статья 12 345678"
