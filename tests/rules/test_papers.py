"""What the papers name is there: every file they link to or speak of, every command of Python they tell to run."""

import importlib.util
import re
from pathlib import Path

import pytest

from tests.rules.test_shape import ROOT, name_of, tracked

PAPERS = tracked("*.md")
LINK = re.compile(r"\]\(([^):#]+)[^):]*\)")
PATH = re.compile(r"`((?:data|deploy|docs|pages|queries|tests)/[\w./-]+)`")  # one with <a name> to fill in is none
MODULE = re.compile(r"python -m ([\w.]+\.\w+)")


@pytest.mark.parametrize("paper", PAPERS, ids=name_of)
def test_what_a_paper_names_is_there(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    named = {paper.parent / link for link in LINK.findall(text)} | {ROOT / path for path in PATH.findall(text)}

    assert [str(path) for path in named if not path.exists()] == []
    assert [name for name in MODULE.findall(text) if importlib.util.find_spec(name) is None] == []


def test_decisions_are_numbered_in_a_row() -> None:
    numbers = re.findall(r"^(\d+)\. \*\*", (ROOT / "DECISIONS.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
