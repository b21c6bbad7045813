"""Sends the letters that wait in the outbox, each once: what may have left is never sent again."""

import smtplib
from datetime import date, timedelta
from typing import Any, NamedTuple

from data.escalation import facts, letter
from data.escalation.facts import Person
from data.escalation.ladder import Open
from data.escalation.mail import Mail

DAYS_WAITED = 7  # an older letter would tell what is no news any more
WAITING = "SELECT digest_id, user_code FROM digest WHERE claimed_at IS NULL AND dropped_at IS NULL AND made_on >= %s ORDER BY digest_id"
TOLD_IN_IT = "SELECT instruction_id, due_on FROM notice WHERE digest_id = %s"
CLAIM = (
    "UPDATE digest SET claimed_at = clock_timestamp(), subject = %s, body = %s"
    " WHERE digest_id = %s AND claimed_at IS NULL AND dropped_at IS NULL"
)
DROP = "UPDATE digest SET dropped_at = clock_timestamp() WHERE digest_id = %s AND claimed_at IS NULL"
RELEASE = "UPDATE digest SET claimed_at = NULL, failure = %s WHERE digest_id = %s"
NOT_SURE = "UPDATE digest SET failure = %s WHERE digest_id = %s"
DONE = "UPDATE digest SET sent_at = clock_timestamp(), sent_to = %s, failure = NULL WHERE digest_id = %s"


class Sent(NamedTuple):
    """How many letters were sent, and why sending came to an end before its time; None where it did not."""

    letter_count: int = 0
    failure: str | None = None


def send(owner: Any, day: date, mail: Mail) -> Sent:
    """Sends what waits, told anew as it stands on the day; people without an address keep theirs in the outbox."""
    with owner, owner.cursor() as cursor:
        cursor.execute(WAITING, [day - timedelta(days=DAYS_WAITED)])
        waiting, everybody = cursor.fetchall(), facts.people(cursor)
        still_open = facts.still_open(cursor, day)
    count = 0
    try:
        with mail.connect() as server:
            for digest_id, user in waiting:
                server.noop()  # a server that has hung up ends the run before a letter is claimed
                count += _send_one(owner, server, mail, digest_id, everybody.get(user), still_open, day)
    except (OSError, smtplib.SMTPException) as error:
        return Sent(count, str(error) or type(error).__name__)
    return Sent(count)


def _send_one(
    owner: Any, server: smtplib.SMTP, mail: Mail, digest_id: int, person: Person | None, still_open: dict[int, Open], day: date
) -> bool:
    """Claims a letter, sends it, and says what became of it; where that is not known the letter stays claimed."""
    left = _still_to_tell(owner, digest_id, person, still_open, day)
    if not left or person is None:
        _note(owner, DROP, digest_id)
        return False
    if person.email is None:
        return False
    subject, body = letter.written(person, left, day)
    if not _note(owner, CLAIM, subject, body, digest_id):
        return False  # another run has it
    try:
        server.send_message(mail.letter(f"digest-{digest_id}-{day}", person.email, subject, body, person.language))
    except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionError) as error:  # smtplib's own errors are OSErrors too
        _note(owner, NOT_SURE, str(error), digest_id)
        raise
    except (smtplib.SMTPException, ValueError) as error:
        _note(owner, RELEASE, str(error), digest_id)
        return False
    return _note(owner, DONE, person.email, digest_id)


def _still_to_tell(owner: Any, digest_id: int, person: Person | None, still_open: dict[int, Open], day: date) -> list[Open]:
    """Of what the letter told when it was written: what is still open, of the same deadline, and still the person's to see."""
    if person is None:
        return []
    with owner, owner.cursor() as cursor:
        cursor.execute(TOLD_IN_IT, [digest_id])
        told = {key for key, due_on in cursor.fetchall() if key in still_open and still_open[key].due_on == due_on}
    seen = facts.seen_by(person.viewer, sorted(told), day)
    return [one for key, one in still_open.items() if key in seen]


def _note(owner: Any, statement: str, *values: Any) -> bool:
    """Whether a row was changed; kept at once, whatever comes after."""
    with owner, owner.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount)
