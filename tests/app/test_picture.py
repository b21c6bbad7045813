"""The map as a picture to print: what stands on it for whom and in which language, as a file of the right size, or a clear refusal."""

import io
from datetime import date
from itertools import chain
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from pages.parts import palette, words
from pages.routes.paper import areas, contents, drawing
from pages.routes.paper.extent import Box
from pages.routes.paper.sheet import Sheet
from pages.routes.paper.shown import View
from queries import facilities, tokens
from queries.facilities import Filters, Near
from queries.viewer import Viewer
from tests import client, rows
from tests.viewers import KARAGANDA, MANGYSTAU, PM_OFFICE

DAY = date(2026, 10, 31)
ASKED = {"as_of": "2026-10-31", "law": "labour", "lang": "en"}
FACILITIES = View()
COUNTRY = (46.4, 40.5, 87.4, 55.5)
AROUND_KARAGANDA = (72.9, 49.7, 73.3, 49.9)
A4_AT_300_DOTS = (3507, 2480)
SVG = "{http://www.w3.org/2000/svg}"


def given(viewer: Viewer = PM_OFFICE, **more: str) -> dict[str, str]:
    return ASKED | {"token": tokens.issue(viewer, "picture")} | more


def on_sheet(
    viewer: Viewer = PM_OFFICE, box: Box = COUNTRY, language: str = "en", view: View = FACILITIES, **filters: object
) -> drawing.Contents:
    """What stands on the sheet."""
    with words.speaking(language):
        return contents.gathered(viewer, DAY, Filters(**{"law": "labour"} | filters), view, drawing.extent_of(box), language)


def texts(sheet: drawing.Contents) -> str:
    """All that can be read on the sheet beside the map."""
    legend = [[each.title, each.under, *(f"{line.word} {line.count}" for line in each.lines)] for each in sheet.sections]
    return "\n".join([sheet.title, sheet.subtitle, sheet.demonstration, sheet.source, *chain.from_iterable(legend)])


@pytest.mark.usefixtures("demo_database")
def test_a_png_is_a4_at_300_dots_an_inch_with_marks_on_it() -> None:
    answer = client.get("/picture/map.png", **given())
    image = Image.open(io.BytesIO(answer.content))

    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == 'attachment; filename="map_2026-10-31.png"'
    assert answer.headers["cache-control"] == "no-store"
    assert image.size == A4_AT_300_DOTS
    assert round(image.info["dpi"][0]) == 300
    assert pixels_like(image, palette.DEGREES["medium"]) > 1000


def pixels_like(image: Image.Image, colour: str) -> int:
    return int((np.abs(np.asarray(image.convert("RGB")).astype(int) - palette.rgb(colour)).max(axis=2) < 12).sum())


@pytest.mark.usefixtures("demo_database")
def test_an_svg_looks_the_same_everywhere_and_asks_nobody_for_anything() -> None:
    answer = client.get("/picture/map.svg", **given())
    root = ElementTree.fromstring(answer.content)  # noqa: S314  our own

    assert answer.headers["content-type"] == "image/svg+xml"
    assert (root.get("width"), root.get("height")) == ("841.889764pt", "595.275591pt")
    assert not [each for each in root.iter() if each.tag in {f"{SVG}text", f"{SVG}script", f"{SVG}image"}]
    assert "http" not in "".join(value for each in root.iter() for name, value in each.attrib.items() if name.endswith("href"))


@pytest.mark.usefixtures("demo_database")
@pytest.mark.parametrize(
    ("language", "title", "place", "mark"),
    [
        ("kk", "Қауіп қайда?", "Қарағанды облысы", "Көрсетілімдік деректер: ойдан шығарылған, нақты кәсіпорындар емес."),
        ("ru", "Где опасно?", "Карагандинская область", "Демонстрационные данные: вымышлены, это не реальные предприятия."),
        ("en", "Where is the danger?", "Karaganda Region", "Demonstration data: invented, not real enterprises."),
    ],
)
def test_title_place_date_and_demonstration_mark_are_in_the_language_asked_for(language: str, title: str, place: str, mark: str) -> None:
    sheet = on_sheet(language=language, region="35")

    assert (sheet.title, sheet.demonstration) == (title, mark)
    assert place in sheet.subtitle
    assert "2026" in sheet.subtitle
    assert "GeoNames" in sheet.source


@pytest.mark.usefixtures("demo_database")
@pytest.mark.parametrize("colour", ["degree", "violations", "overdue", "inspected", "accidents", "insurance"])
def test_the_legend_counts_what_the_map_counts(colour: str) -> None:
    sheet = on_sheet(colour=colour)
    counted = facilities.counted(PM_OFFICE, DAY, filters=Filters("labour", colour))
    total = int(counted.loc[(counted["filter"] == "place") & (counted["code"] == "on_map"), "facilities"].sum())

    assert sum(line.count or 0 for section in sheet.sections for line in section.lines) == total
    assert f"{total:,}" in sheet.sections[0].title


