"""Setting a degree by hand and withdrawing it, on the passport, for those whom the law lets."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

import streamlit as st

from pages.parts import by_hand, cached, labels, session
from pages.parts.words import _, day
from queries import overrides
from queries.refusals import Refused

MONTHS_OFFERED = 12
MOST_LETTERS = 1000
SAID = "overrides_said"


def show(facility_id: int) -> None:
    """The forms of every law that the viewer may act under; nothing on a past day, since no act is backdated."""
    said = st.session_state.pop(SAID, None)
    if said:
        (st.success if said[0] else st.error)(said[1])
    if session.as_of() != session.today():
        return
    last = {row["law"]: row["entry_no"] for row in reversed(by_hand.acts(facility_id))}
    in_force = by_hand.in_force(facility_id)
    for right in cached.ask(overrides.rights).to_dict("records"):
        law = right["law"]
        title = _("Set the degree by hand: {law}").format(law=labels.laws()[law])
        with st.expander(title, icon=":material/edit:"):
            _set(facility_id, law, right["degrees"])
            if law in in_force:
                _withdraw(facility_id, law)
        st.session_state[_seen_key(facility_id, law)] = last.get(law, 0)


def refusals() -> dict[str, str]:
    """Why the database did not take an act."""
    return {
        "changed_meanwhile": _("Somebody else has changed this degree meanwhile. Nothing was changed; look at it again and decide anew."),
        "no_such_facility": _("There is no such facility."),
        "degree_unknown_to_law": _("This law does not know such a degree today."),
        "nothing_to_withdraw": _("No degree set by hand is in force any more, so there is nothing to withdraw."),
        "reason_is_given": _("Give a reason of 10 to 1,000 letters. Nothing was changed."),
        "expiry_is_within_a_year": _("The last day must be today or later, and at most a year from now."),
        "not_allowed": _("You may not set this degree by hand. Nothing was changed."),
    }


def last_days(today: date) -> list[date]:
    """Ends of the coming months, as far as a year."""
    months = [(today.year + (today.month - 1 + n) // 12, (today.month - 1 + n) % 12 + 1) for n in range(MONTHS_OFFERED)]
    return [date(year, month, monthrange(year, month)[1]) for year, month in months]


def _set(facility_id: int, law: str, degrees: list[str]) -> None:
    words, days = labels.degrees(), {each: day(each) for each in last_days(session.today())}
    with st.form(f"set_{law}", border=False):
        chosen, until = st.columns(2)
        degree = chosen.selectbox(_("Degree"), degrees, format_func=words.get, key=f"set_{law}_degree")
        expires_on = until.selectbox(_("Last day"), list(days), index=2, format_func=days.get, key=f"set_{law}_until")
        reason = _reason(_("Reason, for everybody to read"), f"set_{law}_reason")
        if st.form_submit_button(_("Set this degree"), key=f"set_{law}_done", type="primary"):
            given = {"law": law, "seen_no": _seen(facility_id, law), "degree": degree, "expires_on": expires_on, "reason": reason}
            _done(lambda: overrides.set_degree(session.viewer(), facility_id=facility_id, **given), _("The degree is set by hand."))


def _withdraw(facility_id: int, law: str) -> None:
    with st.form(f"withdraw_{law}", border=False):
        reason = _reason(_("Reason of the withdrawal"), f"withdraw_{law}_reason")
        if st.form_submit_button(_("Withdraw"), key=f"withdraw_{law}_done"):
            given = {"facility_id": facility_id, "law": law, "seen_no": _seen(facility_id, law), "reason": reason}
            _done(lambda: overrides.withdraw(session.viewer(), **given), _("The degree set by hand is withdrawn."))


def _seen(facility_id: int, law: str) -> int:
    """The last act as it stood when the form was drawn: the run that carries out the click has read the ledger anew."""
    return int(st.session_state[_seen_key(facility_id, law)])


def _seen_key(facility_id: int, law: str) -> str:
    return f"act_seen_{facility_id}_{law}"


def _reason(label: str, key: str) -> str:
    return str(st.text_area(label, max_chars=MOST_LETTERS, height=90, key=key, placeholder=_("At least ten letters")))


def _done(act: Callable[[], None], sentence: str) -> None:
    """Acts, and shows the passport anew with what came of it."""
    try:
        act()
        st.session_state[SAID] = (True, sentence)
    except Refused as refused:
        st.session_state[SAID] = (False, refusals()[str(refused)])
    st.rerun()
