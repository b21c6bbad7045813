"""What the database is, and how rows get into it."""

import os

# Before numpy is first read: its problems here are small, threads of the linear algebra would wait for each other longer than they count.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
