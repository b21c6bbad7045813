"""The path a region is held against: its own targets by version, else the country's; straight between entered years; as known on a day."""

from datetime import date

import pytest
from psycopg2.errors import CheckViolation, RaiseException

from queries import figures, targets
from queries.viewer import Viewer
from tests import rows
from tests.target_rows import FATAL_RATE, INJURY_RATE, YEAR, change, version
from tests.viewers import INSPECTOR, KARAGANDA, MANGYSTAU, PM_OFFICE

pytestmark = pytest.mark.usefixtures("database")


def path(day: date, region: str | None = "35", viewer: Viewer = PM_OFFICE) -> dict[int, tuple[float, bool, bool]]:
    """Value, whether interpolated and whether own, by year."""
    found = figures.target_path(viewer, day, indicator=FATAL_RATE).astype(object)
    theirs = found[found["region_code"].isna() if region is None else found["region_code"] == region]
    return {row.year: (round(row.value, 6), row.is_interpolated, row.is_own) for row in theirs.itertuples()}


def test_without_own_targets_a_region_has_the_country_s_path() -> None:
    assert path(date(2026, 7, 1)) == path(date(2026, 7, 1), region=None)
    assert len(figures.target_path(PM_OFFICE, date(2026, 7, 1), indicator=FATAL_RATE)) == 7 * 21


def test_the_country_s_path_is_known_from_the_day_of_the_decree() -> None:
    for day, years in ((date(2023, 12, 25), 0), (date(2023, 12, 26), 7)):
        assert len(path(day, region=None)) == years
        assert len(figures.targets(PM_OFFICE, day, indicator=FATAL_RATE)) == years


def test_own_targets_hold_in_their_years_and_are_straight_between_those_entered() -> None:
    version(1, date(2026, 3, 1), [(2026, 0.05), (2029, 0.02)])

    found = path(date(2026, 7, 1))
    assert found[2025] == (0.033, True, False)
    assert [found[year] for year in (2026, 2027, 2028, 2029)] == [
        (0.05, False, True), (0.04, True, True), (0.03, True, True), (0.02, False, True)
    ]  # fmt: skip
    assert found[2030] == (0.023, False, False)
    assert path(date(2026, 7, 1), region="47") == path(date(2026, 7, 1), region=None)


def test_as_of_a_past_day_the_version_then_known_counts() -> None:
    version(1, date(2026, 3, 1), [(2026, 0.03), (2030, 0.02)])
    version(2, date(2026, 5, 1), [(2026, 0.03), (2030, 0.01)])
    version(3, date(2026, 6, 1), None)

    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [path(day)[2030][0] for day in days] == [0.023, 0.02, 0.02, 0.01, 0.01, 0.023]
    assert [len(targets.versions(PM_OFFICE, day)) for day in days] == [0, 1, 1, 2, 2, 3]
    assert [targets.versions(PM_OFFICE, day)["is_in_force"].sum() for day in days] == [0, 1, 1, 1, 1, 0]


def test_a_year_that_was_over_when_a_version_was_made_keeps_the_target_it_had() -> None:
    version(1, date(2025, 3, 1), [(2025, 0.05), (2030, 0.03)])
    version(2, date(2026, 3, 1), [(2026, 0.04), (2028, 0.02)])

    found = path(date(2026, 7, 1))
    assert (found[2025], found[2026]) == ((0.05, False, True), (0.04, False, True))
    assert found[2030] == (0.023, False, False)  # version 1 no longer counts in later years


def test_a_path_says_who_entered_it_when_and_by_which_act() -> None:
    change([(YEAR, 0.02), (YEAR + 4, 0.01)], viewer=KARAGANDA)

    found = figures.target_path(KARAGANDA, date(YEAR, 12, 31), indicator=FATAL_RATE)
    row = found[(found["region_code"] == "35") & (found["year"] == YEAR)].iloc[0]
    assert (row["changed_by"], row["changed_by_en"], row["version"]) == ("akimat_karaganda", "Akimat of Karaganda Region", 1)
    assert "Order No. 5" in row["reason"]


def test_an_akimat_reads_the_country_s_path_and_its_own_but_no_other_region_s() -> None:
    for region in ("35", "47"):
        version(1, date(2026, 3, 1), [(2026, 0.05), (2029, 0.02)], region=region)

    found = figures.target_path(MANGYSTAU, date(2026, 7, 1), indicator=FATAL_RATE)
    assert {code for code in found["region_code"] if isinstance(code, str)} == {"47"}
    assert found["region_code"].isna().sum() == 7
    assert [set(targets.versions(viewer, date(2026, 7, 1))["region_code"]) for viewer in (MANGYSTAU, INSPECTOR, PM_OFFICE)] == [
        {"47"}, set(), {"35", "47"}
    ]  # fmt: skip
    assert targets.versions(Viewer("x", "akimat", None, "akimat_35"), date(2026, 7, 1)).empty  # a regional role that lost its region


def test_an_indicator_without_a_published_target_may_have_a_region_s_own() -> None:
    version(1, date(2026, 3, 1), [(2026, 0.2), (2030, 0.1)], indicator=INJURY_RATE)

    found = figures.target_path(PM_OFFICE, date(2026, 7, 1), indicator=INJURY_RATE)
    assert set(found["region_code"]) == {"35"}
    assert found["year"].tolist() == [2026, 2027, 2028, 2029, 2030]


def test_the_years_that_ship_interpolated_are_those_of_the_line_drawn_here() -> None:
    differing = rows.run(
        "WITH ends AS (SELECT indicator_code, jsonb_agg(jsonb_build_array(year, value)) AS points FROM target"
        " WHERE NOT is_interpolated GROUP BY 1 HAVING count(*) > 1)"
        " SELECT t.indicator_code, t.year FROM ends e JOIN target t USING (indicator_code)"
        " LEFT JOIN LATERAL straight_between(e.points) s ON s.year = t.year"
        " WHERE (t.value, t.is_interpolated) IS DISTINCT FROM (s.value, s.is_interpolated)"
    )

    assert differing == []
    assert rows.run("SELECT count(*) FROM target WHERE is_interpolated") == [(10,)]


def test_a_later_act_replaces_the_country_s_whole_path_from_its_day() -> None:
    for year, value in ((2027, 0.02), (2035, 0.01)):
        rows.insert(
            "target", indicator_code=FATAL_RATE, year=year, value=value, source_url="x", is_interpolated=False, known_on=date(2026, 5, 1)
        )

    assert len(path(date(2026, 4, 30), region=None)) == 7
    assert path(date(2026, 5, 1), region=None) == {2027: (0.02, False, False), 2035: (0.01, False, False)}


def test_versions_are_never_changed_nor_deleted_and_hold_only_paths() -> None:
    version(1, date(2026, 3, 1), [(2026, 0.05), (2029, 0.02)])

    for statement in ("UPDATE target_version SET reason = 'Another reason'", "DELETE FROM target_version", "TRUNCATE target_version"):
        with pytest.raises(RaiseException, match="stays as it is"):
            rows.run(statement)
    for points in ([(2026, 0.1)], [(2026, 0.1), (2026, 0.2)], [(2026, -0.1), (2027, 0.1)], [(2026, 0.1), (2061, 0.1)]):
        with pytest.raises(CheckViolation, match="points_are_a_path"):
            version(2, date(2026, 4, 1), points)
