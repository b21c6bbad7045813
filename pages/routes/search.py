"""Results of the search box while a person types: who asks comes from the token alone."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from pages.parts import words
from pages.routes import asked
from queries import search
from queries.facilities import LAWS

PURPOSE = "search"


def found(request: Request) -> JSONResponse:
    """The first results as a list of kind, key, name, detail and degree, in the language asked for."""
    viewer, day, language = asked.viewer(request, PURPOSE), asked.as_of(request), asked.language(request)
    law = asked.one_of(request, "law", LAWS) or next(iter(LAWS))
    rows = search.found(viewer, day, text=request.query_params.get("q", ""), law=law, language=language)
    known = rows.astype(object).where(rows.notna(), None)
    with words.speaking(language):
        return JSONResponse([_shown(row) for row in known.to_dict("records")], headers={"Cache-Control": "no-store"})


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {"kind": row["kind"], "key": row["key"], "name": words.named(row), "detail": row["detail"], "degree": row["degree"]}
