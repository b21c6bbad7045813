"""What the page says of its window, and what a stranger may write in its stead."""

from types import SimpleNamespace

import pytest

from pages.parts import window


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("390x844", (390, 844)),
        ("9999x9999", (9999, 9999)),
        ("", window.COMMON),
        ("0x0", window.COMMON),
        ("099x844", window.COMMON),
        ("390x-844", window.COMMON),
        ("1e3x844", window.COMMON),
        ("٣٩٠x844", window.COMMON),
        ("100000x844", window.COMMON),
        ("390x844\n", window.COMMON),
        ("390x844;<b>", window.COMMON),
    ],
)
def test_a_size_is_taken_only_where_it_is_one(monkeypatch: pytest.MonkeyPatch, told: str, expected: tuple[int, int]) -> None:
    monkeypatch.setattr(window, "st", SimpleNamespace(context=SimpleNamespace(cookies={window.COOKIE: told})))

    assert window.size() == expected
