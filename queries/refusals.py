"""Why the database did not take an act, by the name of the rule that it broke."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

NOT_ALLOWED = "42501"  # SQLSTATE of a right that is missing, and of a row that row-level security does not let in


class Refused(Exception):
    """The database did not take an act, and nothing changed. The argument is the name of the refusal."""


@contextmanager
def refused_as(names: frozenset[str]) -> Iterator[None]:
    """Within the block, an error of a constraint among names is raised as Refused with that name; a missing right as not_allowed."""
    try:
        yield
    except DBAPIError as error:
        raise Refused(name_of(error, names)) from error


def name_of(error: DBAPIError, names: frozenset[str]) -> str:
    """The name of a refusal; an error of another kind is not one and goes on."""
    if getattr(error.orig, "pgcode", None) == NOT_ALLOWED:
        return "not_allowed"
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    if name in names:
        return str(name)
    raise error


def plain(text: str) -> str:
    """A text as PostgreSQL can take it: no NUL, no half of a letter, no blanks around."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode().strip()
