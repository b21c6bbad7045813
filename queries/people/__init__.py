"""Who may sign in."""

from typing import Any

from pandas import DataFrame

from queries.db import NOBODY, read, read_one


def signing_in(*, user_code: str | None = None, email: str | None = None) -> dict[str, Any] | None:
    """The person behind a demonstration code or a verified address, or None when there is none.

    Columns: user_code, role, name_kk, name_ru, name_en, region_code, body_code, is_demonstration.
    Raises Unavailable when the database does not answer.
    """
    return read_one(NOBODY, "people/signing_in", user_code=user_code, email=email)


def to_choose_from() -> DataFrame:
    """The demonstration people, in the order they are offered; empty when no demonstration data is loaded.

    Columns: user_code, role, name_kk, name_ru, name_en, region_code, body_code.
    Raises Unavailable when the database does not answer.
    """
    return read(NOBODY, "people/to_choose_from")


def of_calendar(*, token_sha256: str) -> dict[str, Any] | None:
    """The person whose private calendar address has a secret of this SHA-256, or None: unknown or revoked.

    Columns: user_code, role, region_code, body_code, language (kk, ru or en), is_demonstration.
    Raises Unavailable when the database does not answer.
    """
    return read_one(NOBODY, "people/of_calendar", token_sha256=token_sha256)
