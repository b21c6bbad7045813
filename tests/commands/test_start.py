"""What a start loads: what is missing, nothing twice."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from data.machine import arguments, contents, roles, start
from data.machine.contents import Contents

DEMO = "demo --facilities 200000"
ENV = {"MAP_WRITER_URL": "postgresql://nowhere"}


@pytest.mark.parametrize(
    ("words", "there", "called"),
    [
        ([], Contents(), ["init", DEMO]),
        (["--as-of", "2025-12-31"], Contents(), ["init", f"{DEMO} --as-of 2025-12-31"]),
        (["--empty"], Contents(), ["init"]),
        ([], Contents(has_facilities=True, has_scores=True), ["init"]),  # the second start
        ([], Contents(has_facilities=True), ["init", "score"]),  # the first was stopped before it scored
        (["--empty"], Contents(has_facilities=True), ["init", "score"]),  # imported, never scored
    ],
)
def test_only_what_is_missing_is_loaded(words: list[str], there: Contents, called: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(contents, "of", lambda address: there)
    monkeypatch.setattr(start, "run", lambda command, env: calls.append(" ".join(command[3:])))
    start.fill(arguments.of_run(words), ENV)
    assert calls == called


def test_a_step_that_fails_ends_it_with_its_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "run", lambda command, env: 3)
    with pytest.raises(SystemExit, match="3"):
        start.fill(arguments.of_run([]), ENV)


def test_what_is_there_is_seen_through_row_level_security(private: str) -> None:
    addresses = roles.private(private)
    assert contents.of(addresses["MAP_WRITER_URL"]) == Contents()  # not even tables
    tell(
        addresses["MAP_OWNER_URL"],
        "CREATE TABLE risk_run (n integer)",
        "CREATE TABLE facility (n integer)",
        "ALTER TABLE facility ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY nationwide ON facility USING (current_setting('app.is_nationwide', true) = 'on')",
        "GRANT SELECT ON facility, risk_run TO map_writer",
    )
    assert contents.of(addresses["MAP_WRITER_URL"]) == Contents()
    tell(addresses["MAP_OWNER_URL"], "INSERT INTO facility VALUES (1)")
    assert contents.of(addresses["MAP_WRITER_URL"]) == Contents(has_facilities=True)


def tell(address: str, *statements: str) -> None:
    with create_engine(address, poolclass=NullPool).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
