"""Where is the danger?"""

import streamlit as st

from pages.parts import cached, layout, session, trouble
from pages.parts.map import (
    area,
    areas_shown,
    choices,
    circle,
    colours,
    filters,
    first,
    frame,
    legend,
    panel,
    picture,
    player,
    search,
    switches,
    view,
    way,
)
from pages.parts.map import list as map_list
from pages.parts.words import _, day

layout.heading(_("Map"), _("Where is the danger?"))
chosen = filters.chosen()
filters.begin(chosen)
offered = choices.offered()
scored_on = offered["scored_on"]
if scored_on is None:
    trouble.no_scores(day(session.as_of()))
    st.stop()

colouring = colours.of(chosen)
frame.style(colouring)
level = way.level()
facility_id = panel.facility_id()
place = panel.place_of(facility_id)
view.follow(*filters.place_of(chosen), facility_id, place)
view.follow_circle(circle.box(chosen.near) if chosen.near else None)

top, controls = st.container(horizontal=True, vertical_alignment="center", key="map_top"), st.container()
with st.container(key="map_place"):
    beside, sheet = st.container(key="map_legend"), st.container(key="map_sheet")
with sheet:
    first.show(chosen)  # before all else: the browser fetches it while the rest is counted
counted = cached.made(legend.counted, chosen)
with top:
    search.show(chosen.law)
    way.choose()
with controls:
    filters.show(chosen)
with beside:
    way.breadcrumbs(chosen)
    area.show(chosen)
    if level:
        areas_shown.legend(level, chosen, colouring)
    else:
        legend.show(colouring, counted, scored_on, chosen)
    switches.show()
    picture.show(chosen)
    st.button(_("Whole country"), icon=":material/zoom_out_map:", on_click=view.fly_home, key="map_home", type="tertiary")
with sheet:
    frame.show(colouring, chosen, place)
    player.show(scored_on, offered["month_ends"])
    panel.show(colouring, chosen)
    first.leave(chosen)
if level:
    areas_shown.table(level, areas_shown.rows(level, chosen))
map_list.show(chosen, counted)
