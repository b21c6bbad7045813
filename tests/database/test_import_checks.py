"""Every check refuses what it is for, in the cell that is wrong, and lets the last good value pass."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.imports.columns import COLUMNS
from data.imports.steps import CHECKS
from tests import rows
from tests.deliveries import csv_file, deliver, row, text_file

BIN = "940140000385"
NO_POINT = {"lon": "", "lat": ""}
REUSING_THE_DATABASE = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# check, column it blames, what is wrong with the row
REFUSED = [
    ("missing", "source_key", {"source_key": ""}),
    ("missing", "source_key", {"source_key": " \u00a0 "}),
    ("missing", "name", {"name": ""}),
    ("missing", "hazard_type_code", {"hazard_type_code": ""}),
    ("unknown_hazard_type", "hazard_type_code", {"hazard_type_code": "Boiler"}),
    ("unreadable", "name", {"name": "Котель\ufffdная"}),
    ("too_long", "source_key", {"source_key": "k" * 201}),
    ("too_long", "name", {"name": "ж" * 501}),
    ("too_long", "address", {"address": "a" * 1001}),
    ("iin_instead_of_bin", "bin", {"bin": "850312300123"}),
    ("bin_structure", "bin", {"bin": "94014000385"}),  # eleven digits: a zero in front was lost
    ("bin_structure", "bin", {"bin": "941340000385"}),  # month 13
    ("bin_structure", "bin", {"bin": "940140000385x"}),
    ("bin_structure", "bin", {"bin": "940145000385"}),  # part of entity 5
    ("bin_control_digit", "bin", {"bin": "940140000386"}),
    ("not_a_number", "lon", {"lon": "73,10"}),
    ("not_a_number", "lat", {"lat": "north"}),
    ("not_a_number", "lat", {"lat": "NaN"}),
    ("not_a_number", "lat", {"lat": "Infinity"}),
    ("not_a_number", "lat", {"lat": "9" * 400}),
    ("not_a_whole_number", "employee_count", {"employee_count": "12.5"}),
    ("not_a_whole_number", "danger_radius_m", {"danger_radius_m": "500 m"}),
    ("not_a_whole_number", "danger_radius_m", {"danger_radius_m": "9" * 30}),
    ("not_a_day", "commissioned_on", {"commissioned_on": "2023-02-29"}),
    ("not_a_day", "commissioned_on", {"commissioned_on": "31.04.2023"}),
    ("not_a_day", "commissioned_on", {"commissioned_on": "04/03/2023"}),  # which is the month?
    ("not_a_day", "decommissioned_on", {"decommissioned_on": "45000"}),  # a day as a spreadsheet counts it
    ("not_a_day", "decommissioned_on", {"decommissioned_on": "0000-01-01"}),
    ("not_yes_or_no", "is_declaration_required", {"is_declaration_required": "maybe"}),
    ("out_of_range", "employee_count", {"employee_count": "-1"}),
    ("out_of_range", "employee_count", {"employee_count": "1000001"}),
    ("out_of_range", "danger_radius_m", {"danger_radius_m": "50001"}),
    ("out_of_range", "commissioned_on", {"commissioned_on": "1849-12-31"}),
    ("out_of_range", "decommissioned_on", {"decommissioned_on": "2151-01-01"}),
    ("half_point", "lon", {"lon": ""}),
    ("half_point", "lat", {"lat": ""}),
    ("swapped_point", "lon", {"lon": "43.65", "lat": "51.20"}),
    ("swapped_point", "lon", {"lon": "47.12", "lat": "51.92", "region_code": "23"}),  # Atyrau; in the box both ways
    ("outside_kazakhstan", "lon", {"lon": "0", "lat": "0"}),
    ("outside_kazakhstan", "lat", {"lat": "56.500001"}),
    ("outside_kazakhstan", "lon", {"lon": "-73.10"}),
    ("far_from_every_region", "lon", {"lon": "46.0", "lat": "55.0"}),
    ("missing_place", "region_code", NO_POINT),
    ("unknown_region", "region_code", {**NO_POINT, "region_code": "Narnia"}),
    ("decommissioned_before_commissioned", "decommissioned_on",
     {"commissioned_on": "2020-01-02", "decommissioned_on": "2020-01-01"}),
]  # fmt: skip

ACCEPTED = [
    {"source_key": "k" * 200, "name": "ж" * 500, "address": "a" * 1000},
    {"bin": BIN},
    {"bin": ""},
    {"employee_count": "0", "danger_radius_m": "0"},
    {"employee_count": "1000000", "danger_radius_m": "50000"},
    {"employee_count": "3098.0"},
    {"lon": "+73.1", "lat": "49.8000000000000001"},
    {"commissioned_on": "2024-02-29", "decommissioned_on": "29.02.2024"},
    {"commissioned_on": "2024-12-31 00:00:00", "decommissioned_on": "2024-12-31T00:00"},
    {"commissioned_on": "1850-01-01", "decommissioned_on": "2150-12-31"},
    *({"is_declaration_required": word} for word in ("true", "FALSE", "1", "0", "Да", "нет", "иә", "Жоқ", "")),
    {**NO_POINT, "region_code": "10"},
    {"name": None, "name_kk": "Тек қазақша"},
]


def reasons_by_line() -> list[tuple[int, str, str]]:
    """Line, column and reason of every rejected cell."""
    return rows.run("SELECT line_no, column_name, reason FROM rejected_row ORDER BY line_no, column_name")


def test_every_check_refuses_what_it_is_for(database: str, tmp_path: Path) -> None:
    deliver(csv_file(tmp_path, *(row(**wrong) for _, _, wrong in REFUSED)))

    assert reasons_by_line() == [(line, column, check) for line, (check, column, _) in enumerate(REFUSED, start=2)]


def test_every_check_is_tried_here() -> None:
    assert {check for check, _, _ in REFUSED} | {"cell_count", "repeated_source_key"} == set(CHECKS)


def test_the_last_good_value_of_every_check_passes(database: str, tmp_path: Path) -> None:
    report = deliver(csv_file(tmp_path, *(row(**right) for right in ACCEPTED)))

    assert reasons_by_line() == []
    assert report.new_count == len(ACCEPTED)


def test_a_row_with_cells_too_many_or_too_few_is_refused_whole(database: str, tmp_path: Path) -> None:
    text = (
        "source_key,name,hazard_type_code,region_code\n"
        "K-1,Котельная, цех 2,boiler,35\n"  # a comma that should have been quoted
        "K-2,Котельная,boiler\n"
        "K-3,Котельная,boiler,35,,\n"  # separators at the end mean nothing
    )

    report = deliver(text_file(tmp_path, text))

    assert reasons_by_line() == [(2, "", "cell_count"), (3, "", "cell_count")]
    assert rows.run("SELECT value FROM rejected_row WHERE line_no = 3") == [("K-2 | Котельная | boiler",)]
    assert report.new_count == 1


def test_of_rows_with_one_key_the_first_is_taken(database: str, tmp_path: Path) -> None:
    deliver(csv_file(tmp_path, *(row(source_key="K-1", name=name) for name in ("first", "second", "third"))))

    assert reasons_by_line() == [(3, "source_key", "repeated_source_key"), (4, "source_key", "repeated_source_key")]
    assert rows.run("SELECT name_ru FROM facility") == [("first",)]


def test_all_that_is_wrong_in_a_row_is_said_at_once(database: str, tmp_path: Path) -> None:
    deliver(csv_file(tmp_path, row(source_key="", hazard_type_code="x", lon="0", lat="0", employee_count="many")))

    assert {column for _, column, _ in reasons_by_line()} == {"source_key", "hazard_type_code", "lon", "employee_count"}


def control_digit(first_eleven: str) -> int | None:
    """The published rule, written down a second time."""
    for weights in (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        remainder = sum(int(digit) * weight for digit, weight in zip(first_eleven, weights, strict=True)) % 11
        if remainder < 10:
            return remainder
    return None


@REUSING_THE_DATABASE
@given(bins=st.lists(st.from_regex(r"[0-9]{2}(0[1-9]|1[0-2])[456][0-3][0-9]{6}", fullmatch=True), min_size=40, max_size=80))
def test_the_control_digit_of_a_bin_is_the_published_one(database: str, tmp_path: Path, bins: list[str]) -> None:
    report = deliver(csv_file(tmp_path, *(row(bin=each) for each in bins)), is_dry_run=True)

    wrong = [each for each in bins if control_digit(each[:11]) != int(each[11])]
    assert report.reasons.get("bin_control_digit", 0) == len(wrong)


def test_a_text_may_be_as_long_as_its_column_says_and_no_longer(database: str, tmp_path: Path) -> None:
    texts = [column for column in COLUMNS if column.kind == "text" and column.name not in ("bin", "hazard_type_code", "region_code")]
    longest = [row(**{column.name: "ұ" * column.longest}) for column in texts]
    too_long = [row(**{column.name: "ұ" * (column.longest + 1)}) for column in texts]

    report = deliver(csv_file(tmp_path, *longest, *too_long))

    assert report.reasons == {"too_long": len(texts)}
    assert report.new_count == len(texts)
