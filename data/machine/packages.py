"""Installs what is missing with apt-get, where the person may; elsewhere says the one command to give."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from data.machine.places import CannotStart, log_file
from data.machine.programs import Need

# Debian starts a server of its own when PostgreSQL is installed; only its programs are wanted here.
NO_OWN_CLUSTER = Path("/etc/postgresql-common/createcluster.d/digital-map.conf")
ELSEWHERE = {
    "fedora": "sudo dnf install -y postgresql-server postgresql-contrib postgis chromium libatomic",
    "rhel": "sudo dnf install -y postgresql-server postgresql-contrib postgis chromium libatomic",
    "arch": "sudo pacman -S --needed postgresql postgis chromium",
    "darwin": "brew install postgis",
}


def ensure(needs: list[Need], folder: Path) -> None:
    """Install what is missing of these, once; the package manager's words go to the log in the data folder.

    Raises CannotStart with the command to give where this user may not install, or the system is another one.
    """
    missing = [need for need in needs if not need.is_there()]
    if missing:
        _install(missing, folder)
    still = [need.name for need in missing if not need.is_there()]
    if still:
        raise CannotStart(f"{' and '.join(still)} cannot be used although installed just now: see {folder / 'log'}.")


def _install(missing: list[Need], folder: Path) -> None:
    names = " and ".join(need.name for need in missing)
    if not shutil.which("apt-get"):
        raise CannotStart(f"{names} must be installed first. {_hint(_system())}")
    as_root = _as_root()
    if as_root is None:
        raise CannotStart(f"{names} must be installed first, which this user may not do here. {_by_hand(missing)}")
    print(f"Installing {names} with apt-get (once) ...", flush=True)
    with log_file(folder, "packages").open("a") as log:
        _apt(as_root, ["update"], log.fileno())
        status = _apt_without_own_cluster(as_root, [_package(need) for need in missing], log.fileno())
    if status:
        raise CannotStart(f"{names} could not be installed: see {log.name}. {_by_hand(missing)}")


def _apt_without_own_cluster(as_root: list[str], packages: list[str], log: int) -> int:
    _call([*as_root, "mkdir", "-p", str(NO_OWN_CLUSTER.parent)], log)
    _call([*as_root, "sh", "-c", f"echo create_main_cluster = false > {NO_OWN_CLUSTER}"], log)
    try:
        return _apt(as_root, ["install", "-y", "--no-install-recommends", *packages], log)
    finally:
        _call([*as_root, "rm", "-f", str(NO_OWN_CLUSTER)], log)


def _apt(as_root: list[str], words: list[str], log: int) -> int:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    return _call([*as_root, *quiet, *words], log)


def _call(args: list[str], log: int) -> int:
    """Run to the end even when told to stop, as half an installation helps nobody; sudo may ask here."""
    with subprocess.Popen(args, stdout=log, stderr=log) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.wait()
            raise


def _as_root() -> list[str] | None:
    """What to put before a command so that root runs it; None where this user may not."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


def _package(need: Need) -> str:
    """The newest package that fits the pattern; the pattern itself when it is a plain name."""
    if not need.package.startswith("^"):
        return need.package
    search = ["apt-cache", "search", "--names-only", need.package]
    said = subprocess.run(search, capture_output=True, text=True, check=False).stdout
    names = [line.split()[0] for line in said.splitlines()]
    return max(names, key=lambda name: [int(part) for part in re.findall(r"\d+", name)], default="postgis")


def _by_hand(missing: list[Need]) -> str:
    packages = " ".join(_package(need) for need in missing)
    command = f"sudo apt-get update && sudo apt-get install -y {packages}"
    return f"Have an administrator run `{command}` and start again.{_or_a_server(missing)}"


def _hint(system: str) -> str:
    if system in ELSEWHERE:
        return f"On this system: `{ELSEWHERE[system]}`; then start again."
    return "deploy/compose.yaml starts a database with PostGIS; point DATABASE_URL at it and start again."


def _or_a_server(missing: list[Need]) -> str:
    is_database = any("PostGIS" in need.name for need in missing)
    return " Or point DATABASE_URL at a server that has PostGIS (deploy/compose.yaml starts one)." if is_database else ""


def _system() -> str:
    """The name in ELSEWHERE that this system goes by, or an empty one."""
    release = Path("/etc/os-release")
    lines = release.read_text().splitlines() if release.exists() else [f"ID={sys.platform}"]
    names = " ".join(line.split("=", 1)[1].strip("\"'") for line in lines if line.startswith(("ID=", "ID_LIKE=")))
    return next((name for name in names.split() if name in ELSEWHERE), "")
