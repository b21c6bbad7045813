"""A figure has the same number on Overview, on Injuries, in its table, in its file and among the rows it opens."""

import io
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pandas
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import tables as table_files
from tests.app.conftest import Screen
from tests.app.reading import markup, said, with_tables
from tests.app.test_injuries import RANKED, inlined, tables

FATAL = "fatal_rate_per_1000_employees"


def tiles(app: AppTest) -> list[str]:
    """The figures of the tiles, left to right."""
    return [part.split(" <span")[0] for part in markup(app).split('<div class="value">')[1:]]


@pytest.mark.parametrize("person", ["pm_office", "akimat_karaganda"])
def test_a_tile_of_overview_is_that_of_injuries_and_what_its_rows_add_up_to(screen: Screen, person: str) -> None:
    killed, injured, rate_a_year, *_others = tiles(screen("overview", person))

    for indicator, figure, told in (("killed_count", killed, "{} of them killed"), ("injured_count", injured, "{} injured")):
        assert tiles(screen("injuries", person, indicator=indicator))[0] == figure
        assert told.format(figure) in said(screen("injuries", person, indicator=indicator, part="rows"))
    years = tables(with_tables(screen("injuries", person, indicator=FATAL)))[0].set_index("year")["value"]
    assert f"{years.loc[date(2026, 10, 31).year]:.3f}" == rate_a_year


def opened(screen: Screen, address: str) -> AppTest:
    """The screen of an address of a table."""
    parts = urlsplit(address)
    return screen(parts.path.strip("/"), **dict(parse_qsl(parts.query)))


def test_the_figures_of_a_region_on_overview_open_the_rows_they_count(screen: Screen) -> None:
    regions = screen("overview").dataframe[0].value.set_index("name")
    row = regions.loc["Karaganda Region †"]
    accidents, zone, overdue = (opened(screen, row[column]) for column in ("accidents_open", "zone_opens", "prescriptions_open"))

    assert f"{row['count']} injured" in said(accidents)
    assert f"{row['killed_count']} of them killed" in said(accidents)
    assert f"{row['high_count']} facilities" in said(zone)
    assert len(overdue.dataframe[0].value) == row["overdue_count"]
    assert set(overdue.dataframe[0].value["region_en"]) == {"Karaganda Region"}


def test_a_region_has_the_same_numbers_on_overview_in_picture_table_and_file(screen: Screen) -> None:
    overview = screen("overview").dataframe[0].value.set_index("name")
    app = with_tables(screen("injuries", indicator="injury_rate_per_1000_employees"))
    ranked = next(each for each in tables(app) if "rate_before" in each.columns)
    drawn = {row["name"]: row for row in inlined(app, RANKED)}
    file = pandas.read_csv(io.BytesIO(table_files.as_csv(ranked, {column: column for column in ranked}, {}))).set_index("name")

    assert len(overview) == len(ranked) == len(drawn) == 20
    for row in ranked.to_dict("records"):
        name = row["name"]
        assert row["count"] == overview["count"][name] == file["count"][name] == float(drawn[name]["count_told"].replace(",", ""))
        assert file["rate"][name] == pytest.approx(row["rate"], rel=1e-12)
        assert drawn[name]["rate"] == pytest.approx(row["rate"], abs=5e-4)  # as far as it is told
        assert overview["told"][name].split(" ")[0] == f"{row['rate']:.2f}"
