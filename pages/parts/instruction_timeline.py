"""The timeline of one page of the register."""

from typing import Any

from pages.parts import instruction_charts, instruction_files, instruction_register, session
from pages.parts.cached import ask
from queries import instructions


def show(chosen: dict[str, Any], count: int) -> None:
    """The instructions of the page that the address asks for, with their milestones and moved deadlines."""
    rows = instruction_register.page(chosen, count, instruction_charts.ROWS_OF_A_PAGE)
    marks = ask(instructions.marks, instruction_ids=tuple(int(each) for each in rows["instruction_id"]))
    words, how = instruction_register.columns(), instruction_register.formats()
    instruction_charts.timeline(instruction_register.worded(rows), marks, words, how, session.as_of())
    instruction_files.links(chosen, count)
