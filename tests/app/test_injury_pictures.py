"""How the injuries screen puts an outlook into words and panels into places: limits on both sides, few events, what is not known."""

from datetime import date
from typing import Any

import pytest
from pandas import DataFrame

from pages.parts import palette, words
from pages.parts.injuries import held as injury_held
from pages.parts.injuries import outlook, panel_piece, panel_rows, rows
from pages.parts.injuries import words as injury_words
from pages.parts.injuries.chosen import Chosen
from pages.parts.lattice import Lattice

NOTHING = float("nan")
MEASURE = {
    "indicator_code": "killed_count", "name_en": "Killed", "unit": "persons", "topic": "harm", "numerator_en": "killed",
    "denominator_en": None, "denominator_over_months": None, "taken_from_en": "accident register", "interval_kind": "poisson",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _english_and_light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "language", lambda: "en")
    monkeypatch.setattr(palette, "is_dark", lambda: False)


def chosen(first: date, last: date, region: str | None = None) -> Chosen:
    return Chosen(MEASURE, region, first, last, "Kazakhstan")


@pytest.mark.parametrize(
    ("first", "last", "years_back", "before"),
    [
        (date(2026, 1, 1), date(2026, 10, 1), 1, "Jan–Oct 2025"),
        (date(2026, 3, 1), date(2026, 3, 1), 1, "Mar 2025"),  # one month
        (date(2025, 11, 1), date(2026, 10, 1), 1, "Nov 2024 – Oct 2025"),  # twelve months: one year back
        (date(2025, 10, 1), date(2026, 10, 1), 2, "Oct 2023 – Oct 2024"),  # thirteen: two, so that the two do not overlap
    ],
)
def test_a_period_is_held_against_the_same_months_before(first: date, last: date, years_back: int, before: str) -> None:
    assert chosen(first, last).years_back == years_back
    assert chosen(first, last).period_before == before


@pytest.mark.parametrize(
    ("chance", "told"),
    [(0.0, "< 1%"), (0.0099, "< 1%"), (0.01, "1%"), (0.5, "50%"), (0.99, "99%"), (0.9901, "> 99%"), (1.0, "> 99%"), (NOTHING, "—")],
)
def test_a_chance_is_never_told_as_certain(chance: float, told: str) -> None:
    assert outlook.chance(chance) == told


@pytest.mark.parametrize(
    ("chance", "colour"),
    [(0.19, palette.DEGREES["high"]), (0.2, palette.LIGHT["muted"]), (0.8, palette.LIGHT["muted"]), (0.81, palette.LIGHT["accent"])],
)
def test_only_a_low_chance_is_red(chance: float, colour: str) -> None:
    assert outlook.tone(chance) == colour
    assert outlook.tone(NOTHING) == palette.LIGHT["muted"]


@pytest.mark.parametrize(
    "reason",
    ["already_met", "few_events", "no_target", "target_year_over", "not_known", "no_register", "no_employees", "too_few_months",
     "no_events", "too_few_regions"],
)  # fmt: skip
def test_every_reason_why_there_is_no_pace_or_chance_has_a_sentence(reason: str) -> None:
    assert outlook.why(reason).endswith(".")
    assert outlook.why_short_of_pace(reason)


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.01, 0.0309, "below the target"),
        (0.01, 0.031, "cannot be told apart from the target"),  # the interval ends at the target
        (0.031, 0.04, "cannot be told apart from the target"),  # and begins there
        (0.0311, 0.04, "above the target"),
    ],
)
def test_a_rate_stands_against_the_target_by_its_interval(low: float, high: float, told: str) -> None:
    assert outlook.standing(low, high, 0.031) == told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"is_comparable": False, "broke_on": date(2022, 6, 8)}, "not comparable: borders changed in June 2022"),
        ({"p_value": 0.5, "numerator": 4, "numerator_before": 9, "change": -0.5}, "few: 4, before 9; could be chance"),
        ({"p_value": 0.01, "numerator": 40, "numerator_before": 90, "change": -0.5}, "−50%, larger than chance"),
        ({"p_value": NOTHING, "change": 0.02}, "+2%"),  # no test is claimed of a state
        ({"p_value": NOTHING, "change": NOTHING}, "no data to compare with"),
    ],
)
def test_a_change_says_whether_it_could_be_chance(row: dict[str, Any], told: str) -> None:
    assert injury_words.change({"is_comparable": True} | row, MEASURE) == told


