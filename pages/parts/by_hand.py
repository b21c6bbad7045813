"""A degree set by hand, in words: what is in force beside what was computed, who set it, why and until when."""

from html import escape
from typing import Any

from pages.parts import cached, labels
from pages.parts.words import _, day, named
from queries import overrides

Act = dict[str, Any]
Acts = dict[str, Act]
Score = dict[str, Any]
COLUMNS = {"industrial_safety": "safety_degree", "labour": "labour_degree"}
REASON = "set_by_hand"


def in_force(facility_id: int) -> Acts:
    """The act in force by law, as the ledger has it now, not as the last scoring found it."""
    return {row["law"]: row for row in acts(facility_id) if row["is_in_force"]}


def acts(facility_id: int) -> list[Act]:
    """Every act on a facility's degrees, by law, the newest first."""
    return cached.ask(overrides.of_facility, facility_id=facility_id).to_dict("records")


def computed(law: str, score: Score) -> str:
    """The degree the last scoring computed, whatever was set by hand then."""
    entry = _scored(law, score)
    return str(entry["computed"] if entry else score[COLUMNS[law]])


def shown(law: str, score: Score, act: Act | None) -> str:
    """The degree in force: that set by hand, else that computed."""
    return str(act["degree"]) if act else computed(law, score)


def told(law: str, score: Score, act: Act | None) -> str:
    """HTML of what was set by hand and what is computed; where nothing is or was, nothing."""
    lines = []
    if act:
        lines += [signed(act), _("Computed: {degree}.").format(degree=labels.degrees()[computed(law, score)])]
    if score[COLUMNS[law]] != shown(law, score, act):
        lines += [_("The map still shows “{degree}”; its colours follow at the next scoring.").format(degree=_word(score[COLUMNS[law]]))]
    return "".join(f'<p class="by-hand">{escape(line)}</p>' for line in lines)


def mark(act: Act | None) -> str:
    """HTML of the mark beside a degree."""
    word = _("Set by hand")
    return f' <span class="demo-mark">{escape(word)}</span>' if act else ""


def signed(act: Act) -> str:
    """Who set a degree, when, until when and why."""
    return _("Set by hand on {day} until {last} by {post} ({body}): {reason}").format(
        day=day(act["valid_from"]), last=day(act["expires_on"]), post=named(act, "author"), body=named(act, "body"), reason=act["reason"]
    )


def withdrawn(act: Act) -> str:
    """Who withdrew a degree, when and why."""
    return _("Withdrawn on {day} by {post} ({body}): {reason}").format(
        day=day(act["valid_from"]), post=named(act, "author"), body=named(act, "body"), reason=act["reason"]
    )


def history(facility_id: int) -> str:
    """HTML of every act on a facility's degrees, folded; nothing where there was none."""
    found = acts(facility_id)
    if not found:
        return ""
    title = _("All acts by hand")
    items = "".join(f"<li>{escape(_line(each))}</li>" for each in found)
    return f'<div class="verdict"><details><summary>{escape(title)}</summary><ul>{items}</ul></details></div>'


def _line(act: Act) -> str:
    sentence = signed(act) if act["action"] == "set" else withdrawn(act)
    degree = f"{_word(act['degree'])}. " if act["action"] == "set" else ""
    return f"{labels.laws()[act['law']]}: {degree}{sentence}"


def _scored(law: str, score: Score) -> dict[str, Any] | None:
    return next((each for each in score["reasons"] if each["code"] == REASON and each["law"] == law), None)


def _word(code: str) -> str:
    return labels.degrees()[code]