@pytest.mark.usefixtures("demo_database")
def test_the_marks_are_those_of_the_tiles() -> None:
    marks = on_sheet(region="35").shown.marks

    assert sum(int(each["properties"].get("n", "1").replace("\u202f", "")) for each in marks) == counted_in("35")
    assert [each["properties"]["r"] for each in marks] == sorted((each["properties"]["r"] for each in marks), reverse=True)


def counted_in(region: str) -> int:
    [(count,)] = rows.run(
        "SELECT count(*) FROM facility JOIN risk_score USING (facility_id) WHERE geom IS NOT NULL AND facility.region_code = %s"
        " AND valid_from <= %s AND valid_to > %s", region, DAY, DAY,
    )  # fmt: skip
    return int(count)


@pytest.mark.usefixtures("demo_database")
def test_every_filter_is_told_in_words() -> None:
    sheet = on_sheet(
        region="35", hazard="coal_mining", degree="high", size="large", activity="B", text="shaft", near=Near(73.1, 49.8, 50), mark=4
    )

    for told in ("Karaganda Region", "Coal mining", "High", "shaft", "50 km", "49.800, 73.100"):
        assert told in texts(sheet)


@pytest.mark.usefixtures("database")
def test_nobody_gets_a_neighbours_facility_on_paper() -> None:
    rows.facility()
    rows.score()

    assert len(on_sheet(KARAGANDA, AROUND_KARAGANDA).shown.marks) == 1
    assert on_sheet(MANGYSTAU, AROUND_KARAGANDA).shown.marks == []
    assert on_sheet(MANGYSTAU, AROUND_KARAGANDA, region="35").shown.marks == []
    assert client.get("/picture/map.png", **given(MANGYSTAU, region="35")).status_code == 200


@pytest.mark.usefixtures("database")
def test_real_data_carries_no_demonstration_mark() -> None:
    rows.facility()
    rows.score()

    assert on_sheet().demonstration == ""


@pytest.mark.usefixtures("database")
def test_a_day_before_any_scoring_makes_a_map_without_marks() -> None:
    answer = client.get("/picture/map.svg", **given())

    assert answer.status_code == 200


@pytest.mark.usefixtures("demo_database")
@pytest.mark.parametrize("measure", ["share", "injured", "killed"])
def test_areas_are_drawn_in_their_steps_with_their_figures_and_legend(measure: str) -> None:
    shown = on_sheet(view=View("region", measure)).shown
    drawn = [each["properties"] for each in shown.areas.features if each["geometry"]["type"] != "Point"]

    assert len(drawn) == 20
    assert {each["s"] for each in drawn} <= set(range(len(shown.areas.fills)))
    assert len(shown.sections[0].lines) == len(shown.areas.fills) == 5
    assert shown.marks == []
    assert client.get("/picture/map.svg", **given(view="region", measure=measure)).status_code == 200


@pytest.mark.usefixtures("demo_database")
def test_an_akimat_sees_its_own_area_alone_on_paper() -> None:
    shown = on_sheet(KARAGANDA, view=View("region")).shown

    assert {each["properties"].get("id") for each in shown.areas.features if each["geometry"]["type"] != "Point"} == {"35"}


def test_the_name_of_an_area_stands_above_its_figure_where_there_is_room() -> None:
    wide, narrow = ((60, 45, 75, 52), (50, 45, 50.5, 45.5))
    features = []
    for code, (west, south, east, north) in (("wide", wide), ("narrow", narrow)):
        outline = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        said = {"id": code, "name": f"Region $of {code}", "w": f"{code[0]} 1.5", "s": 1}
        middle = {"type": "Point", "coordinates": [(west + east) / 2, (south + north) / 2]}
        features += [{"properties": said, "geometry": each} for each in ({"type": "Polygon", "coordinates": [outline]}, middle)]
    sheet = Sheet()

    areas.write(sheet, drawing.FRAME, drawing.extent_of(COUNTRY), areas.Areas(features, []))

    written = sorted((-text.get_position()[1], text.get_text()) for text in sheet.page.texts)
    assert [text for _height, text in written if "n 1.5" not in text] == ["Region $of wide", "w 1.5"]
    assert len(written) == 3


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("region", ["35", "99"])
def test_a_region_is_outlined_where_there_is_one(region: str) -> None:
    assert client.get("/picture/map.svg", **given(region=region)).status_code == 200
