"""python -m data escalate: what a timer calls every morning, and what it answers."""

import typer
from rich.console import Console

from data.asked_day import today
from data.escalation import escalate as escalate_day
from data.escalation.mail import configured

say = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def escalate() -> None:
    """Tells people of deadlines that come near or have passed; safe to repeat, nobody is told twice.

    Letters leave through MAP_SMTP_URL, else they stay in the outbox. Exit status: 0 done, 1 the mail server failed.
    """
    told = escalate_day(today(), configured())
    say.print(f"Letters written: {told.letter_count}, sent: {told.sent.letter_count}.")
    if told.sent.failure is not None:
        say.print(f"The mail server failed: {told.sent.failure}. What was not sent waits in the outbox.")
        raise typer.Exit(1)
