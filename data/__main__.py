"""The command line of the data: python -m data init | demo | import | fit | backtest | card | score | escalate | token."""

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from data import demo as demonstration
from data.asked_day import Day, day_of
from data.calendar import last_month_end, month_ends, same_month_end_a_year_before
from data.database import DatabaseProblem, build_or_migrate, nationwide_connection, raw_connection
from data.dictionary import text as dictionary_text
from data.escalation.command import escalate
from data.escalation.mail import MailProblem
from data.facts import load_facts
from data.imports.boundaries.command import boundaries as import_boundaries
from data.imports.command import facilities as import_facilities
from data.imports.protocol_command import instructions as import_instructions
from data.machine.places import CannotStart
from data.machine.served import reached
from data.risk_model.card_command import card
from data.risk_model.command import backtest
from data.risk_model.errors import UnfitTable
from data.risk_model.fit_command import fit, fit_if_possible
from data.scoring import score as score_day
from data.scoring import score_days
from queries import tokens
from queries.viewer import Viewer

app = typer.Typer(help="Builds the database of the Digital Map of Enterprises and loads it.", no_args_is_help=True, add_completion=False)
imports = typer.Typer(help="Loads a delivery from a file.", no_args_is_help=True)
imports.command("facilities")(import_facilities)
imports.command("boundaries")(import_boundaries)
imports.command("instructions")(import_instructions)
app.add_typer(imports, name="import")
app.command()(fit)
app.command()(backtest)
app.command()(card)
app.command()(escalate)
say = Console(stderr=True)
DICTIONARY = Path(__file__).parents[1] / "docs" / "data-dictionary.md"


@app.command()
def init() -> None:
    """Builds or migrates the schema and loads the reference facts; safe to repeat."""
    build_or_migrate()
    with raw_connection("MAP_OWNER_URL") as connection:
        is_new = load_facts(connection)
    say.print("The schema is built; the reference facts " + ("are loaded." if is_new else "were loaded before."))


@app.command()
def demo(
    facilities: Annotated[int, typer.Option(min=100, max=5_000_000, help="How many facilities.")] = 200_000,
    as_of: Day = None,
    seed: Annotated[int, typer.Option(help="Same seed, same rows.")] = 1,
) -> None:
    """Loads invented facilities, inspections and accidents, marked as demonstration, and scores them."""
    day = day_of(as_of)
    with Progress(console=say) as progress:
        with nationwide_connection() as connection:
            demonstration.load_demo(connection, facilities=facilities, as_of=day, seed=seed, progress=progress)
        analyse()
        fit_if_possible(days_to_score(day)[:2])  # the day itself is a month on: a version of its own would move every score
        for each in progress.track(days_to_score(day), description="Scoring"):
            with nationwide_connection() as connection:
                score_day(connection, each)
    analyse()


@app.command()
def score(
    as_of: Day = None,
    months: Annotated[int, typer.Option(min=1, max=120, help="How many month ends in a row, through that day.")] = 1,
    full: Annotated[bool, typer.Option("--full", help="Compute every facility, not only what was touched since the last scoring.")] = False,
) -> None:
    """Scores the facilities as known at the end of a day, or of each of several month ends, and counts the map's cells."""
    days = month_ends(day_of(as_of), months)
    with Progress(console=say) as progress, nationwide_connection() as connection:
        bar = progress.add_task("Scoring")
        made = score_days(connection, days, lambda done, of: progress.update(bar, completed=done, total=of), is_full=full)
    for each in made:
        touched = "all" if each.touched is None else each.touched
        say.print(f"{each.day}: {touched} touched, {each.computed} computed, {each.written} written.")
    say.print(f"Scored: {sum(each.written for each in made)} rows changed.")


@app.command()
def token(
    user: Annotated[str, typer.Argument(help="Code of the person, as in app_user.")],
    purpose: Annotated[str, typer.Option(help="What the token opens: tiles or export.")] = "tiles",
    hours: Annotated[int, typer.Option(min=1, max=24)] = 1,
) -> None:
    """Prints a signed token with a person's rights, for a program that fetches tiles or exports."""
    with raw_connection("MAP_OWNER_URL") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT user_code, role, region_code, body_code FROM app_user WHERE user_code = %s", [user])
        person = cursor.fetchone()
    if person is None:
        raise DatabaseProblem(f"There is no person {user!r} in app_user.")
    print(tokens.issue(Viewer(*person), purpose, lifetime_seconds=hours * 3600))


@app.command()
def dictionary() -> None:
    """Writes docs/data-dictionary.md from the comments in the database."""
    with raw_connection("MAP_OWNER_URL") as connection:
        DICTIONARY.write_text(dictionary_text(connection), encoding="utf-8")
    say.print(f"Written: {DICTIONARY.name}")


def days_to_score(day: date) -> list[date]:
    """A year before, the month's end before, and the day itself: what the same-period comparisons need."""
    return [same_month_end_a_year_before(day), last_month_end(day), day]


def analyse() -> None:
    """Lets the planner see the rows just loaded."""
    connection = raw_connection("MAP_OWNER_URL")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    connection.close()


def main() -> None:
    """Runs a command; a foreseen problem becomes one sentence and exit status 1."""
    try:
        with nullcontext() if sys.argv[1:2] == ["backtest"] else reached():  # a backtest reads files only
            app()
    except (DatabaseProblem, CannotStart, demonstration.DemoAlreadyLoaded, UnfitTable, MailProblem) as problem:
        say.print(f"[bold red]{problem}[/]", highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