@pytest.mark.parametrize(
    ("value", "before", "p_value", "told"),
    [
        (58.0, 57.5, NOTHING, "+0.5 percentage points"),  # not +1%
        (40.0, 60.0, 0.01, "−20.0 percentage points, larger than chance"),
        (40.0, 60.0, 0.2, "−20.0 percentage points, could be chance"),
    ],
)
def test_a_share_changes_by_percentage_points(value: float, before: float, p_value: float, told: str) -> None:
    row = {"is_comparable": True, "value": value, "value_before": before, "change": value / before - 1, "p_value": p_value}
    share = MEASURE | {"unit": "percent"}

    assert injury_words.change(row | {"numerator": 5, "numerator_before": 5}, share) == told
    few = injury_words.change(row | {"numerator": 4, "numerator_before": 5, "p_value": 0.2}, share)
    assert few == "few: 4, before 5; could be chance"


def test_a_figure_opens_the_accidents_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.parts.layout.kept_in_address", lambda: {"lang": "en"})
    address = rows.address(chosen(date(2026, 1, 1), date(2026, 10, 1), "35"), cause="equipment")

    assert address == "/injuries?lang=en&part=rows&indicator=killed_count&kind=fatal&region=35&first=2026-01&last=2026-10&cause=equipment"


def panels(*values: list[float | None], path: list[float]) -> DataFrame:
    years = [2020, 2021, 2022]
    found = [{"year": years[: len(each)], "value": each, "path_year": [2030], "path": path, "fan_year": []} for each in values]
    return DataFrame(found)


def test_one_year_of_a_region_may_lie_over_the_scale_but_no_target_and_no_last_value() -> None:
    grid = panel_rows.grid(panels([0.9, 0.1, 0.2], [0.1, 0.1, 0.3], path=[0.05]), 3, 5)

    assert grid.top == pytest.approx(0.33)
    assert (grid.first_year, grid.last_year, grid.ticks[0]) == (2020, 2030, 0)
    assert panel_rows.grid(panels([0.1], path=[0.5]), 3, 5).top == pytest.approx(0.55)
    assert panel_rows.grid(panels([0.0, 0.0], path=[]), 3, 5).top == 1.0  # no event anywhere


def test_panels_stand_side_by_side_and_one_under_the_other() -> None:
    grid = Lattice(20, 5, 2020, 2030, 0.1, [0, 0.05, 0.1], 3)

    assert (grid.lines, grid.axes()["y"]["scale"]["domain"], grid.axes()["x"]["scale"]["domain"]) == (4, [0, 4], [0, 5])
    assert grid.x("datum.year") == "datum.i % 5 + 0.165 + (datum.year - 2020) / 10 * 0.775"
    assert Lattice(11, 2, 2020, 2030, 0.1, [0], 3).lines == 6


@pytest.mark.parametrize(
    ("name", "told"),
    [("North Kazakhstan Region", "North Kazakhstan"), ("Карагандинская область", "Карагандинская"), ("область Абай", "область Абай")],
)
def test_a_narrow_panel_leaves_out_the_word_for_region(name: str, told: str) -> None:
    assert panel_piece.shortened(name) == told


@pytest.mark.parametrize(("held", "of", "told"), [(4, 4, "4 of 4 (few)"), (4, 5, "80%"), (0, 5, "0%")])
def test_forecasts_that_held_are_a_share_from_five_on(held: int, of: int, told: str) -> None:
    assert injury_held._share(held, of) == told
