"""Where is the danger?"""

import streamlit as st

from pages.parts import (
    cached,
    layout,
    map_area,
    map_areas_shown,
    map_circle,
    map_colours,
    map_filters,
    map_frame,
    map_legend,
    map_list,
    map_panel,
    map_picture,
    map_player,
    map_search,
    map_switches,
    map_view,
    map_way,
    session,
    trouble,
)
from pages.parts.words import _, day
from queries import facilities, system

layout.heading(_("Map"), _("Where is the danger?"))
scored_on = system.last_scored_day(session.as_of())
if scored_on is None:
    trouble.no_scores(day(session.as_of()))
    st.stop()

chosen = map_filters.chosen()
colouring = map_colours.of(chosen)
counted = cached.ask(facilities.counted, filters=chosen)
map_frame.style(colouring)
level = map_way.level()
with st.container(horizontal=True, vertical_alignment="center", key="map_top"):
    map_search.show(chosen.law)
    map_way.choose()
map_filters.show(chosen, counted)
facility_id = map_panel.facility_id()
place = map_panel.place_of(facility_id)
map_view.follow(*map_filters.place_of(chosen), facility_id, place)
map_view.follow_circle(map_circle.box(chosen.near) if chosen.near else None)

with st.container(key="map_place"):
    with st.container(key="map_legend"):
        map_way.breadcrumbs(chosen)
        map_area.show(chosen)
        if level:
            map_areas_shown.legend(level, chosen, colouring)
        else:
            map_legend.show(colouring, counted, scored_on)
        map_switches.show()
        map_picture.show(chosen)
        st.button(_("Whole country"), icon=":material/zoom_out_map:", on_click=map_view.fly_home, key="map_home", type="tertiary")
    with st.container(key="map_sheet"):
        map_frame.show(colouring, chosen, place)
        map_player.show(scored_on)
        map_panel.show(colouring, chosen)
if level:
    map_areas_shown.table(level, map_areas_shown.rows(level, chosen))
map_list.show(chosen, counted)
