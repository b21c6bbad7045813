"""Published figures beside the register on the Injuries screen: what differs, everything compared, and that the register is invented."""

import re

import pytest

from tests.app.conftest import Screen
from tests.app.reading import said


@pytest.mark.parametrize(("person", "language"), [("pm_office", "en"), ("akimat_karaganda", "kk")])
def test_what_differs_is_told_with_its_source_and_that_the_register_is_invented(screen: Screen, person: str, language: str) -> None:
    app = screen("injuries", person, language, part="published")

    assert not app.exception
    table = next(each.value for each in app.dataframe if "counted_told" in each.value.columns)
    assert table["difference_told"].str.contains(r"^[+−][0-9]").all()
    assert table["counted_told"].str.fullmatch(r"[0-9\s]+(,[0-9]{4})?" if language == "kk" else r"[0-9,]+(\.[0-9]{4})?").all()
    assert table["address"].str.startswith("https://").all()
    assert ("Kazakhstan" in set(table["place"])) == (person == "pm_office")
    invented = "The register holds invented data here" if language == "en" else "тізілім деректері ойдан шығарылған"
    assert invented in said(app)


def test_everything_compared_holds_also_what_agrees(screen: Screen) -> None:
    app = screen("injuries", "pm_office", part="published", reconciled="all")

    table = next(each.value for each in app.dataframe if "counted_told" in each.value.columns)
    told = re.search(r"(\d+) of (\d+) published figures differ", said(app))
    assert told
    assert (table["since"].notna().sum(), len(table)) == (int(told[1]), int(told[2]))


def test_before_the_decree_no_target_stands_beside_the_published_figures(screen: Screen) -> None:
    app = screen("injuries", "pm_office", part="published")
    app.query_params["as_of"] = "2023-12-25"
    app.run()

    assert not app.exception
    assert "No target is set for 2023." in said(app)
