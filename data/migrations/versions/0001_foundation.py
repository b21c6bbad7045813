"""The first schema, which until version 1.0 is that of data/schema itself."""

from alembic import op

from data.database import remember_foundation, run_schema_files

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_schema_files(op.get_bind())
    remember_foundation(op.get_bind())
