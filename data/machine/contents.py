"""What a database already holds, so that a start loads only what is missing."""

from dataclasses import dataclass

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

SEE_EVERY_REGION = text("SELECT set_config('app.is_nationwide', 'on', true)")
ARE_THERE_TABLES = text("SELECT to_regclass('facility') IS NOT NULL AND to_regclass('risk_run') IS NOT NULL")
WHAT_IS_THERE = text("SELECT EXISTS (SELECT FROM facility), EXISTS (SELECT FROM risk_run)")


@dataclass(frozen=True)
class Contents:
    """Whether there is any facility, and any score."""

    has_facilities: bool = False
    has_scores: bool = False


def of(writer_address: str) -> Contents:
    """The contents of the database at MAP_WRITER_URL; empty when its tables are not built."""
    with create_engine(writer_address, poolclass=NullPool).begin() as connection:
        if not connection.scalar(ARE_THERE_TABLES):
            return Contents()
        connection.execute(SEE_EVERY_REGION)
        has_facilities, has_scores = connection.execute(WHAT_IS_THERE).one()
        return Contents(has_facilities, has_scores)
