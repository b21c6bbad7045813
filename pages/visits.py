"""Where to go next?"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from pages.parts import filters, layout, session, tables, trouble
from pages.parts.cached import ask
from pages.parts.leads import words as lead_words
from pages.parts.map import address
from pages.parts.visits import asked as visit_asked
from pages.parts.visits import file
from pages.parts.visits import plan as visit_plan
from pages.parts.visits import words as visit_words
from pages.parts.visits.asked import Asked
from pages.parts.words import _, day, language, ngettext, number
from queries import system, visits
from queries.visits import Plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """The controls, what the days can do, the first visits with their reasons beside the same days spent otherwise, and all visits."""
    layout.heading(_("Visits"), _("Where to go next?"))
    scored_on = system.last_scored_day(session.as_of())
    if scored_on is None:
        trouble.no_scores(day(session.as_of()))
        return
    asked = visit_asked.ask()
    plan = planned(asked, filters.chosen("by", visit_words.orders()))
    visit_plan.tiles(plan, asked)
    if visit_plan.has_probability(plan):
        visits_column, orders_column = st.columns([3, 2], gap="large")
        with orders_column:
            visit_plan.comparison(plan, asked)
    else:
        st.info(_("No probability of an accident was fitted by this day. The facilities are ranked by the degree the law gives alone."))
        visits_column = st.container()
    with visits_column:
        the_first(plan)
    if not plan.visits.empty:
        listed(plan, asked)
    assumptions(plan, asked)


def planned(asked: Asked, by: str) -> Plan:
    """The plan in one of the orders."""
    plan = ask(visits.planned, law=asked.law, inspector_days=asked.inspector_days, region=asked.region, by=by, leads=asked.leads)
    return replace(plan, visits=plan.visits.assign(lead=lead_words.of_facilities(plan.visits["facility_id"]))) if asked.leads else plan


def the_first(plan: Plan) -> None:
    """The choice of order, and its first visits with their reasons."""
    layout.section(_("Go here first"), _("Scored on {day}.").format(day=day(system.last_scored_day(session.as_of()))))
    if visit_plan.has_probability(plan):
        filters.segment("by", _("Visits in order of"), visit_words.orders(), is_label_shown=False)
    if plan.visits.empty:
        st.info(_("No visit fits: the law allows none on this day, or every one takes longer. Give more days or choose another region."))
    visit_plan.first(plan)


def listed(plan: Plan, asked: Asked) -> None:
    """All visits as a table; a row opens the passport. Files hold those that the table leaves out, too."""
    shown = min(len(plan.visits), visit_plan.MOST_LISTED)
    note = _("{shown} of {all}. Choose a row to open the passport.").format(shown=number(shown), all=number(len(plan.visits)))
    layout.section(_("All visits of the plan"), note)
    chosen = visit_plan.table(plan, asked)
    files(plan, asked)
    if chosen is not None:
        st.session_state.pop("opened", None)
        st.switch_page("facility.py", query_params=layout.kept_in_address() | {"facility": str(plan.visits["facility_id"].iloc[chosen])})


def on_the_map(plan: Plan) -> None:
    """A link to the map with these facilities alone, as many as an address holds."""
    picked = plan.visits["facility_id"].head(address.MOST_CHOSEN)
    label = ngettext("The first {n} facility on the map", "The first {n} on the map", len(picked)).format(n=number(len(picked)))
    layout.open_screen(
        "map.py", label, chosen=",".join(map(str, picked)), colour="probability" if visit_plan.has_probability(plan) else "degree"
    )


def files(plan: Plan, asked: Asked) -> None:
    """Buttons that save all visits with the assumptions; each saving is written to the trail."""
    headings = visit_words.columns(has_probability=visit_plan.has_probability(plan))
    told, sheets = everything_assumed(plan, asked), (_("Visits"), _("Assumptions"))
    rows, size = visit_words.listed(plan.visits, asked.effect), len(plan.visits)
    viewer, as_of = session.viewer(), session.as_of()

    def saved(kind: str, made: Callable[[], bytes]) -> bytes:
        given = {"law": asked.law, "region": asked.region, "inspector_days": asked.inspector_days, "effect_percent": asked.effect_percent}
        system.record(viewer, "export", f"visits.{kind}", as_of=as_of, **given)
        return made()

    makers = {"csv": lambda: file.as_csv(rows, headings, told), "xlsx": lambda: file.as_workbook(rows, headings, told, sheets)}
    with st.container(horizontal=True, vertical_alignment="center"):
        on_the_map(plan)
        for kind, mime in (("csv", "text/csv"), ("xlsx", XLSX)):
            label = ngettext("Download {kind} ({n} visit)", "Download {kind} ({n} visits)", size).format(kind=kind.upper(), n=number(size))
            st.download_button(
                label, lambda kind=kind: saved(kind, makers[kind]), file_name=f"visits_{as_of}.{kind}", mime=mime, on_click="ignore",
                icon=":material/download:", type="tertiary", key=f"visits_{kind}_{language()}",
            )  # fmt: skip


def assumptions(plan: Plan, asked: Asked) -> None:
    """What the plan takes for granted."""
    layout.section(_("What the plan takes for granted"))
    layout.pairs(list(everything_assumed(plan, asked).items()))


def everything_assumed(plan: Plan, asked: Asked) -> dict[str, str]:
    """Assumptions with the length of visits, the day and the mark of invented rows."""
    lengths = "; ".join(visit_words.days_in_words(row) for row in plan.days_by_type.to_dict("records"))
    lengths = _("Median of the inspections of the year before, in the whole country: {lengths}.").format(lengths=lengths)
    ends = {_("As of"): day(session.as_of()), _("Inspector-days"): number(asked.inspector_days), _("Note"): tables.demonstration_mark()}
    told = visit_asked.told(asked) | {_("Length of a visit, inspector-days"): lengths} | ends
    return {heading: words for heading, words in told.items() if words}


show()
