"""The timeline of one page of the register."""

from typing import Any

from pages.parts import session
from pages.parts.cached import ask
from pages.parts.instructions import charts, file_links, register
from queries import instructions


def show(chosen: dict[str, Any], count: int) -> None:
    """The instructions of the page that the address asks for, with their milestones and moved deadlines."""
    rows = register.page(chosen, count, charts.ROWS_OF_A_PAGE)
    marks = ask(instructions.marks, instruction_ids=tuple(int(each) for each in rows["instruction_id"]))
    words, how = register.columns(), register.formats()
    charts.timeline(register.worded(rows), marks, words, how, session.as_of())
    file_links.links(chosen, count)
