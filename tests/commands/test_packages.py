"""Installing what is missing: without Debian's own server; who may not is given the one command."""

import subprocess
from pathlib import Path

import pytest

from data.machine import packages
from data.machine.places import CannotStart
from data.machine.programs import Need

POSTGIS = "^postgresql-[0-9]+-postgis-3$"


class System:
    """An apt-get that installs nothing but remembers what it was asked, in order."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.is_installed = False

    def call(self, words: list[str], log: int) -> int:
        self.calls.append(" ".join(words))
        self.is_installed = self.is_installed or "install" in words
        return 0


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    pretended = System()
    monkeypatch.setattr(packages, "_call", pretended.call)
    monkeypatch.setattr(packages, "_as_root", lambda: ["sudo", "-n"])
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    listed = "postgresql-9-postgis-3 - x\npostgresql-15-postgis-3 - x\n"
    monkeypatch.setattr(packages.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 0, listed))
    return pretended


def test_nothing_is_asked_of_the_system_when_nothing_is_missing(system: System, tmp_path: Path) -> None:
    packages.ensure([Need("PostgreSQL with PostGIS", lambda: True, POSTGIS)], tmp_path)
    assert system.calls == []


def test_the_newest_package_is_installed_without_a_server_of_its_own(system: System, tmp_path: Path) -> None:
    packages.ensure([Need("PostgreSQL with PostGIS", lambda: system.is_installed, POSTGIS)], tmp_path)
    update, folder, forbid, install, forget = system.calls
    assert update.endswith("apt-get -o DPkg::Lock::Timeout=120 update")
    assert folder.endswith("createcluster.d")
    assert "create_main_cluster = false" in forbid
    assert install.endswith("install -y --no-install-recommends postgresql-15-postgis-3")
    assert "rm -f" in forget  # the administrator's later installations are his own business
    assert all(call.startswith("sudo -n ") for call in system.calls)


def test_who_may_not_install_is_given_the_command(system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_as_root", lambda: None)
    with pytest.raises(CannotStart, match=r"sudo apt-get install -y postgresql-15-postgis-3.*DATABASE_URL"):
        packages.ensure([Need("PostgreSQL with PostGIS", lambda: False, POSTGIS)], tmp_path)
    assert system.calls == []


def test_another_system_is_given_its_own_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.shutil, "which", lambda name: None)
    monkeypatch.setattr(packages, "_system", lambda: "fedora")
    with pytest.raises(CannotStart, match="sudo dnf install"):
        packages.ensure([Need("PostgreSQL with PostGIS", lambda: False, POSTGIS)], tmp_path)


def test_an_unknown_system_is_pointed_to_the_compose_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.shutil, "which", lambda name: None)
    monkeypatch.setattr(packages, "_system", lambda: "")
    with pytest.raises(CannotStart, match=r"deploy/compose\.yaml"):
        packages.ensure([Need("PostgreSQL with PostGIS", lambda: False, POSTGIS)], tmp_path)


def test_what_is_still_missing_afterwards_is_said(system: System, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="Chromium cannot be used although installed"):
        packages.ensure([Need("Chromium", lambda: False, "chromium")], tmp_path)
