"""${message}"""

from pathlib import Path

from alembic import op

from data.database import run_file

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    run_file(op.get_bind(), Path(__file__).with_suffix(".sql"))
