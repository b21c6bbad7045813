"""A full life of an instruction: issued, reported, returned, reported again, accepted late; in the history and in a calendar."""

import re
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Page

from queries.instructions import deadlines
from tests import rows
from tests.acts import today
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
NUMBER = "TEST-LIFE-1"
WHY = {"Return": re.compile("^Reason"), "Accept": re.compile("^Remark")}
REPORTS = ["Half of the mines are done", "All of the mines are done"]


def test_an_instruction_from_its_issue_to_a_late_acceptance(visitor: Visitor) -> None:
    issue(visitor)
    time_passes()
    calendar = calendar_of(opened(visitor, "minister_of_labour").page)
    overdue = entry_of(calendar)
    report(visitor.settled(), REPORTS[0])  # the run that shows the address may still be drawing the form
    decide(visitor, "Return", "The list of the mines is missing")
    visitor.sees(REPORTS[0])
    report(opened(visitor, "minister_of_labour"), REPORTS[1])
    decide(visitor, "Accept", "")

    told = visitor.sees("Done late", "Accepted by the controller").text()
    steps = ["Accepted by the controller", REPORTS[1], "The list of the mines is missing", REPORTS[0], "Issued"]
    history = told[told.index("Every step known") :]
    assert [history.index(step) for step in steps] == sorted(history.index(step) for step in steps)
    closed = entry_of(calendar)
    assert closed != overdue
    assert re.findall("(?m)^UID:.*$", closed) == re.findall("(?m)^UID:.*$", overdue)
    assert (visitor.errors, visitor.abroad) == ([], [])


def issue(visitor: Visitor) -> None:
    """The Prime Minister's Office enters it by the form."""
    page = visitor.open("/instructions", "pm_office", lang="en").page
    visitor.unfold("Enter instructions and move deadlines")
    page.get_by_label("Number", exact=True).fill(NUMBER)
    page.get_by_label(re.compile("^Deadline, DD")).fill(deadlines.earliest(today()).strftime("%d.%m.%Y"))
    for label, words in (("Lead body", "Ministry of Labour"), ("Controller", "Controller of instructions")):
        box = page.get_by_role("combobox", name=re.compile(f"{label}$"))
        box.click()
        box.fill(words)
        page.get_by_role("option", name=re.compile(f"^{words}")).first.click()
    texts = {
        "Issued by": "Deputy Prime Minister", "Source document": "Protocol of a meeting", "Instruction": "Set up sensors at all mines",
        "Final result asked": "Sensors work at all mines",
    }  # fmt: skip
    for label, words in texts.items():
        page.get_by_label(label, exact=True).locator("visible=true").fill(words)
    page.get_by_role("button", name="Enter the instruction").click()
    visitor.sees(f"Instruction {NUMBER} is in the register.")


def time_passes() -> None:
    """Its deadline was yesterday."""
    moved = "UPDATE instruction SET issued_on = %s, known_on = %s, due_on = %s WHERE number = %s"
    rows.run(moved, today() - timedelta(days=12), today() - timedelta(days=12), today() - timedelta(days=1), NUMBER)


def report(visitor: Visitor, words: str) -> None:
    """The minister declares it done."""
    page = visitor.unfold("Report for your body").page
    page.get_by_test_id("stRadio").get_by_text("Done", exact=True).click()
    page.get_by_label(re.compile("^What has been done")).fill(words)
    page.get_by_role("button", name="Send the report").click()
    visitor.sees("The report is in the history.")


def decide(visitor: Visitor, decision: str, reason: str) -> None:
    """The controller decides."""
    page = opened(visitor, "controller").unfold("Decide as the controller").page
    page.get_by_test_id("stRadio").get_by_text(decision, exact=True).click()
    page.get_by_role("textbox", name=WHY[decision]).fill(reason)
    page.get_by_role("button", name=decision, exact=True).click()
    visitor.sees("The decision is in the history.")
    visitor.settled()


def opened(visitor: Visitor, person: str) -> Visitor:
    """The instruction beside the register, found by its number."""
    [(instruction_id,)] = rows.run("SELECT instruction_id FROM instruction WHERE number = %s", NUMBER)
    return visitor.open("/instructions", person, lang="en", search=NUMBER, instruction=str(instruction_id))


def calendar_of(page: Page) -> str:
    """The address that the minister's own calendar subscribes to."""
    page.get_by_role("button", name="Calendar").click()
    page.get_by_role("button", name=re.compile("^Make ")).click()
    address = page.get_by_text("/calendar/").first.inner_text()
    page.keyboard.press("Escape")
    return address


def entry_of(calendar: str) -> str:
    """What the calendar says of the instruction."""
    lines = httpx.get(calendar).text.replace("\r\n ", "").replace("\r\n", "\n")
    [found] = [entry for entry in lines.split("BEGIN:VEVENT")[1:] if NUMBER in entry]
    return found
