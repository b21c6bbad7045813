"""Why an act on an instruction was not taken, in words: nothing was changed, and what was typed stays in the form."""

from pages.parts import layout
from pages.parts.words import _, number
from queries.instructions.evidence import MOST_BYTES
from queries.instructions.refusals import Refused


def sentence_of(refused: Refused) -> str:
    """What the person reads."""
    told = (of_entry() | of_acts() | of_deadlines() | of_files())[str(refused)]
    return f"{layout.plain(refused.about)}: {told}" if refused.about else told


def of_entry() -> dict[str, str]:
    """Refusals of what was entered."""
    return {
        "number_is_given": _("Give the number of the instruction, up to 60 letters."),
        "number_is_taken": _(
            "An instruction with this number is in the register already. Two people may have entered it; look it up by its number."
        ),
        "result_is_given": _("Say what the final result is: something one can see or hold, in 10 letters or more."),
        "document_is_given": _("Name who issued the instruction and in what document."),
        "address_opens": _("The address of the publication must begin with https:// or http://."),
        "lead_is_given": _("Choose the lead body: an instruction without one has nobody to answer for it."),
        "lead_is_abolished": _("The lead body is no more. Choose the body that took over its work."),
        "co_is_abolished": _("One of the co-executors is no more. Choose the body that took over its work."),
        "one_lead": _("The lead body is also named as a co-executor. Name it once."),
        "no_such_body": _("There is no body of this name or code today."),
        "no_such_controller": _("There is no such controller."),
        "no_such_parent": _("The instruction that this is a part of is not in the register. Enter that one first."),
        "parents_in_a_circle": _("The instruction would be a part of itself. Choose another one that it is a part of."),
        "no_such_indicator": _("There is no such indicator."),
        "no_such_facility": _("One of the facilities is not in the register, or not yours to see. Check the numbers of their passports."),
        "issued_in_future": _("The day of issue is in the future."),
        "like_others": _(
            "The register holds instructions that say nearly the same, shown below. Confirm that yours is another one, or leave it."
        ),
    }


def of_acts() -> dict[str, str]:
    """Refusals of reports and decisions."""
    return {
        "changed_meanwhile": _(
            "Somebody else acted on this instruction meanwhile. Your text is still here:"
            " read what changed in the history, then send it again."
        ),
        "already_accepted": _("The instruction has been accepted and is closed; nothing can follow."),
        "nothing_to_decide_on": _("There is no report of completion waiting for a decision."),
        "text_is_given": _("Write 10 to 5,000 letters that say it."),
        "no_such_state": _("There is no such state."),
        "percent_fits_state": _("The percentage must lie between 0 and 100, and what is declared done is done whole."),
        "no_such_milestone": _("One of the milestones has been reached before, or is none of this instruction."),
        "no_such_instruction": _("There is no such instruction."),
        "not_allowed": _("This is not yours to do. Nothing was changed."),
        "not_today": _("The day has changed, or the screen shows a past one. Acts are of today only: open the screen as of today."),
    }  # fmt: skip


def of_deadlines() -> dict[str, str]:
    """Refusals of deadlines."""
    return {
        "no_day": _("Write the day as DD.MM.YYYY, for example 01.12.2026."),
        "deadline_is_past": _("The deadline must be later than today."),
        "deadline_is_day_off": _("The deadline falls on a day off by Kazakhstan's calendar. Choose a working day."),
        "deadline_is_too_near": _("At least two working days must lie ahead of a deadline, its own day counted."),
        "deadline_is_not_later": _("The new deadline must be later than the present one."),
    }


def of_files() -> dict[str, str]:
    """Refusals of evidence."""
    return {
        "file_is_too_large": _("A file of evidence may have up to {size} MB.").format(size=number(MOST_BYTES >> 20)),
        "file_is_empty": _("The file is empty."),
        "file_kind_unknown": _("Evidence may be PDF, PNG, JPEG, DOCX, XLSX, CSV or TXT."),
        "file_is_not_what_it_says": _("The file holds something else than its name says. Save it again under its right kind."),
        "file_is_damaged": _("The file is damaged. Save it again."),
        "file_is_executable": _(
            "The file could run a program: scripts, macros and files within files are not taken. Save it as a plain PDF."
        ),
    }
