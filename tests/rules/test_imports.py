"""Who may import whom, as ARCHITECTURE.md says."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("data", "pages", "queries")
MAY_IMPORT = {
    "dashboard.py": ("pages", "queries.db"),
    "pages/routes": ("pages.routes", "pages.parts", "queries", "data.reference"),
    "pages/parts/instructions/table.py": ("pages.parts", "queries", "data.imports"),  # a protocol on the screen as on the command line
    "pages/parts": ("pages.parts", "queries"),
    "pages": ("pages", "queries"),
    "queries": ("queries",),
    "data/imports/protocol.py": ("data", "queries"),  # enters each line as a person would
    "data/imports/protocol_command.py": ("data", "queries.db"),
    "data/escalation": ("data", "queries.db", "queries.viewer", "queries.working_days"),  # asks as the person it tells
    "data": ("data", "queries.tokens", "queries.viewer"),
}


def sources() -> list[Path]:
    """Every Python file of the product."""
    return [ROOT / "dashboard.py", *(path for folder in OURS for path in sorted((ROOT / folder).rglob("*.py")))]


def imported_by(path: Path) -> set[str]:
    """Names of the modules a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{each.name}" for each in node.names}
    return found


def rule_for(path: Path) -> tuple[str, ...]:
    """What the file's folder may import of the product."""
    name = path.relative_to(ROOT).as_posix()
    return next(allowed for folder, allowed in MAY_IMPORT.items() if name == folder or name.startswith(folder + "/"))


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_imports_only_what_its_folder_may(path: Path) -> None:
    ours = {name for name in imported_by(path) if name.split(".")[0] in OURS}

    assert {name for name in ours if not name.startswith(rule_for(path))} == set()


@pytest.mark.parametrize(
    "path", [path for path in sources() if path.is_relative_to(ROOT / "queries") or path.is_relative_to(ROOT / "data")]
)
def test_questions_and_data_know_nothing_of_streamlit(path: Path) -> None:
    assert not {name for name in imported_by(path) if name.split(".")[0] == "streamlit"}


@pytest.mark.parametrize("path", [path for path in sources() if path.is_relative_to(ROOT / "pages")])
def test_no_sql_outside_the_questions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert "SELECT " not in text
    assert "sqlalchemy" not in imported_by(path)
