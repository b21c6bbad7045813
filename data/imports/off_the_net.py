"""Keeps the library behind the map formats from fetching what a file points to, such as the address of a reference system."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pyogrio

NOWHERE = "http://127.0.0.1:0"  # no program can answer there
EXCEPTIONS = ("no_proxy", "NO_PROXY")


@contextmanager
def off_the_net() -> Iterator[None]:
    """For as long as the block, every request of the library goes to a proxy that does not exist, and fails at once."""
    pyogrio.set_gdal_config_options({"GDAL_HTTP_PROXY": NOWHERE, "GDAL_HTTPS_PROXY": NOWHERE})
    kept = {name: os.environ.pop(name) for name in EXCEPTIONS if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)
