"""Three roles that can do little harm, on the private server and on one that was given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from data.machine import cluster, keys, roles
from data.machine.places import CannotStart

PASSWORDS = {role: f"password of {role}" for role in keys.ROLES}


@pytest.fixture
def given(folder: Path) -> Iterator[str]:
    """A DATABASE_URL of a server that asks everybody but its administrator for a password."""
    (folder / "postgres" / "pg_hba.conf").write_text("local all postgres trust\nlocal all all scram-sha-256\n")
    with cluster.used(folder, throwaway=True) as address:
        tell(address, "CREATE DATABASE theirs")
        yield make_url(address).set(database="theirs", drivername="postgresql").render_as_string()


def connect(address: str) -> Connection:
    url = make_url(address).set(drivername="postgresql+psycopg2")
    return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect()


def tell(address: str, *statements: str) -> None:
    with connect(address) as connection:
        for statement in statements:
            connection.execute(text(statement))


def ask(address: str, question: str) -> list[object]:
    with connect(address) as connection:
        return list(connection.execute(text(question)).scalars())


def test_the_private_database_has_what_the_schema_needs(private: str) -> None:
    addresses = roles.private(private)
    assert roles.private(private) == addresses  # the second start finds all there
    extensions = ask(addresses["DATABASE_URL"], "SELECT extname FROM pg_extension")
    assert set(extensions) >= {"postgis", "pg_trgm", "unaccent"}
    for role in keys.ROLES:
        assert ask(addresses[f"{role.upper()}_URL"], "SELECT current_user") == [role]
    tell(addresses["MAP_OWNER_URL"], "CREATE TABLE a_table (n integer)", "DROP TABLE a_table")


def test_no_role_walks_past_row_level_security_and_only_the_owner_makes_tables(private: str) -> None:
    reader = roles.private(private)["MAP_READER_URL"]
    powerful = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'map%' AND (rolsuper OR rolbypassrls)"
    assert ask(reader, powerful) == []
    may_create = "SELECT has_schema_privilege(:role, 'public', 'CREATE')"
    with connect(reader) as connection:
        says = [connection.scalar(text(may_create), {"role": role}) for role in keys.ROLES]
    assert says == [True, False, False]


def test_roles_on_a_given_server_get_in_with_their_password_only(given: str) -> None:
    addresses = roles.given(given, PASSWORDS)
    assert ask(addresses["MAP_READER_URL"], "SELECT current_database()") == ["theirs"]
    wrong = make_url(addresses["MAP_READER_URL"]).set(password="guess").render_as_string(hide_password=False)
    with pytest.raises(OperationalError):
        ask(wrong, "SELECT 1")


def test_a_role_with_another_password_gets_ours(given: str) -> None:
    tell(given, "CREATE ROLE map_reader LOGIN PASSWORD 'older'")
    assert ask(roles.given(given, PASSWORDS)["MAP_READER_URL"], "SELECT 1") == [1]


def test_a_role_that_sees_past_the_walls_is_refused(given: str) -> None:
    tell(given, "CREATE ROLE map_writer LOGIN BYPASSRLS")
    with pytest.raises(CannotStart, match="map_writer can see past row-level security"):
        roles.given(given, PASSWORDS)


def test_who_may_not_make_roles_is_told_what_to_ask_for(given: str) -> None:
    tell(given, "CREATE ROLE weak LOGIN PASSWORD 'w'")
    weak = make_url(given).set(username="weak", password="w").render_as_string(hide_password=False)
    with pytest.raises(CannotStart, match=r"lacks a right \(permission denied to create role\).*CREATEROLE") as sentence:
        roles.given(weak, PASSWORDS)
    assert ":w@" not in str(sentence.value)


@pytest.mark.parametrize("address", ["nonsense", "mysql://someone@localhost/map", "postgresql://someone@localhost"])
def test_what_is_no_address_of_a_database_is_a_sentence(address: str) -> None:
    with pytest.raises(CannotStart, match="DATABASE_URL"):
        roles.given(address, PASSWORDS)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"No database answers at .*check DATABASE_URL") as sentence:
        roles.given(f"postgres://someone:hush@/map?host={tmp_path}", PASSWORDS)
    assert "hush" not in str(sentence.value)


def test_a_server_without_postgis_is_a_sentence(private: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "AVAILABLE", text("SELECT 'plpgsql'"))
    with pytest.raises(CannotStart, match="no PostGIS"):
        roles.private(private)
