"""Where to go next?"""

from collections.abc import Callable

import streamlit as st

from pages.parts import filters, layout, session, tables, trouble
from pages.parts.cached import made
from pages.parts.map import address
from pages.parts.visits import asked as visit_asked
from pages.parts.visits import file
from pages.parts.visits import plan as visit_plan
from pages.parts.visits import words as visit_words
from pages.parts.visits.asked import Asked
from pages.parts.visits.prepared import Prepared, prepared
from pages.parts.words import _, day, language, ngettext, number
from queries import system
from queries.visits import Plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """The controls, what the days can do, the first visits with their reasons beside the same days spent otherwise, and all visits."""
    layout.heading(_("Visits"), _("Where to go next?"))
    scored_on = made(system.last_scored_day, session.as_of())
    if scored_on is None:
        trouble.no_scores(day(session.as_of()))
        return
    asked, by = visit_asked.ask(), filters.chosen("by", visit_words.orders())
    ready = prepared(asked, by)
    visit_plan.tiles(ready.plan, asked)
    if visit_plan.has_probability(ready.plan):
        visits_column, orders_column = st.columns([3, 2], gap="large")
        with orders_column:
            visit_plan.comparison(ready.orders, ready.chart)
            visit_plan.uncovered(ready.left_out)
    else:
        st.info(_("No probability of an accident was fitted by this day. The facilities are ranked by the degree the law gives alone."))
        visits_column = st.container()
    with visits_column:
        the_first(ready, day(scored_on))
    told = everything_assumed(ready, asked)
    if not ready.plan.visits.empty:
        listed(ready, asked, told)
    layout.section(_("What the plan takes for granted"))
    layout.pairs(list(told.items()))


def the_first(ready: Prepared, scored_on: str) -> None:
    """The choice of order, and its first visits with their reasons."""
    layout.section(_("Go here first"), _("Scored on {day}.").format(day=scored_on))
    if visit_plan.has_probability(ready.plan):
        filters.segment("by", _("Visits in order of"), visit_words.orders(), is_label_shown=False)
    if ready.plan.visits.empty:
        st.info(_("No visit fits: the law allows none on this day, or every one takes longer. Give more days or choose another region."))
    layout.links("facility.py", ready.first, name="visits")


def listed(ready: Prepared, asked: Asked, told: dict[str, str]) -> None:
    """All visits as a table; a row opens the passport. Files hold those that the table leaves out, too."""
    shown, size = ready.listed.head(visit_plan.MOST_LISTED), len(ready.listed)
    note = _("{shown} of {all}. Choose a row to open the passport.").format(shown=number(len(shown)), all=number(size))
    layout.section(_("All visits of the plan"), note)
    chosen = visit_plan.table(shown, asked, has_probability=visit_plan.has_probability(ready.plan))
    files(ready, asked, told)
    if chosen is not None:
        st.session_state.pop("opened", None)
        facility_id = ready.plan.visits["facility_id"].iloc[chosen]
        st.switch_page("facility.py", query_params=layout.kept_in_address() | {"facility": str(facility_id)})


def on_the_map(plan: Plan) -> None:
    """A link to the map with these facilities alone, as many as an address holds."""
    picked = plan.visits["facility_id"].head(address.MOST_CHOSEN)
    label = ngettext("The first {n} facility on the map", "The first {n} on the map", len(picked)).format(n=number(len(picked)))
    layout.open_screen(
        "map.py", label, chosen=",".join(map(str, picked)), colour="probability" if visit_plan.has_probability(plan) else "degree"
    )


def files(ready: Prepared, asked: Asked, told: dict[str, str]) -> None:
    """Buttons that save all visits with the assumptions told; each saving is written to the trail."""
    rows, headings = ready.listed, visit_words.columns(has_probability=visit_plan.has_probability(ready.plan))
    sheets, size = (_("Visits"), _("Assumptions")), len(rows)
    viewer, as_of = session.viewer(), session.as_of()

    def saved(kind: str, made: Callable[[], bytes]) -> bytes:
        given = {"law": asked.law, "region": asked.region, "inspector_days": asked.inspector_days, "effect_percent": asked.effect_percent}
        system.record(viewer, "export", f"visits.{kind}", as_of=as_of, **given)
        return made()

    makers = {"csv": lambda: file.as_csv(rows, headings, told), "xlsx": lambda: file.as_workbook(rows, headings, told, sheets)}
    with st.container(horizontal=True, vertical_alignment="center"):
        on_the_map(ready.plan)
        for kind, mime in (("csv", "text/csv"), ("xlsx", XLSX)):
            label = ngettext("Download {kind} ({n} visit)", "Download {kind} ({n} visits)", size).format(kind=kind.upper(), n=number(size))
            st.download_button(
                label, lambda kind=kind: saved(kind, makers[kind]), file_name=f"visits_{as_of}.{kind}", mime=mime, on_click="ignore",
                icon=":material/download:", type="tertiary", key=f"visits_{kind}_{language()}",
            )  # fmt: skip


def everything_assumed(ready: Prepared, asked: Asked) -> dict[str, str]:
    """What the plan takes for granted, with the length of visits, the day and the mark of invented rows."""
    lengths = _("Median of the inspections of the year before, in the whole country: {lengths}.").format(lengths="; ".join(ready.lengths))
    ends = {_("As of"): day(session.as_of()), _("Inspector-days"): number(asked.inspector_days), _("Note"): tables.demonstration_mark()}
    told = visit_asked.told(asked) | {_("Length of a visit, inspector-days"): lengths} | ends
    return {heading: words for heading, words in told.items() if words}


show()
