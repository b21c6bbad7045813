"""Whose the private server is, and the folders that only its owner enters."""

import hashlib
import os
import pwd
import stat
from pathlib import Path

from data.machine.places import CannotStart, others_may_enter

SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes; the system's limit


def owner(folder: Path) -> int:
    """The number of the user whose server it is: we, or for root, who may not run one, the user postgres."""
    files = folder / "postgres"
    uid = files.stat().st_uid if files.exists() else _who_may_run_it(folder)
    if os.geteuid() not in (0, uid):
        name = pwd.getpwuid(uid).pw_name
        raise CannotStart(f"The database in {files} was made for the user {name}: start as root, or choose another folder with --data.")
    return uid


def socket_folder(folder: Path) -> Path:
    """The folder of the Unix socket, for its owner only: in the data folder, unless its path is too long."""
    near = folder / "socket"
    if len(os.fsencode(near / SOCKET)) <= LONGEST_SOCKET_PATH:
        return near
    short = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path("/tmp") / f"map-{short}"  # noqa: S108 - make_private refuses it when it is not ours alone


def make_private(folder: Path, uid: int) -> None:
    """Make a folder that only this user enters; one that is there already must be just that."""
    if not folder.exists():
        folder.mkdir(mode=0o700)
        os.chown(folder, uid, -1)
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != uid or seen.st_mode & 0o077:
        raise CannotStart(f"{folder} is open to others or belongs to somebody else: choose another folder with --data.")


def _who_may_run_it(folder: Path) -> int:
    if os.geteuid() != 0:
        return os.geteuid()
    if not others_may_enter(folder):
        raise CannotStart(
            f"The database server may not run as root, and the user postgres may not enter {folder}: "
            f"choose another folder with --data, for instance /var/lib/digital-map-of-enterprises/data."
        )
    try:
        return pwd.getpwnam("postgres").pw_uid
    except KeyError:
        raise CannotStart("The database server may not run as root and there is no user postgres: add one.") from None
