"""Files of instructions: a workbook of all rows, a list to print; only what the viewer may see, written to the audit trail."""

from itertools import chain
from typing import Any

from pandas import DataFrame
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pages.parts import labels, palette, words
from pages.parts.instructions import file_columns, file_links
from pages.routes import asked, file_kinds, instruction_paper
from pages.routes.paper import listing
from queries import instructions, system

MEDIA = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf"}
MOST_OF_A_HEAP = 10_000
Asked = dict[str, Any]


def instructions_file(request: Request) -> Response:
    """The instructions that pass the filters, or the viewer's own work, as the kind of file asked for. 404 for another kind."""
    kind = request.path_params["kind"]
    if kind not in MEDIA:
        raise HTTPException(404, f"There are files of kind {', '.join(MEDIA)}.")
    viewer, day, language = asked.viewer(request, file_links.PURPOSE), asked.as_of(request), asked.language(request)
    is_work = asked.one_of(request, "view", ("work",)) is not None
    with words.speaking(language):
        filters = _filters(request)
    system.record(viewer, "export", f"instructions.{kind}", as_of=day, view="work" if is_work else "register", **filters)
    rows = _work(viewer, day) if is_work else None
    with words.speaking(language), palette.on_paper():
        if kind == "pdf":
            return _sent(listing.pdf(_listing(viewer, day, language, rows, filters)), kind, day)
        file = file_columns.of_work(language, day) if is_work else file_columns.of_register(language, day)
    parts = iter([rows]) if rows is not None else instructions.exported(viewer, day, **filters)
    first: list[dict[str, Any]] = next(parts, [])
    return _sent(file_kinds.workbook(file, chain([first], parts)), kind, day)


def _filters(request: Request) -> Asked:
    """The filters of queries.instructions.register; 400 where one is malformed."""
    is_demonstration = asked.one_of(request, "is_demonstration", ("true", "false"))
    short = {name: asked.matching(request, name, r"[^\x00]{1,100}") for name in ("search", "body_code", "controller")}
    state = asked.one_of(request, "state", labels.instruction_states())
    return short | {"state": state, "is_demonstration": None if is_demonstration is None else is_demonstration == "true"}


def _work(viewer: Any, day: Any) -> list[dict[str, Any]]:
    return _plain(instructions.work(viewer, day, most=MOST_OF_A_HEAP))


def _listing(viewer: Any, day: Any, language: str, rows: list[dict[str, Any]] | None, filters: Asked) -> listing.Listing:
    if rows is not None:
        return instruction_paper.of_work(rows[: instruction_paper.MOST_PRINTED], len(rows), language, day)
    without_state = {name: value for name, value in filters.items() if name != "state"}
    counts = instructions.counts(viewer, day, **without_state)
    of_state = counts[counts["state"] == filters["state"]] if filters["state"] else counts
    found = _plain(instructions.register(viewer, day, **filters, most=instruction_paper.MOST_PRINTED))
    return instruction_paper.of_register(found, int(of_state["instruction_count"].sum()), language, day, filters["search"] or "")


def _plain(rows: DataFrame) -> list[dict[str, Any]]:
    """Rows by column, with None where a column of numbers or days says nothing."""
    records: list[dict[str, Any]] = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return records


def _sent(content: Any, kind: str, day: Any) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="instructions_{day}.{kind}"', "Cache-Control": "no-store"}
    kind_of_answer = Response if isinstance(content, bytes) else StreamingResponse
    return kind_of_answer(content, media_type=MEDIA[kind], headers=headers)
