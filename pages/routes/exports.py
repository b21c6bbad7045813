"""Files of rows for other programs: streamed, only what the viewer may see, written to the audit trail."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pages.parts import facility_file, words
from pages.routes import asked
from queries import facilities, system
from queries.db import Unavailable

PURPOSE = "export"
MARK_OF_UTF8 = "\ufeff"  # spreadsheets read the letters right because of it
MOST_LETTERS = 200


def facilities_csv(request: Request) -> Response:
    """Every facility that passes the filters of the map, as CSV in the language asked for."""
    viewer, day, filters = asked.viewer(request, PURPOSE), asked.as_of(request), asked.filters(request)
    text, language = request.query_params.get("text", "")[:MOST_LETTERS], asked.language(request)
    with words.speaking(language):
        file = facility_file.FacilityFile.in_words(language, day)
    try:
        system.record(viewer, "export", "facilities.csv", as_of=day, text=text, **filters.binds())
        parts = facilities.exported(viewer, day, filters=filters, text=text)
        first = next(parts, [])
    except Unavailable as reason:
        raise HTTPException(503, "The database does not answer. Try again in a moment.", {"Retry-After": "3"}) from reason
    headers = {"Content-Disposition": f'attachment; filename="facilities_{day}.csv"', "Cache-Control": "no-store"}
    lines = chain([[file.headings()]], ([file.line(row) for row in part] for part in chain([first], parts)))
    return StreamingResponse(_encoded(lines), media_type="text/csv; charset=utf-8", headers=headers)


def _encoded(parts: Iterable[list[list[Any]]]) -> Iterator[bytes]:
    yield MARK_OF_UTF8.encode()
    for lines in parts:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(lines)
        yield text.getvalue().encode()
