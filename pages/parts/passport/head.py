"""The passport of a facility: its head and its degree, and the short form for the panel beside the map."""

from html import escape
from typing import Any

import streamlit as st

from pages.parts import by_hand, cached, degree, labels, layout, palette, probability, session, strip, to_do, trouble
from pages.parts.passport import control as passport_control
from pages.parts.words import _, day, named, number
from queries import passport, system

DEGREES = {"industrial_safety": "safety_degree", "labour": "labour_degree"}
Head = dict[str, Any]


def brief(facility_id: int) -> Head | None:
    """Name, owner, degree with its reasons, history and what is overdue, with a link to the full passport; answers its head.

    Says that there is no such entry where it is not there or not the viewer's to see. Raises Unavailable.
    """
    head = cached.ask(passport.identity, facility_id=facility_id)
    if head is None:
        trouble.not_found()
        return None
    record_view(facility_id)
    title(head)
    verdicts(facility_id, cached.ask(passport.score, facility_id=facility_id))
    strip.small(cached.ask(passport.quarters, facility_id=facility_id))
    control = _owner_and_control(head)
    layout.pairs([*probability.line(facility_id), control[0], (control[1][0], passport_control.last_inspection(facility_id)), control[2]])
    passport_control.overdue(facility_id)
    layout.open_facility(facility_id, _("Open the full passport"))
    return head


def record_view(facility_id: int) -> None:
    """Writes to the audit trail that the viewer saw the passport, once in a session. Raises Unavailable."""
    seen = st.session_state.setdefault("passports_seen", set())
    if facility_id not in seen:
        system.record(session.viewer(), "view_passport", str(facility_id))
        seen.add(facility_id)


def title(head: Head, *, is_whole_screen: bool = False) -> None:
    """The name of the facility, its kind and region, and the mark of invented rows."""
    word = _("Demonstration")  # not inside the f-string: messages there are not found
    mark = f'<span class="demo-mark">{escape(word)}</span>' if head["is_demonstration"] else ""
    under = f"{named(head, 'hazard')} · {named(head, 'region')}"
    below = f'<p class="question">{escape(under)} {mark}</p>'
    if is_whole_screen:
        layout.top(f'<h1 class="screen">{escape(named(head))}</h1>{below}', f"facility {head['facility_id']}")
    else:
        st.html(f"<h2>{escape(named(head))}</h2>{below}")


def verdicts(facility_id: int, score: dict[str, Any] | None, *, in_full: bool = False) -> None:
    """The degree under each law with its rule and reasons, and what was set by hand; in full also points, source, remedy and all acts."""
    if score is None:
        st.info(_("Not scored on or before this day."))
        return
    rules, acts = rules_by_law(), by_hand.in_force(facility_id)
    visits = next_visits(facility_id) if in_full else {}
    things = to_do.named(facility_id) if in_full else {}
    html = "".join(_verdict(law, score, rules.get(law), acts.get(law), visits.get(law), things) for law in DEGREES)
    st.html(html + (by_hand.history(facility_id) if in_full else ""))
    if in_full:
        st.caption(_("Scored on {day}.").format(day=day(score["scored_on"])))


def rules_by_law() -> dict[str, dict[str, Any]]:
    """The rule in force by law."""
    return {rule["law"]: rule for rule in cached.ask(passport.rules).to_dict("records")}


def next_visits(facility_id: int) -> dict[str, str]:
    """From which day each law allows the next planned visit, in words."""
    rows = cached.ask(passport.next_visits, facility_id=facility_id).to_dict("records")
    return {row["law"]: degree.next_visit(row, session.as_of()) for row in rows}


def _verdict(
    law: str, score: dict[str, Any], rule: dict[str, Any] | None, act: dict[str, Any] | None, visit: str | None, things: to_do.Things
) -> str:
    """HTML of the degree under a law; visit is the sentence on the next planned one where the passport is shown in full."""
    in_full = visit is not None
    code, computed = by_hand.shown(law, score, act), by_hand.computed(law, score)
    return (
        f'<div class="verdict"><span class="law">{escape(labels.laws()[law])}</span>'
        f"<b>{layout.swatch(palette.DEGREE_SWATCHES[code])}{escape(labels.degrees()[code])}</b>"
        f"{by_hand.mark(act)}{by_hand.told(law, score, act)}"
        f"<p>{escape(degree.fired(computed, score, rule))}</p>"
        + _listed(degree.reasons(score, rule, with_points=in_full))
        + (f'<p class="note">{escape(visit)}</p>' if visit else "")
        + (_in_full(computed, score, rule, things) if in_full and rule else "")
        + "</div>"
    )


