"""Files of rows for other programs: streamed, only what the viewer may see, written to the audit trail."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pages.parts import facility_columns, words
from pages.parts.map import address
from pages.parts.rows_file import RowsFile
from pages.routes import asked, file_kinds
from pages.routes.file_kinds import Parts
from queries import facilities, system

PURPOSE = "export"
KINDS: dict[str, tuple[str, Callable[[RowsFile, Parts], Iterator[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", file_kinds.csv_lines),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file_kinds.workbook),
    "geojson": ("application/geo+json", file_kinds.features),
}


def facilities_file(request: Request) -> Response:
    """Every facility that passes the filters of the map, in the kind of file and the language asked for. 404 for another kind."""
    kind = request.path_params["kind"]
    if kind not in KINDS:
        raise HTTPException(404, f"There are files of kind {', '.join(KINDS)}.")
    viewer, day, filters, language = asked.viewer(request, PURPOSE), asked.as_of(request), asked.filters(request), asked.language(request)
    with words.speaking(language):
        file = facility_columns.of_facilities(language, day)
    media_type, written = KINDS[kind]
    system.record(viewer, "export", f"facilities.{kind}", as_of=day, **address.written(filters))
    parts = facilities.exported(viewer, day, filters=filters)
    first: list[dict[str, Any]] = next(parts, [])
    headers = {"Content-Disposition": f'attachment; filename="facilities_{day}.{kind}"', "Cache-Control": "no-store"}
    return StreamingResponse(written(file, chain([first], parts)), media_type=media_type, headers=headers)
