"""From one facility of the list to the next beside the map, over the borders of pages, in the list's own order."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from queries import facilities
from queries.facilities import ROWS_OF_A_PAGE, Filters
from tests import rows
from tests.app.conftest import Screen
from tests.app.reading import said
from tests.app.test_map import DAY
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

BEFORE, AFTER = "map_step_P", "map_step_N"
WITH_OVERDUE = "SELECT facility_id FROM risk_score WHERE valid_to = 'infinity' ORDER BY overdue_prescription_count DESC, 1 LIMIT 1"


def ids(page: int = 1, viewer: Any = PM_OFFICE, **asked: Any) -> list[int]:
    """Numbers of a page of the list."""
    given: dict[str, Any] = {"order": "risk", "descending": True, "language": "en", "filters": Filters("labour")} | asked
    return [int(each) for each in facilities.listed(viewer, DAY, page=page, **given)["facility_id"]]


def opened(app: AppTest) -> int:
    """The facility of the address."""
    return int("".join(app.query_params["facility"]))


def test_the_next_and_the_previous_facility_of_the_list_open(screen: Screen) -> None:
    first, second, *_ = ids()
    app = screen("map", facility=str(first))
    assert app.button(key=BEFORE).disabled
    assert "No. 1 in the list" in said(app)

    app.button(key=AFTER).click().run()
    assert opened(app) == second
    assert "No. 2 in the list" in said(app)
    app.button(key=BEFORE).click().run()

    assert opened(app) == first


def test_the_order_is_the_one_the_list_has(screen: Screen) -> None:
    first, second, *_ = ids(order="name", descending=False, filters=Filters("labour", hazard="boiler"))
    app = screen("map", facility=str(first), order="name", direction="up", hazard="boiler")

    app.button(key=AFTER).click().run()

    assert opened(app) == second


def test_after_the_last_of_a_page_comes_the_first_of_the_next_and_back(screen: Screen) -> None:
    last, following = ids()[-1], ids(2)[0]
    app = screen("map", facility=str(last))

    app.button(key=AFTER).click().run()
    assert opened(app) == following
    assert app.number_input(key="page").value == 2
    assert f"No. {ROWS_OF_A_PAGE + 1} in the list" in said(app)
    app.button(key=BEFORE).click().run()

    assert opened(app) == last
    assert app.number_input(key="page").value == 1


def test_after_the_last_of_all_comes_nothing(screen: Screen) -> None:
    name = facilities.listed(
        PM_OFFICE, DAY, filters=Filters("labour"), order="risk", descending=True, page=1, language="en"
    )["name_en"].iloc[0]  # fmt: skip
    [only] = ids(filters=Filters("labour", text=str(name)))

    app = screen("map", facility=str(only), search=str(name))

    assert (app.button(key=BEFORE).disabled, app.button(key=AFTER).disabled) == (True, True)


def test_from_a_facility_that_is_not_on_the_page_the_next_is_the_first(screen: Screen) -> None:
    app = screen("map", facility=str(ids(3)[7]))
    assert "in the list" not in said(app).replace("in the list below", "")

    app.button(key=AFTER).click().run()

    assert opened(app) == ids()[0]


def test_an_akimat_steps_through_its_own_facilities_only(screen: Screen) -> None:
    app = screen("map", "akimat_karaganda", facility=str(ids(viewer=MANGYSTAU)[0]))

    app.button(key=AFTER).click().run()

    assert opened(app) == ids(viewer=KARAGANDA)[0]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_panel_tells_the_last_inspection_and_what_is_overdue(screen: Screen, language: str) -> None:
    [(facility_id,)] = rows.run(WITH_OVERDUE)
    [(number, days)] = rows.run(
        "SELECT number, %s - due_on FROM prescription WHERE facility_id = %s AND known_on <= %s"
        " AND is_overdue_on(due_on, fulfilment_known_on, %s)"
        " ORDER BY due_on, prescription_id LIMIT 1", DAY, facility_id, DAY, DAY,
    )  # fmt: skip
    [names] = rows.run(
        "SELECT b.short_kk, b.short_ru, b.short_en FROM inspection i JOIN body b USING (body_code) WHERE facility_id = %s"
        " AND i.known_on <= %s ORDER BY inspected_on DESC, inspection_id DESC LIMIT 1", facility_id, DAY,
    )  # fmt: skip
    body = names[("kk", "ru", "en").index(language)]
    app = screen("map", language=language, facility=str(facility_id))

    assert number in said(app)
    assert f" {days} " in re.sub(r"(?<=\d)[,\s](?=\d{3})", "", said(app))
    assert f", {body}: " in said(app)