def _in_full(code: str, score: dict[str, Any], rule: dict[str, Any], things: to_do.Things) -> str:
    ways = degree.lowering(code, score, rule, things)
    title_of_ways, word = _("What would lower the degree"), _("Source")
    lower = f"<h4>{escape(title_of_ways)}</h4>{_listed(ways)}" if ways else ""
    address = escape(rule["source_url"])
    source = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{escape(word)}</a>'
    told = f"<summary>{escape(degree.in_force(rule))}</summary><p>{escape(named(rule, 'note'))} {source}</p>"
    return f"{lower}<details>{told}</details>"


def _listed(sentences: list[str]) -> str:
    items = "".join(f"<li>{escape(each)}</li>" for each in sentences)
    return f"<ul>{items}</ul>" if items else ""


def owner(head: Head) -> str:
    """The owner's name with its BIN, or as delivered where no BIN is known."""
    if head["bin"]:
        return _("{name}, BIN {bin}").format(name=named(head, "owner"), bin=head["bin"])
    return head["owner_name"] or _("Not known")


def _owner_and_control(head: Head) -> list[tuple[str, str]]:
    inspected = head["last_inspected_on"]
    return [
        (_("Owner"), owner(head)),
        (_("Last inspection"), day(inspected) if inspected else _("No inspection known")),
        (_("Overdue prescriptions"), number(head["overdue_prescription_count"])),
    ]


def identity_pairs(head: Head) -> list[tuple[str, str]]:
    """Everything the register says about the facility itself, label and value; unknown says so."""
    unknown = _("Not known")
    metres = head["danger_radius_m"]
    rows = [
        *_owner_and_control(head)[:1],
        (_("Parent enterprise"), _parent(head)),
        (_("Activity of the owner"), named(head, "activity")),
        (_("Address"), head["address"]),
        (_("Region and district"), _place(head)),
        (_("Coordinates"), _point(head)),
        (_("Employees"), None if head["employee_count"] is None else number(head["employee_count"])),
        (_("Declaration of industrial safety"), _declaration(head)),
        (_("Danger radius"), None if metres is None else _("{count} m").format(count=number(metres))),
        (_("Commissioned"), head["commissioned_on"] and day(head["commissioned_on"])),
        *([(_("Decommissioned"), day(head["decommissioned_on"]))] if head["decommissioned_on"] else []),
        *_owner_and_control(head)[1:],
        (_("Source of the row"), _provenance(head)),
    ]
    return [(label, value or unknown) for label, value in rows]


def _parent(head: Head) -> str:
    if not head["parent_bin"]:
        return _("None registered")
    return _("{name}, BIN {bin}").format(name=named(head, "parent"), bin=head["parent_bin"])


def _place(head: Head) -> str:
    taken = {
        "nearest": _("nearest region: the point lies outside every region"),
        "declared": _("as declared, not found by the point"),
    }.get(head["region_taken_from"])
    places = ", ".join(filter(None, [named(head, "region"), named(head, "district")]))
    return f"{places} ({taken})" if taken else places


def _point(head: Head) -> str | None:
    if head["latitude"] is None:
        return None
    return f"{number(head['latitude'], 4)}° · {number(head['longitude'], 4)}°"


def _declaration(head: Head) -> str | None:
    duty = {True: _("Mandatory"), False: _("Not mandatory")}.get(head["is_declaration_required"])
    held = head["declaration_no"] and _("registered as {number}").format(number=head["declaration_no"])
    if head["is_declaration_required"] and not held:
        held = _("none registered")
    return ", ".join(filter(None, [duty, held])) or None


def _provenance(head: Head) -> str:
    return _("{source}; register number {key}; file {file}, received {day}").format(
        source=named(head, "source"),
        key=head["source_key"],
        file=head["file_name"],
        day=day(head["received_on"]),
    )
