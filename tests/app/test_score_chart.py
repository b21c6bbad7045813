"""The passport's chart of degrees, probability and events on one axis."""

from collections.abc import Callable
from datetime import date

from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from pages.parts import score_chart, score_events
from pages.parts.words import speaking
from tests import rows
from tests.app.reading import said

AS_OF = date(2026, 10, 31)
SCORES = DataFrame(
    {
        "valid_from": [date(2022, 1, 1), date(2026, 9, 30)], "shown_to": [date(2026, 9, 30), AS_OF], "points": [12.0, float("nan")],
        "safety_degree": ["low", "high"], "labour_degree": ["low", "unknown"], "violation_class": ["clean", "gross"],
        "overdue_prescription_count": [0, 1], "probability": [None, 0.05], "laws_by_hand": [[], ["industrial_safety"]],
    }
)  # fmt: skip
EVENTS = DataFrame(
    {
        "kind": ["inspection", "accident", "prescription"], "starts_on": [date(2026, 1, 5)] * 3,
        "ends_on": [date(2026, 1, 5), date(2026, 1, 5), AS_OF], "state": ["gross", "killed", "overdue"], "counted": [2, 1, 1],
    }
)  # fmt: skip


def drawn(scores: DataFrame = SCORES, events: DataFrame = EVENTS) -> list[dict[str, object]]:
    with speaking("en"):
        layers = score_chart.chart(scores, events, AS_OF)["layer"]
    return [row for layer in layers for row in layer["data"]["values"]]


def test_every_band_is_cut_to_three_years_and_says_its_state() -> None:
    bands = [(row["row"], row["word"], row["starts_on"]) for row in drawn() if "word" in row]

    assert ("Industrial safety", "Low", "2023-10-31T00:00:00") in bands
    assert ("Labour law", "Low, 12.0 points", "2023-10-31T00:00:00") in bands
    assert ("Probability", "", "2026-09-30T00:00:00") in bands  # too narrow for a word: the pointer and the table tell


def test_a_band_says_that_its_degree_was_set_by_hand() -> None:
    said_of = {row["row"]: row["told"] for row in drawn() if "word" in row and row["starts_on"] == "2026-09-30T00:00:00"}

    assert (said_of["Industrial safety"], said_of["Labour law"]) == ("High, set by hand", "Not enough data")


def test_events_stand_on_lines_of_their_own_with_words() -> None:
    assert [(row["row"], row["said"]) for row in drawn() if "said" in row] == [
        ("Prescriptions", "Overdue"), ("Inspections", "Gross violations (2 violations)"), ("Accidents", "1 person injured, with deaths"),
    ]  # fmt: skip


def test_without_events_and_probability_there_are_no_such_lines() -> None:
    rows_drawn = {row["row"] for row in drawn(SCORES.assign(probability=None), EVENTS.head(0))}

    assert rows_drawn == {"Industrial safety", "Labour law"}


def test_colours_of_a_probability_change_at_the_bounds_of_its_classes() -> None:
    fills = []
    for probability in (0.0049, 0.005, 0.0099, 0.01, 0.0299, 0.03):
        with speaking("en"):
            found = score_chart.spans(SCORES.tail(1).assign(probability=probability))
        fills.append(found.loc[found["row"] == "Probability", "fill"].iloc[0])

    assert [fills.index(fill) for fill in fills] == [0, 1, 1, 3, 3, 5]


def test_every_state_of_an_event_has_its_look() -> None:
    states = [("inspection", each) for each in ("gross", "significant", "minor", "clean")]
    states += [("accident", each) for each in ("injured", "killed")]
    states += [("prescription", each) for each in ("overdue", "open", "fulfilled", "fulfilled_late")]
    events = DataFrame([(*state, AS_OF, AS_OF, 1) for state in states], columns=["kind", "state", "starts_on", "ends_on", "counted"])
    with speaking("en"):
        looks = score_events.marks(events)

    assert looks[["fill", "edge", "shape", "said"]].notna().all().all()


def test_the_passport_shows_the_chart(screen: Callable[..., AppTest]) -> None:
    facility = rows.run("SELECT facility_id FROM accident WHERE facility_id IS NOT NULL LIMIT 1")[0][0]
    app = screen("facility", facility=str(facility))

    assert not app.exception
    assert "Score and events over time" in said(app)
