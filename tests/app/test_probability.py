"""The predicted probability on the passport and beside the map: in words that add up, in three languages."""

import os
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import numpy as np
import pytest
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from data.database import nationwide_connection
from data.risk_model.features import FEATURES
from data.risk_model.versions import renew
from data.scoring import score
from pages.parts import probability, probability_words
from pages.parts.words import percent, speaking
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import markup, said
from tests.conftest import copy_of, leading_to

DAY = date(2026, 10, 31)
LANGUAGES = ["kk", "ru", "en"]


@pytest.fixture(scope="module")
def shown_database(demo_template: str) -> Iterator[str]:
    """The demonstration, fitted on what was known a year before and scored on its day."""
    with copy_of(demo_template, f"fitted_{os.getpid()}") as name:
        with leading_to(name):
            with closing(nationwide_connection()) as connection:
                renew(connection, date(2025, 10, 31))
                connection.commit()
            with closing(nationwide_connection()) as connection:
                score(connection, DAY)
                connection.commit()
        yield name


def worst() -> int:
    """The facility with the highest probability of the day."""
    return rows.run("SELECT facility_id FROM risk_score WHERE valid_to = 'infinity' ORDER BY probability DESC, facility_id LIMIT 1")[0][0]


def rows_of(app: AppTest) -> list[tuple[str, int]]:
    """Words and points of each line of the sum."""
    found = re.findall(r'<div class="(?:sum|part)"><span>(.*?)</span>.*?<b>(.*?)</b></div>', markup(app))
    return [(words, int(points.replace("−", "-"))) for words, points in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_passport_says_what_adds_up_in_words_and_whole_points(screen: Screen, language: str) -> None:
    facility_id = worst()
    kept = rows.run("SELECT probability, contributions FROM risk_score WHERE facility_id = %s AND valid_to = 'infinity'", facility_id)[0]

    app = screen("facility", "pm_office", language, facility=str(facility_id))

    assert not app.exception
    lines = rows_of(app)
    assert len(lines) == len(kept[1]) + 2  # the usual facility and the sum beside every contribution
    assert sum(points for _, points in lines[:-1]) == lines[-1][1]
    assert not [words for words, _ in lines if "{" in words or "_" in words]
    with speaking(language):
        assert percent(kept[0], 1) in markup(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_beside_the_map_has_it_in_one_line(screen: Screen, language: str) -> None:
    facility_id = worst()
    high = rows.run("SELECT probability FROM risk_score WHERE facility_id = %s AND valid_to = 'infinity'", facility_id)[0][0]

    app = screen("map", "pm_office", language, facility=str(facility_id))

    assert not app.exception
    with speaking(language):
        assert percent(high, 1) in markup(app)


def test_a_past_day_is_explained_by_its_own_score_and_one_before_the_model_says_so(screen: Screen) -> None:
    app = screen("facility", facility=str(worst()))
    app.query_params["as_of"] = "2026-09-29"
    app.run()

    assert not app.exception
    assert "No probability is kept for this day" in said(app)


def test_another_region_sees_no_probability(screen: Screen) -> None:
    foreign = rows.run("SELECT facility_id FROM facility WHERE region_code = '47' ORDER BY facility_id LIMIT 1")[0][0]

    app = screen("facility", "akimat_karaganda", facility=str(foreign))

    assert not rows_of(app)


def test_every_feature_and_every_remedy_has_its_words() -> None:
    for feature in FEATURES:
        for value in ("0", "1", "5", None):
            with speaking("en"):
                words = probability_words.in_words({"code": feature.name, "value": value, "log_odds": 1.0})
            assert value is None or (feature.name not in words and "{" not in words)
    for action in ("fix_gross_violations", "fulfil_prescriptions", "renew_expertise", "close_insurance_gap", "replace_devices"):
        with speaking("ru"):
            assert "{" not in probability_words.remedy(action, 5)


@pytest.mark.parametrize("points", [[-70.4, 21.4, 3.3, 1.3], [0.5, 0.5], [-0.5, -0.5], [2.0], [-69.8, 42.7, 19.5, 9.4, 7.1]])
def test_whole_points_add_up_to_the_rounded_sum_and_are_never_a_point_off(points: list[float]) -> None:
    found = probability.whole(np.array(points))

    assert found.sum() == np.floor(sum(points) + 0.5)
    assert (np.abs(found - points) < 1).all()


def test_what_lowers_it_stops_at_the_first_lower_class_or_says_that_none_is_reached() -> None:
    acts = DataFrame(
        [["fix_gross_violations", 3, 0.06, 3, 4], ["fulfil_prescriptions", 2, 0.04, 2, 4]],
        columns=["action", "thing_count", "probability_after", "mark_after", "mark_now"],
    )
    with speaking("en"):
        assert probability.lowering(acts, {}) == ("Enough for the class below, with 6.0%:", ["Fix 3 gross violations."])
        told, items = probability.lowering(acts.assign(mark_after=4), {"fulfil_prescriptions": ["No. 7", "No. 9", "No. 10"]})
    assert told == "All of it together brings it to 4.0%, in the same class:"
    assert items == ["Fix 3 gross violations.", "Fulfil 2 overdue prescriptions: No. 7, No. 9."]


def test_the_map_offers_the_probability_with_its_classes(screen: Screen) -> None:
    app = screen("map", colour="probability")

    assert "Predicted probability" in app.selectbox(key="filter_colour").options
    assert "Fill: Predicted probability" in said(app)
    assert [option.split(" **")[0] for option in app.radio(key="filter_mark").options[1:3]] == ["3% and more", "1% to 3%"]
