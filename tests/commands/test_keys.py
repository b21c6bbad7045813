"""The secrets of a data folder: made once, kept, readable by their owner only."""

import json
import stat
from pathlib import Path

import pytest

from data.machine import keys
from data.machine.places import CannotStart


def test_they_are_long_all_different_and_the_same_next_time(tmp_path: Path) -> None:
    first = keys.kept(tmp_path)
    assert set(first) == set(keys.NAMES)
    assert len(set(first.values())) == len(keys.NAMES)
    assert min(map(len, first.values())) >= 32
    assert keys.kept(tmp_path) == first


def test_only_their_owner_reads_them_even_after_a_careless_hand(tmp_path: Path) -> None:
    keys.kept(tmp_path)
    file = tmp_path / "secrets.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    keys.kept(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_secret_that_came_later_is_added_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text(json.dumps({"secret_key": "kept since long ago"}))
    known = keys.kept(tmp_path)
    assert known["secret_key"] == "kept since long ago"
    assert known == json.loads((tmp_path / "secrets.json").read_text())


@pytest.mark.parametrize("damage", ["", "[]", "{"])
def test_a_damaged_file_is_a_sentence(tmp_path: Path, damage: str) -> None:
    (tmp_path / "secrets.json").write_text(damage)
    with pytest.raises(CannotStart, match="damaged: delete it"):
        keys.kept(tmp_path)
