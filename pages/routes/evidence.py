"""Files that prove what a report says, for who may see the instruction; handed out under the reporter's name, never shown in place."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from pages.routes import asked
from queries import instructions, system
from queries.instructions import evidence

HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": "sandbox; default-src 'none'"}


def handed_out(request: Request) -> Response:
    """One file. 404 where there is none the holder of the token may see, 410 where its content is lost from the disk."""
    viewer = asked.viewer(request, evidence.PURPOSE)
    place = {name: int(request.path_params[name]) for name in ("instruction_id", "report_no", "evidence_no")}
    file = instructions.evidence_file(viewer, **place)
    if file is None:
        raise HTTPException(404, "There is no such file, or it is not yours to see.")
    system.record(viewer, "download_evidence", file["sha256"], **place)
    path = evidence.path_of(file["sha256"])
    if not path.is_file():
        raise HTTPException(410, "The content of this file is not in the folder of evidence; restore it from the backup.")
    return FileResponse(path, media_type=file["media_type"], filename=file["file_name"], headers=HEADERS)
