"""Rows of the demonstration instructions and of what became of them, days counted from the plan's day."""

import numpy as np
import pandas as pd
import pyarrow as pa

from data.demo.columns import Array, Rows, only_where
from data.demo.plan import FIRST_ID, Plan
from data.demo.reference import fact

INSTRUCTION_TABLES = ("instruction", "instruction_body", "milestone", "report", "decision", "completion_measure")


MEASURE_COLUMNS = {
    "measure_code": "measure_code", "programme_code": "programme_code", "of_region": "region_code", "of_hazard_type": "hazard_type_code",
}  # fmt: skip


def instruction_rows(plan: Plan, table: str) -> Rows:
    """Rows of one of INSTRUCTION_TABLES."""
    rows_of = {
        "instruction": _instructions,
        "instruction_body": _bodies,
        "milestone": _milestones,
        "report": _reports,
        "decision": _decisions,
        "completion_measure": _measures,
    }
    return rows_of[table](plan)


def _instructions(plan: Plan) -> Rows:
    """Rows of instruction: numbered DEMO-01 and on; issuer and document say that they are invented."""
    lines = fact("instructions")
    issued = _day(plan, lines["issued_days"])
    return {
        "instruction_id": _id(lines["no"]),
        "number": ("DEMO-" + lines["no"].astype(str).str.zfill(2)).to_numpy(dtype=object),
        "parent_id": _id(lines["parent_no"]),
        "issued_on": issued,
        **_words("issuer", "issuer_" + lines["issuer_code"]),
        **_words("source_document", "document_" + lines["issuer_code"]),
        **{name: _text(lines[name]) for name in lines.columns if name.startswith(("text_", "final_result_"))},
        **_words("controller", pd.Series("controller", index=lines.index)),
        "controller_user_code": _everywhere("controller", lines),
        "controller_body_code": _everywhere("pm_office", lines),
        "lead_body_code": _text(lines["lead_body_code"]),
        "due_on": _day(plan, lines["due_days"]),
        "known_on": np.busday_offset(issued, 1),
    }


def _bodies(_: Plan) -> Rows:
    """Rows of instruction_body: the co-executors."""
    lines = fact("instructions")[["no", "co_body_codes"]]
    each = lines.assign(body_code=lines["co_body_codes"].str.split()).explode("body_code")
    return {"instruction_id": _id(each["no"]), "body_code": _text(each["body_code"])}


def _milestones(plan: Plan) -> Rows:
    """Rows of milestone; a step done is known on its day."""
    lines = fact("instruction_milestones")
    done = _day(plan, lines["done_days"])
    return {
        "instruction_id": _id(lines["no"]),
        "milestone_no": lines["milestone_no"].to_numpy(),
        **_words("name", lines["phrase_code"]),
        "due_on": _day(plan, lines["due_days"]),
        "done_on": done,
        "done_known_on": done,
    }


def _reports(plan: Plan) -> Rows:
    """Rows of report."""
    lines = fact("instruction_reports")
    return {
        "instruction_id": _id(lines["no"]),
        "report_no": lines["report_no"].to_numpy(),
        "body_code": _text(lines["body_code"]),
        "reported_on": _day(plan, lines["reported_days"]),
        "declared_state": _text(lines["declared_state"]),
        **_words("text", lines["phrase_code"]),
    }


def _decisions(plan: Plan) -> Rows:
    """Rows of decision."""
    lines = fact("instruction_decisions")
    return {
        "instruction_id": _id(lines["no"]),
        "decision_no": lines["decision_no"].to_numpy(),
        "kind": _text(lines["kind"]),
        "decided_on": _day(plan, lines["decided_days"]),
        "new_due_on": _day(plan, lines["new_due_days"]),
        **_words("reason", lines["phrase_code"]),
    }


def _measures(plan: Plan) -> Rows:
    """Rows of completion_measure: what is counted, chosen by the controller on the day the instruction became known."""
    lines = fact("instruction_measures")
    issued = _day(plan, lines["no"].map(fact("instructions").set_index("no")["issued_days"]))
    return {
        "instruction_id": _id(lines["no"]),
        "version": np.ones(len(lines), dtype=int),
        **{column: _text(lines[name]) for column, name in MEASURE_COLUMNS.items()},
        "since": issued,
        "set_on": np.busday_offset(issued, 1),
        **_words("reason", pd.Series("measure_reason", index=lines.index)),
        "author_code": pa.array(["controller"] * len(lines)),
        **_words("author", pd.Series("controller", index=lines.index)),
    }


def _day(plan: Plan, offset: "pd.Series[float]") -> Array:
    """The working day at or just before so many days from the plan's day; empty where no offset is given."""
    given = offset.notna().to_numpy()
    day = plan.today + offset.fillna(0).to_numpy().astype("timedelta64[D]")
    return np.where(given, np.busday_offset(day, 0, roll="backward"), np.datetime64("NaT"))


def _id(number: "pd.Series[float]") -> pa.Array:
    """Number of the row of an instruction; empty where none is named."""
    return only_where(number.fillna(0).to_numpy().astype(int) + FIRST_ID - 1, number.notna().to_numpy())


def _text(words: "pd.Series[str]") -> pa.Array:
    return pa.array(words, pa.string(), from_pandas=True)


def _everywhere(code: str, lines: pd.DataFrame) -> Array:
    """The same code in every row."""
    return np.full(len(lines), code, dtype=object)


def _words(column: str, code: "pd.Series[str]") -> Rows:
    """A phrase in three languages."""
    phrases = fact("instruction_phrases").set_index("phrase_code").loc[code.tolist()]
    return {f"{column}_{name}": phrases[name].to_numpy(dtype=object) for name in ("kk", "ru", "en")}
