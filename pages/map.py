"""Where is the danger?"""

import streamlit as st

from pages.parts import cached, layout, map_filters, map_frame, map_legend, map_list, map_panel, map_switches, map_view, session, trouble
from pages.parts.words import _, day
from queries import facilities, system

map_frame.style()
layout.heading(_("Map"), _("Where is the danger?"))
colouring, chosen = map_filters.chosen()
scored_on = system.last_scored_day(session.as_of())
if scored_on is None:
    trouble.no_scores(day(session.as_of()))
    st.stop()

counted = cached.ask(facilities.counted, filters=chosen)
facility_id = map_panel.facility_id()
place = map_panel.place_of(facility_id)
map_view.follow(chosen.region, map_filters.box_of(chosen.region), facility_id, place)

with st.container(key="map_place"):
    with st.container(key="map_legend"):
        map_legend.show(colouring, chosen.law, counted, scored_on)
        map_switches.show()
        st.button(_("Whole country"), icon=":material/zoom_out_map:", on_click=map_view.fly_home, key="map_home", type="tertiary")
    with st.container(key="map_sheet"):
        map_frame.show(colouring, chosen, place)
        map_panel.show()
map_list.show(chosen, counted)
