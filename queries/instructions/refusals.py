"""Why an act on an instruction was not taken, by name."""

from queries import refusals

REFUSALS = frozenset(
    {
        "address_opens", "already_accepted", "changed_meanwhile", "co_is_abolished", "deadline_is_day_off", "deadline_is_not_later",
        "deadline_is_past", "deadline_is_too_near", "document_is_given", "issued_in_future", "lead_is_abolished", "lead_is_given",
        "like_others", "no_day", "no_such_body", "no_such_controller", "no_such_facility", "no_such_indicator", "no_such_instruction",
        "no_such_milestone", "no_such_parent", "no_such_state", "not_allowed", "not_today", "nothing_to_decide_on", "number_is_given",
        "number_is_taken", "one_lead", "parents_in_a_circle", "percent_fits_state", "result_is_given", "text_is_given",
    }
)  # fmt: skip


class Refused(refusals.Refused):
    """An act was not taken; the argument is one of REFUSALS or one of queries.instructions.evidence.REFUSALS.

    instruction_id is the one refused where an act was asked for several, else None; about is the name of a file refused, else empty.
    """

    def __init__(self, refusal: str, instruction_id: int | None = None) -> None:
        super().__init__(refusal)
        self.instruction_id = instruction_id
        self.about = ""
