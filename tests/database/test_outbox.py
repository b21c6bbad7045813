"""Letters by a real SMTP server: each once, whatever fails, and none of what the person may not see any more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.escalation import escalate
from data.escalation.mail import Mail, MailProblem, configured
from tests import rows
from tests.instruction_rows import decision, instruction
from tests.mail import Box, certificate, encrypted_with, listening, mail_at, only
from tests.ports import free_port

MONDAY, TUESDAY = date(2026, 12, 14), date(2026, 12, 15)
ADDRESS = "minister@example.kz"


@pytest.fixture
def due(database: str) -> int:
    """One instruction, due on Monday, whose only executor has an address."""
    rows.run("DELETE FROM instruction_body; DELETE FROM instruction")
    rows.run("UPDATE app_user SET email = %s, language = 'ru' WHERE user_code = 'minister_of_labour'", ADDRESS)
    return instruction(due_on=MONDAY, number="T-77")


def outbox() -> tuple[bool, bool, bool]:
    """Of the only letter: whether it is claimed, sent, dropped."""
    return rows.run("SELECT claimed_at IS NOT NULL, sent_at IS NOT NULL, dropped_at IS NOT NULL FROM digest")[0]


def test_a_letter_arrives_once_however_often_the_command_runs(due: int) -> None:
    box = Box()
    with listening(box) as mail:
        sent = [escalate(MONDAY, mail).sent.letter_count for _ in range(3)]

    assert sent == [1, 0, 0]
    (letter,) = box.letters
    assert (letter["To"], letter["From"], letter["Content-Language"], letter["Auto-Submitted"]) == (
        ADDRESS, "map@example.kz", "ru", "auto-generated",
    )  # fmt: skip
    assert letter["Subject"] == "Поручения, срок которых близок или истёк: 1"
    assert "T-77 · срок: 14 декабря 2026 · осталось рабочих дней: 0" in letter.get_content()
    assert letter["Message-ID"].endswith("@example.kz>")
    assert rows.run("SELECT sent_to FROM digest") == [(ADDRESS,)]


def test_two_runs_at_once_send_once(due: int) -> None:
    box = Box()
    with listening(box) as mail, ThreadPoolExecutor(2) as pool:
        sent = [each.sent.letter_count for each in pool.map(lambda day: escalate(day, mail), [MONDAY, MONDAY])]

    assert (sum(sent), len(box.letters)) == (1, 1)


def test_a_server_that_is_down_leaves_the_letter_for_the_next_run(due: int) -> None:
    port, box = free_port(), Box()
    told = escalate(MONDAY, mail_at(port))
    assert (told.letter_count, told.sent.letter_count, told.sent.failure is None) == (1, 0, False)
    assert outbox() == (False, False, False)

    with listening(box, port) as mail:
        assert [escalate(TUESDAY, mail).sent.letter_count for _ in range(2)] == [1, 0]

    assert "прошло рабочих дней: 1" in box.letters[0].get_content()  # as it stands when it is sent
    assert len(box.letters) == 1


def test_without_a_server_letters_wait_a_week_at_most(due: int) -> None:
    escalate(MONDAY, None)
    box = Box()
    with listening(box) as mail:
        assert escalate(MONDAY + timedelta(days=9), mail).sent.letter_count == 1  # that day's own: the heads' step

    of_executor = "SELECT made_on, sent_at IS NOT NULL FROM digest WHERE user_code = 'minister_of_labour' ORDER BY 1"
    assert rows.run(of_executor) == [(MONDAY, False), (MONDAY + timedelta(days=9), True)]


def test_a_letter_refused_by_the_server_is_tried_again(due: int) -> None:
    with listening(Box("451 later")) as mail:
        assert escalate(MONDAY, mail).sent == (0, None)
    assert outbox() == (False, False, False)
    assert "later" in rows.run("SELECT failure FROM digest")[0][0]

    box = Box()
    with listening(box) as mail:
        assert escalate(MONDAY, mail).sent.letter_count == len(box.letters) == 1


def test_a_letter_that_may_have_arrived_is_not_sent_again(due: int) -> None:
    box = Box("250 and hangs up")
    with listening(box) as mail:
        assert escalate(MONDAY, mail).sent.failure is not None
        box.answer = "250 OK"
        assert escalate(MONDAY, mail).sent == (0, None)

    assert len(box.letters) == 1
    assert outbox() == (True, False, False)


@pytest.mark.parametrize("change", ["lost the right", "left", "done", "extended"])
def test_what_is_not_to_be_told_any_more_is_not_sent(due: int, change: str) -> None:
    escalate(MONDAY, None)
    if change == "lost the right":
        rows.run("UPDATE app_user SET body_code = 'mes' WHERE email = %s", ADDRESS)
    elif change == "left":
        rows.run("DELETE FROM app_user WHERE email = %s", ADDRESS)
    elif change == "done":
        decision(due, MONDAY, "accepted")
    else:
        decision(due, MONDAY, "extended", new_due_on=date(2027, 1, 29))

    box = Box()
    with listening(box) as mail:
        assert escalate(TUESDAY, mail).sent == (0, None)

    assert box.letters == []
    assert outbox() == (False, False, True)


def test_people_without_an_address_keep_their_letter_in_the_outbox(due: int) -> None:
    rows.run("UPDATE app_user SET email = NULL")
    box = Box()
    with listening(box) as mail:
        assert escalate(MONDAY, mail) == (1, (0, None))

    assert box.letters == []
    assert outbox() == (False, False, False)


def test_nothing_goes_unencrypted_to_another_machine(due: int) -> None:
    box = Box()
    with listening(box, host="127.0.0.2") as mail:  # as another machine's address
        assert "STARTTLS" in str(escalate(MONDAY, mail).sent.failure)

    assert box.letters == []


def test_letters_go_encrypted_to_a_machine_whose_certificate_is_trusted(due: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, box = certificate(tmp_path, "127.0.0.2"), Box()
    with listening(box, host="127.0.0.2", tls_context=encrypted_with(key)) as mail:
        assert "certificate verify failed" in str(escalate(MONDAY, mail).sent.failure)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "only.pem"))
        assert escalate(MONDAY, mail).sent == (1, None)

    assert len(box.letters) == 1


@pytest.mark.parametrize(("password", "arrived"), [("right:%40", 1), ("wrong", 0)])
def test_the_password_of_the_address_signs_in(due: int, password: str, arrived: int) -> None:
    box = Box()
    with listening(box, auth_require_tls=False, authenticator=only(b"right:@")) as mail:
        assert escalate(MONDAY, mail_at(mail.url.port or 0, user=f"map:{password}@")).sent.letter_count == arrived

    assert len(box.letters) == arrived


def test_the_mail_is_what_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAP_SMTP_URL", raising=False)
    assert configured() is None

    monkeypatch.setenv("MAP_MAIL_FROM", "map@example.kz")
    for address in ("mail.example.kz", "http://mail.example.kz", "smtp://", "smtp://mail.example.kz:0", "smtp://mail.example.kz:99999"):
        monkeypatch.setenv("MAP_SMTP_URL", address)
        with pytest.raises(MailProblem):
            configured()

    monkeypatch.setenv("MAP_SMTP_URL", "smtps://u:p@mail.example.kz")
    assert isinstance(configured(), Mail)
    monkeypatch.setenv("MAP_MAIL_FROM", "")
    with pytest.raises(MailProblem):
        configured()
