"""What the tests of the search share: a small register, and what is found in it."""

from datetime import date
from typing import Any

from queries import search
from queries.viewer import Viewer
from tests import rows
from tests.viewers import PM_OFFICE

BIN = "991240000012"  # its control digit is wrong: a demonstration number


def found(text: str, viewer: Viewer = PM_OFFICE, as_of: date = rows.DAY, **asked: str) -> list[tuple[str, str]]:
    """Kind and English name of each result, best first."""
    results = search.found(viewer, as_of, text=text, **({"law": "labour", "language": "en"} | asked))
    return list(zip(results["kind"], results["name_en"], strict=True))


def facilities_found(text: str, viewer: Viewer = PM_OFFICE) -> list[str]:
    return [name for kind, name in found(text, viewer) if kind == "facility"]


def employer(bin_: str, name: str, region_code: str = "75", **given: Any) -> None:
    names = {"name_kk": name, "name_ru": name, "name_en": name}
    values = {"activity_code": "B", "region_code": region_code, "known_on": date(2020, 1, 1)}
    rows.insert("employer", bin=bin_, **names | values | rows.origin("demo") | given)


def fill_register() -> None:
    """A boiler house, a lift with its owner, and an oil well of Mangystau."""
    employer(BIN, "Samruk-Tau", name_kk="Самұрық-Тау", name_ru="Самрук-Тау")
    rows.facility(
        name_kk="№ 117 қазандық", name_ru="Котельная № 117", name_en="Boiler house No. 117", address="г. Сарань, ул. Бухар-Жырау, 5"
    )
    rows.facility(name_kk="№ 3 лифт", name_ru="Лифт № 3", name_en="Lift No. 3", bin=BIN)
    rows.facility("47", point=(51.2, 43.6), name_kk="Жаңаөзен ұңғымасы", name_ru="Скважина Жанаозен", name_en="Zhanaozen well")
    rows.searchable()
