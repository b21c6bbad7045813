"""Every word on screen, English in the code, exists in Kazakh and Russian, and no catalogue keeps what the code has dropped."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from pages.locale.update import LANGUAGES, ROOT, in_code, read

PLACEHOLDER = re.compile(r"\{(\w*)")


def texts(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """A message's text, or all its plural forms."""
    return (value,) if isinstance(value, str) else tuple(value)


def messages(language: str) -> Iterator[Message]:
    """The messages of a catalogue, without its header."""
    return (message for message in read(language) if message.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_the_code_says_and_nothing_else(language: str) -> None:
    in_catalogue = {texts(message.id) for message in messages(language)}

    assert in_catalogue == {texts(message.id) for message in in_code() if message.id}


def said_in(path: Path) -> set[str]:
    """First texts of every call of _ or ngettext in a file, f-strings included, where the extraction looks in vain."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    ours = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}]
    return {call.args[0].value for call in ours if isinstance(call.args[0], ast.Constant)}


def test_no_message_is_hidden_from_the_extraction() -> None:
    said = set().union(*(said_in(path) for path in (ROOT / "pages").rglob("*.py")))

    assert said - {texts(message.id)[0] for message in in_code() if message.id} == set()


def test_a_message_has_one_plural_only() -> None:
    """gettext knows a plural message by its singular: a second plural would speak with the words of the first."""
    plurals: dict[str, set[str]] = {}
    for path in sorted((ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ngettext":
                one, many = (each.value for each in node.args[:2] if isinstance(each, ast.Constant))
                plurals.setdefault(one, set()).add(many)

    assert {one: many for one, many in plurals.items() if len(many) > 1} == {}
    assert len(plurals) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    untranslated = [message.id for message in messages(language) if not all(texts(message.string)) or message.fuzzy]

    assert untranslated == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_to_fill(language: str) -> None:
    def places(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    wrong = [m.id for m in messages(language) for text in texts(m.string) if places(text) != places(texts(m.id)[-1])]

    assert wrong == []


@pytest.mark.parametrize(("language", "forms"), [("kk", 2), ("ru", 3)])
def test_plural_messages_have_every_form_of_the_language(language: str, forms: int) -> None:
    wrong = [m.id for m in messages(language) if m.pluralizable and len([t for t in texts(m.string) if t]) != forms]

    assert wrong == []


def test_kazakh_is_not_left_in_russian() -> None:
    kazakh = {texts(message.id): texts(message.string) for message in messages("kk")}
    russian = {texts(message.id): texts(message.string) for message in messages("ru")}
    same = {key for key, text in kazakh.items() if text == russian[key] and len(text[0]) > 24}

    assert same == set()
