"""The proof under a report in the history: files to save, and facilities to open."""

from html import escape

from pandas import DataFrame

from pages.parts import cached, session
from pages.parts.words import _, language, named, number
from queries import instructions, tokens
from queries.instructions.evidence import PURPOSE


def links(instruction_id: int) -> dict[int, str]:
    """HTML of the proof of each report, by report_no."""
    rows: DataFrame = cached.ask(instructions.proof, instruction_id=instruction_id)
    if rows.empty:
        return {}
    token = tokens.issue(session.viewer(), PURPOSE)
    found: dict[int, list[str]] = {}
    for row in rows.to_dict("records"):
        link = _facility(row) if row["file_name"] is None or row["file_name"] != row["file_name"] else _file(instruction_id, row, token)
        found.setdefault(row["report_no"], []).append(link)
    return {report_no: f'<span class="proof">{" · ".join(each)}</span>' for report_no, each in found.items()}


def _file(instruction_id: int, row: dict[str, object], token: str) -> str:
    size = _("{size} KB").format(size=number(max(int(str(row["byte_count"])) >> 10, 1)))
    place = f"/evidence/{instruction_id}/{row['report_no']}/{int(float(str(row['evidence_no'])))}"
    return f'<a href="{place}?token={escape(token)}" target="_blank" rel="noopener">{escape(str(row["file_name"]))}</a> ({escape(size)})'


def _facility(row: dict[str, object]) -> str:
    place = f"/facility?facility={int(float(str(row['facility_id'])))}&lang={language()}"
    return f'<a href="{escape(place)}" target="_blank" rel="noopener">{escape(named(row))}</a>'
