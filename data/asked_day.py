"""The day a command is asked to stand on."""

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from data.calendar import last_month_end

Day = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="Day to stand on; default: the last month's end.")]


def today() -> date:
    """Today in Kazakhstan, wherever the machine stands."""
    return datetime.now(ZoneInfo("Asia/Almaty")).date()


def day_of(given: str | None) -> date:
    """The day given as YYYY-MM-DD, or the last month's end before today."""
    return last_month_end(today()) if given is None else written(given)


def written(given: str) -> date:
    """A day written as YYYY-MM-DD; anything else is wrong usage of the command."""
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is not a day; write it as 2026-10-31.") from error
