"""Is the server alive, and is it ready to be used?"""

from starlette.requests import Request
from starlette.responses import JSONResponse

from queries import system
from queries.db import Unavailable


def live(request: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "live"})


def ready(request: Request) -> JSONResponse:
    """The database answers too: status, data_version, facilities, as_of; 503 with a reason when it does not."""
    try:
        found = system.readiness()
    except Unavailable:
        return JSONResponse({"status": "unavailable", "reason": "The database does not answer."}, status_code=503)
    day = found["as_of"]
    return JSONResponse(
        {
            "status": "ready",
            "data_version": found["data_version"],
            "facilities": found["facilities"],
            "as_of": day.isoformat() if day else None,
        }
    )
