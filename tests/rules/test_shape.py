"""One idea a file; every file says what it is; every question has its function."""

import ast
import importlib
import inspect
import re
import subprocess
from pathlib import Path

import pytest

from queries.viewer import Viewer

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 200
WITHOUT_VIEWER = {"people", "system"}  # asked before anybody has signed in


def tracked(*patterns: str) -> list[Path]:
    """Files of the project that match."""
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).exists()]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def questions() -> list[Path]:
    return sorted((ROOT / "queries").glob("*/*.sql"))


@pytest.mark.parametrize("path", tracked("*.py", "data/schema/*.sql", "queries/**.sql"), ids=name_of)
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", tracked("*.py"), ids=name_of)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", questions(), ids=name_of)
def test_a_question_says_what_it_asks_and_has_its_function(path: Path) -> None:
    module = importlib.import_module(f"queries.{path.parent.name}")
    function = getattr(module, path.stem)

    assert path.read_text(encoding="utf-8").startswith("-- ")
    assert inspect.getdoc(function)


@pytest.mark.parametrize("path", [path for path in questions() if path.parent.name not in WITHOUT_VIEWER], ids=name_of)
def test_the_viewer_is_the_first_argument_of_every_question(path: Path) -> None:
    module = importlib.import_module(f"queries.{path.parent.name}")
    first = next(iter(inspect.signature(getattr(module, path.stem)).parameters.values()))

    assert first.name == "viewer"
    assert first.annotation is Viewer


@pytest.mark.parametrize("path", questions(), ids=name_of)
def test_no_question_is_glued_or_casts_a_bound_value_the_way_that_is_not_bound(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r":\w+::", text)
    assert "%s" not in text
    assert not text.rsplit("\nSELECT", 1)[-1].lstrip().startswith("*")


def test_only_screens_lie_directly_in_pages() -> None:
    frame = (ROOT / "pages" / "frame.py").read_text(encoding="utf-8")
    screens = set(re.findall(r'^    "(\w+)": lambda', frame, re.MULTILINE))

    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == screens | {"__init__", "frame", "sign_in"}


def test_nothing_in_the_project_names_a_machine() -> None:
    path_of_a_machine = re.compile(r"[\"'` (=]/(?:work|root|home/[a-z]+)/")
    texts = tracked("*.py", "*.sql", "*.md", "*.toml", "*.txt", "*.in", "*.css", "*.csv", "run", "test")

    assert [name_of(path) for path in texts if path_of_a_machine.search(path.read_text(encoding="utf-8"))] == []
