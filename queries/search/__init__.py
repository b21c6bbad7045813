"""Questions of the search box: what a few letters could mean, and where that is."""

from datetime import date

from pandas import DataFrame

from queries.db import Viewer, read, read_one
from queries.facilities.filters import search_words

Box = tuple[float, float, float, float]


def found(viewer: Viewer, as_of: date, *, text: str, law: str, language: str) -> DataFrame:
    """The first results of a search, at most ten, best first: whole words, then beginnings of words; misspelt words where neither is found.

    Columns: kind (facility, employer, settlement, district, region); key (facility_id, BIN or code, as text); name_kk, name_ru, name_en;
    detail (in the language: owner and address, BIN and region, or region); lon, lat (degrees, null for employers and facilities
    without a point); degree (of a facility under the law, labour or industrial_safety; null for others and before the first scoring).
    What is beyond 100 signs or eight words is left out.
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "search/found", as_of=as_of, text=search_words(text), law=law, language=language)


def boxed(viewer: Viewer, as_of: date, *, kind: str, key: str) -> Box | None:
    """west, south, east and north of a result that is no facility, degrees; None where it is not there or shows nothing to the viewer.

    Raises Unavailable when the database does not answer.
    """
    row = read_one(viewer, "search/boxed", as_of=as_of, kind=kind, key=search_words(key))
    return (row["west"], row["south"], row["east"], row["north"]) if row else None
