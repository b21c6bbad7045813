"""A mapping file turns somebody else's columns and words into ours, and a mistake in it is named."""

from pathlib import Path

import pytest

from data.imports import Refused
from data.imports.mapping import read_mapping
from data.imports.sentences import LANGUAGES
from tests import rows
from tests.deliveries import deliver, facility_value, listed, text_file

THEIRS = "ИНН;Рег. номер;Наименование;Вид;Долгота;Широта;Численность;Прим.\n"
MAPPING = """
[file]
decimal = ","
other_columns = "ignore"

[columns]
source_key = ["ИНН", "Рег. номер"]
name = "Наименование"
hazard_type_code = "Вид"
lon = "Долгота"
lat = "Широта"
employee_count = "Численность"

[constants]
is_declaration_required = true
danger_radius_m = 500

[values.hazard_type_code]
"Котельная" = "boiler"

[values.employee_count]
"н/д" = ""
"""


def test_columns_words_constants_keys_and_commas(database: str, tmp_path: Path) -> None:
    path = text_file(tmp_path, THEIRS + "А;1;Тепло;Котельная;73,10;49,8;1 234;x\nА;2;Тепло;Котельная;73,1;49,8;н/д;\n")

    report = deliver(path, mapping=text_file(tmp_path, MAPPING, "map.toml"))

    assert report.new_count == 2
    assert facility_value("(name_ru, hazard_type_code, employee_count, is_declaration_required, danger_radius_m)", "А / 1") == (
        "(Тепло,boiler,1234,t,500)"
    )
    assert facility_value("ST_AsText(geom)", "А / 1") == "POINT(73.1 49.8)"
    assert facility_value("employee_count", "А / 2") is None


def test_rejected_cells_are_named_and_quoted_as_the_file_has_them(database: str, tmp_path: Path) -> None:
    path = text_file(tmp_path, THEIRS + ";;Тепло;Вулкан;73,1;сорок;много;\n")

    report = deliver(path, mapping=text_file(tmp_path, MAPPING, "map.toml"))

    assert [line[:3] for line in listed(report.rejected_path)] == [
        ["2", "Численность", "много"],
        ["2", "Вид", "Вулкан"],
        ["2", "Широта", "сорок"],
        ["2", "ИНН + Рег. номер", ""],
    ]


def test_headings_and_constants_with_line_breaks_and_tabs(database: str, tmp_path: Path) -> None:
    path = text_file(tmp_path, 'source_key,"Рег.\n название",hazard_type_code,region_code\nK-1,A,boiler,35\n')
    mapping = '[columns]\nname = "Рег. название"\n[constants]\naddress = "Абая\\t1\\nцех 2\\\\"\n'

    deliver(path, mapping=text_file(tmp_path, mapping, "map.toml"))

    assert facility_value("address") == "Абая 1 цех 2\\"


def test_the_same_file_with_a_better_mapping_is_loaded(database: str, tmp_path: Path) -> None:
    path = text_file(tmp_path, THEIRS + "А;1;Тепло;Котельная;73,1;49,8;;\n")
    deliver(path, mapping=text_file(tmp_path, MAPPING.replace("500", "100"), "map.toml"))

    report = deliver(path, mapping=text_file(tmp_path, MAPPING, "map.toml"))

    assert report.changed_count == 1
    assert not report.is_old_news
    assert rows.run("SELECT danger_radius_m FROM facility") == [(500,)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[columns\n", "mapping_not_toml"),
        (b'[columns]\nname = "\xcd\xe0\xe7\xe2\xe0\xed\xe8\xe5"\n', "mapping_not_toml"),  # Windows-1251
        ('[colums]\nname = "A"\n', "mapping_key"),
        ('[columns]\ntitle = "A"\n', "mapping_key"),
        ('[values.colour]\n"a" = "b"\n', "mapping_key"),
        ('[file]\nseparator = ";"\n', "mapping_key"),
        ('[source]\nname = "A"\n', "mapping_key"),
        ("columns = 1\n", "mapping_value"),
        ("[columns]\nname = 1\n", "mapping_value"),
        ('[columns]\nname = ["A", "B"]\n', "mapping_value"),  # only a key is put together
        ("[columns]\nsource_key = []\n", "mapping_value"),
        ('[values]\nname = "A"\n', "mapping_value"),
        ("[constants]\nname = [1]\n", "mapping_value"),
        ('[file]\ndecimal = ";"\n', "mapping_value"),
        ('[file]\nencoding = "utf-16"\n', "mapping_value"),
        ("[file]\ntable = 1\n", "mapping_value"),
        ('[columns]\nname = "A"\n[constants]\nname = "B"\n', "mapping_twice"),
        ('[source]\nname_kk = "A"\n', "mapping_source"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(tmp_path: Path, text: str | bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_mapping(text_file(tmp_path, text, "map.toml"))

    assert refused.value.code == code
    for language in LANGUAGES:
        assert "{" not in refused.value.in_language(language)


def test_a_mapping_that_is_not_there_or_speaks_of_other_columns(database: str, tmp_path: Path) -> None:
    path = text_file(tmp_path, "source_key,name,hazard_type_code,region_code\nK-1,A,boiler,35\n")

    with pytest.raises(Refused, match=r"map\.toml cannot be read"):
        deliver(path, mapping=tmp_path / "map.toml")
    with pytest.raises(Refused, match="columns that the file does not have: Title") as refused:
        deliver(path, mapping=text_file(tmp_path, '[columns]\nname = "Title"\n', "map.toml"))
    assert "source_key, name" in str(refused.value)
