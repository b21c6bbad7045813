"""An instruction as it is entered, by form or from the table of a protocol, before the database takes it."""

from dataclasses import asdict, dataclass, field
from datetime import date

from queries.refusals import plain

Said = dict[str, str]


@dataclass(frozen=True)
class Entry:
    """What is entered; a text is said in kk, ru, en, and where one is empty the first given stands for it.

    controller_user_code, or else controller_body_code, says who controls; neither: the Prime Minister's Office
    parent_number   number of the instruction that this one is a part of
    indicator_codes, facility_ids   what it is about, beside its words
    """

    number: str
    issued_on: date
    issuer: Said
    source_document: Said
    text: Said
    final_result: Said
    lead_body_code: str | None
    due_on: date | None = None
    co_body_codes: tuple[str, ...] = ()
    controller_user_code: str | None = None
    controller_body_code: str | None = None
    parent_number: str | None = None
    source_url: str | None = None
    indicator_codes: tuple[str, ...] = ()
    facility_ids: tuple[int, ...] = field(default=())

    def said(self) -> str:
        """The words of the instruction in the first language given."""
        return next((plain(self.text[each]) for each in ("kk", "ru", "en") if plain(self.text.get(each, ""))), "")

    def as_json(self) -> dict[str, object]:
        """As the database reads it: empty is null, days as text."""
        return {name: _cleaned(value) for name, value in asdict(self).items()}


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return plain(value) or None
    if isinstance(value, dict):
        return {language: plain(text) for language, text in value.items()}
    return value.isoformat() if isinstance(value, date) else value
