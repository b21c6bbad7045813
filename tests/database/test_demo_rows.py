"""What the demonstration draws: the same rows from the same seed, sizes as published, a mechanism to find."""

from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from data.demo.columns import Rows, as_file
from data.demo.employers import employers
from data.demo.ground import OUTSIDE, ground
from data.demo.owners import owners
from data.demo.plan import Plan
from data.demo.sites import sites
from data.demo.tables import tables

DAY = date(2026, 10, 31)


@pytest.fixture(scope="module")
def national() -> dict[str, pd.DataFrame]:
    """Rows of 20,000 facilities, the fewest with employment and accidents of national size."""
    return {name: frame(columns) for name, columns in tables(Plan(20_000, DAY, seed=1))}


def frame(columns: Rows) -> pd.DataFrame:
    """Columns on their way to the database as a frame, days as timestamps."""
    return pa.table({name: pa.array(values) for name, values in columns.items()}).to_pandas(date_as_object=False)


def files(facilities: int, as_of: date, seed: int) -> dict[str, bytes]:
    """What is copied into each table."""
    return {name: as_file(columns).getvalue() for name, columns in tables(Plan(facilities, as_of, seed))}


def of_year(table: pd.DataFrame, column: str, year: int) -> pd.DataFrame:
    return table[table[column].dt.year == year]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    assert files(300, DAY, seed=1) == files(300, DAY, seed=1)

    other = files(300, DAY, seed=2)
    assert {name for name, content in files(300, DAY, seed=1).items() if content == other[name]} == {
        "checklist_requirement", "instruction", "instruction_body", "milestone", "report", "decision", "completion_measure", "programme",
        "rescue_unit",
    }  # fmt: skip


def test_another_day_moves_what_hangs_on_the_day() -> None:
    assert files(300, DAY, seed=1)["inspection"] != files(300, date(2026, 9, 30), seed=1)["inspection"]


@pytest.mark.parametrize("facilities", [100, 137, 500])
@pytest.mark.parametrize("as_of", [date(2022, 1, 31), date(2024, 2, 29), date(2026, 11, 18), date(2028, 3, 1)])
def test_any_small_number_and_any_day_will_do(facilities: int, as_of: date) -> None:
    made = dict(tables(Plan(facilities, as_of, seed=3)))

    assert len(made["facility"]["facility_id"]) == facilities


@pytest.mark.parametrize(
    ("year", "injured", "killed"),
    [(2021, 1465, 200), (2022, 1465, 203), (2024, 1408, 202)],  # published by the labour inspectorate
)
def test_national_harm_is_near_the_published(national: dict[str, pd.DataFrame], year: int, injured: int, killed: int) -> None:
    accidents = of_year(national["accident"], "known_on", year)

    assert accidents["injured_count"].sum() == pytest.approx(injured, rel=0.03)
    assert accidents["killed_count"].sum() == pytest.approx(killed, rel=0.05)


def test_hired_employees_are_near_the_published_and_most_are_in_almaty(
    national: dict[str, pd.DataFrame],
) -> None:
    by_month = national["employment"].groupby(["month", "region_code"])["employee_count"].sum().unstack()

    assert by_month.index[0] == pd.Timestamp("2019-11-01")
    assert len(by_month) == 84
    assert by_month.loc["2024-01-01":].sum(axis=1).between(6_950_000, 7_160_000).all()
    assert by_month.iloc[-1]["75"] == pytest.approx(985_800, rel=0.01)
    assert (by_month.idxmax(axis=1) == "75").all()


def test_control_is_near_the_published(national: dict[str, pd.DataFrame]) -> None:
    inspections, violations = national["inspection"], national["violation"]

    assert len(of_year(inspections, "inspected_on", 2024)) == pytest.approx(38_277 / 10, rel=0.05)
    assert len(violations) / len(inspections) == pytest.approx(34_617 / 38_277, rel=0.05)
    assert violations["severity"].value_counts(normalize=True)["gross"] == pytest.approx(0.15, abs=0.03)
    assert inspections["facility_id"].nunique() < 0.65 * 20_000  # many have never been seen


def test_some_prescriptions_are_overdue(national: dict[str, pd.DataFrame]) -> None:
    recent = national["prescription"].query("issued_on > '2024-10-31'")
    overdue = recent["fulfilled_on"].isna() & (recent["due_on"] < pd.Timestamp(DAY))

    assert 0.05 < overdue.mean() < 0.10


def test_hazard_types_are_in_the_published_proportion(national: dict[str, pd.DataFrame]) -> None:
    share = national["facility"]["hazard_type_code"].value_counts(normalize=True)

    assert share["oil_and_gas"] == pytest.approx(71_158 / 200_000, abs=0.001)
    assert share["lifting"] == pytest.approx(26_014 / 200_000, abs=0.001)
    assert 0.08 < national["facility"]["is_declaration_required"].mean() < 0.13


def test_what_is_found_and_who_is_hurt_follow_the_same_hazard(national: dict[str, pd.DataFrame]) -> None:
    inspected = national["inspection"].groupby("facility_id").size().rename("inspections").to_frame()
    counted = inspected.join(national["violation"].groupby("facility_id").size().rename("violations"))
    counted = counted.join(national["accident"].groupby("facility_id").size().rename("accidents")).fillna(0)
    per_inspection = (counted["violations"] / counted["inspections"]).rank(method="first", pct=True)

    worst, best = (
        counted["accidents"][per_inspection > 0.9].mean(),
        counted["accidents"][per_inspection < 0.3].mean(),
    )
    assert worst > 3 * best


def test_some_employers_hide_light_injuries(national: dict[str, pd.DataFrame]) -> None:
    plan = Plan(20_000, DAY, seed=1)
    firms = employers(plan, owners(plan, sites(plan)))
    hiding = pd.Series(firms.hiding, index=firms.bin.to_pylist())
    casualties = national["casualty"].merge(national["accident"].dropna(subset="facility_id"), on="accident_id")
    is_light = (casualties["severity"] == "light").groupby(casualties["bin"].map(hiding) > 0.7).mean()

    assert is_light[False] > 0.3
    assert is_light[True] < 0.4 * is_light[False]


def test_leaves_are_longer_for_the_severe_and_told_by_the_day(national: dict[str, pd.DataFrame]) -> None:
    casualties = national["casualty"]
    days = casualties.groupby("severity")["lost_day_count"].mean()

    assert days["severe"] > 2 * days["light"] > 20
    assert casualties.loc[casualties["severity"] == "fatal", "lost_day_count"].isna().all()
    assert casualties["lost_days_known_on"].max() <= pd.Timestamp(DAY)
    assert 0.9 < casualties.loc[casualties["severity"] != "fatal", "lost_day_count"].notna().mean() < 1  # some are still open


def test_points_stand_on_dry_land_or_off_the_shore_and_never_twice_as_a_grid() -> None:
    places = sites(Plan(20_000, DAY, seed=1))
    region = ground().region_of(places.lon, places.lat)

    assert (region[~places.is_offshore] == places.region[~places.is_offshore]).all()
    assert (region[places.is_offshore] == OUTSIDE).all()
    assert 0 < places.is_offshore.sum() < 100
    assert len(np.unique(np.column_stack([places.lon, places.lat]), axis=0)) > 19_900
