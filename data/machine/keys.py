"""The secrets of one data folder: made once, kept where only their owner reads them."""

import json
import os
import secrets
from pathlib import Path

from data.machine.places import CannotStart, make

ROLES = ("map_owner", "map_writer", "map_reader")
NAMES = ("secret_key", *ROLES)


def kept(folder: Path) -> dict[str, str]:
    """The secrets by name, missing ones made and kept: `secret_key` signs tokens, the rest are passwords.

    Raises CannotStart when the file is no longer what was written.
    """
    path = make(folder) / "secrets.json"
    known = _read(path) if path.exists() else {}
    missing = {name: secrets.token_urlsafe(32) for name in NAMES if name not in known}
    if missing:
        _write(path, known | missing)
    path.chmod(0o600)
    return known | missing


def _read(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text())
    except ValueError:
        known = None
    if not isinstance(known, dict):
        raise CannotStart(f"{path} is damaged: delete it and start again; everybody will have to sign in anew.")
    return known


def _write(path: Path, known: dict[str, str]) -> None:
    """Whole or not at all, and at no moment readable by others."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(known, file, indent=1)
    fresh.replace(path)
