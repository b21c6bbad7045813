"""Adds instructions and their steps to a test's database, so that a test says only what it is about."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from tests import rows

DUE = date(2026, 10, 15)
ISSUED = date(2026, 6, 1)
numbers = count(1)


def instruction(lead_body_code: str = "mlspp", due_on: date | None = DUE, **given: Any) -> int:
    """A demonstration instruction of 1 June 2026; returns instruction_id."""
    texts = {
        f"{field}_{language}": f"{field} {language}" for field in ("issuer", "source_document", "text") for language in ("kk", "ru", "en")
    }
    values = {
        "number": f"T-{next(numbers)}", "issued_on": ISSUED, "known_on": ISSUED, "lead_body_code": lead_body_code, "due_on": due_on,
    }  # fmt: skip
    return rows.insert("instruction", "instruction_id", **texts | values | rows.origin("demo") | given)


def report(
    instruction_id: int, reported_on: date, declared_state: str = "in_work", body_code: str = "mlspp", text_en: str = "report"
) -> None:
    rows.insert(
        "report", instruction_id=instruction_id, report_no=next(numbers), body_code=body_code, reported_on=reported_on,
        declared_state=declared_state, text_kk="есеп", text_ru="отчёт", text_en=text_en,
    )  # fmt: skip


def decision(instruction_id: int, decided_on: date, kind: str, new_due_on: date | None = None) -> None:
    rows.insert(
        "decision", instruction_id=instruction_id, decision_no=next(numbers), kind=kind, decided_on=decided_on,
        new_due_on=new_due_on, reason_kk="себеп", reason_ru="причина", reason_en="reason",
    )  # fmt: skip


def milestone(instruction_id: int, due_on: date, done_on: date | None = None, done_known_on: date | None = None) -> None:
    rows.insert(
        "milestone", instruction_id=instruction_id, milestone_no=next(numbers), due_on=due_on, done_on=done_on,
        done_known_on=done_known_on or done_on, name_kk="кезең", name_ru="этап", name_en="step",
    )  # fmt: skip


def days(number: int) -> timedelta:
    return timedelta(days=number)


def id_of(number: str) -> str:
    return str(rows.run("SELECT instruction_id FROM instruction WHERE number = %s", number)[0][0])
