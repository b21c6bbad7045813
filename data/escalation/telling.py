"""Writes the letters of a day into the outbox, with a notice of each step that they tell."""

from datetime import date
from typing import Any

from psycopg2.extras import execute_values

from data.escalation import facts, letter
from data.escalation.facts import Person
from data.escalation.ladder import Open, step_for

ADD_DIGEST = (
    "INSERT INTO digest (user_code, made_on, subject, body) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT ON CONSTRAINT one_digest_a_day DO NOTHING RETURNING digest_id"
)
ADD_NOTICES = "INSERT INTO notice (instruction_id, user_code, due_on, step, told_on, digest_id, person_kk, person_ru, person_en) VALUES %s"


def tell(owner: Any, day: date) -> int:
    """How many letters were written: one a person whom a new step concerns, unless he has one of this day.

    owner: a psycopg2 connection of the owner; each letter is a transaction of its own, and a second run at once adds nothing.
    """
    with owner, owner.cursor() as cursor:
        still_open, everybody = facts.still_open(cursor, day), facts.people(cursor)
        cursor.execute("SELECT user_code, instruction_id, due_on, step FROM notice")
        told = set(cursor.fetchall())
    return sum(_write(owner, person, _new(person, still_open, told, day), day) for person in everybody.values())


def _new(person: Person, still_open: dict[int, Open], told: set[tuple[str, int, date, str]], day: date) -> list[tuple[Open, str]]:
    """The steps that the person was not told of, among the instructions that he may see."""
    parts = facts.seen_by(person.viewer, list(still_open), day)
    steps = [(still_open[key], step_for(person.viewer, part, still_open[key], day)) for key, part in parts.items()]
    new = [(one, step) for one, step in steps if step and (person.viewer.user, one.instruction_id, one.due_on, step) not in told]
    return sorted(new, key=lambda each: (each[0].due_on, each[0].instruction_id))


def _write(owner: Any, person: Person, new: list[tuple[Open, str]], day: date) -> bool:
    if not new:
        return False
    user, (subject, body) = person.viewer.user, letter.written(person, [one for one, _ in new], day)
    with owner, owner.cursor() as cursor:
        cursor.execute(ADD_DIGEST, [user, day, subject, body])
        added = cursor.fetchone()
        if added is None:
            return False
        rows = [(one.instruction_id, user, one.due_on, step, day, added[0], *person.names) for one, step in new]
        execute_values(cursor, ADD_NOTICES, rows)
    return True
