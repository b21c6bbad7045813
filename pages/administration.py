"""Who may change what, and what was changed?"""

import streamlit as st

from pages.parts import cached, escalation_ladders, filters, labels, layout, rights, session
from pages.parts.overrides import ledger
from pages.parts.rules import editor, history
from pages.parts.targets import form
from pages.parts.words import _, day, named
from queries import administration


def show() -> None:
    """The rules that the viewer may change, with their history; to others only who may."""
    layout.heading(_("Administration"), _("Who may change what, and what was changed?"))
    theirs = rights.laws_to_change()
    if theirs:
        rules(theirs)
    else:
        who_may()
    form.show()
    escalation_ladders.show()
    ledger.show()


def who_may() -> None:
    """For whom the screen is."""
    told = [f"{labels.laws()[row['law']]}: {named(row)}" for row in cached.ask(administration.laws).to_dict("records")]
    st.info(_("Rules are changed by the minister whose ministry answers for the law. {who}.").format(who="; ".join(told)))


def rules(theirs: list[str]) -> None:
    """The form of a law, the versions of all, and the checklists that points are counted over."""
    versions = cached.ask(administration.rule_versions)
    layout.section(
        _("Rule of the statutory degree"), _("A change makes a new version from a day on. What was scored before stays as it was.")
    )
    law = filters.segment("law", _("Law"), {law: labels.laws()[law] for law in theirs})
    if session.as_of() < session.today():
        st.info(_("This is the state as of {day}. To change a rule, look at today.").format(day=day(session.as_of())))
    else:
        editor.show(law, max(versions[versions["law"] == law].to_dict("records"), key=lambda row: row["version"]))
    layout.section(_("Versions"), _("Every change is also in the audit trail, with the numbers before and after."))
    history.show(versions)
    layout.section(
        _("Checklists"),
        _("Requirements by kind of facility. Where there are none of a severity, violations of that severity give no points."),
    )
    history.checklists(cached.ask(administration.checklists))


show()
