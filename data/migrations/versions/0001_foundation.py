"""The first schema: places to access."""

from pathlib import Path

from alembic import op

from data.database import remember_foundation, run_file

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
    remember_foundation(op.get_bind())
