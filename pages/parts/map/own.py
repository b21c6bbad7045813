"""The reader's own points, lines and areas on the map, out of a file that is kept for this session only."""

import streamlit as st

from pages.parts import own_file, session, uploader
from pages.parts.map import own_layers, view
from pages.parts.words import _, language, ngettext, number

UPLOADER, LAYER, PROBLEM = "map_own_file", "map_own_layer", "map_own_problem"
MEGABYTE = 1_000_000


def problems() -> dict[str, str]:
    """Why a file cannot be shown, by reason."""
    return {
        "kind_unknown": _("This is no file the map can read. Choose GeoJSON, GPKG, CSV or a zipped shapefile."),
        "too_large": _("The file is larger than {size} MB. Leave out what the map does not need.").format(size=_size_mb()),
        "too_many": _("The file holds more than {count} features, or too many corners. Leave out what the map does not need.").format(
            count=number(own_file.MOST_FEATURES)
        ),
        "damaged": _("The file is damaged, or is not what its name says. Save it again and choose it once more."),
        "empty": _("There is no point, line or area in the file."),
        "elsewhere": _("Everything in the file lies far from Kazakhstan. Check its coordinates: longitude first, then latitude."),
        "coordinates_unknown": _("The file does not say in which coordinates it is. Save it in degrees (EPSG:4326), or with its system."),
        "columns_missing": _("The table has no columns lon and lat with degrees. Name them so."),
        "not_one_shapefile": _("The archive must hold exactly one shapefile: .shp with its .shx, .dbf and .prj."),
    }


def show() -> None:
    """The place for the file, and what became of it."""
    st.html(f"<style>{words_of_the_uploader()}</style>")
    st.file_uploader(
        _("Own points or areas"), type=list(own_file.KINDS), key=UPLOADER, on_change=_brought, max_upload_size=_size_mb(),
        help=_("GeoJSON, GPKG, CSV with columns lon and lat, or a zipped shapefile. Only you see it, until you leave; nothing is stored."),
    )  # fmt: skip
    if PROBLEM in st.session_state:
        st.error(problems()[st.session_state[PROBLEM]])
    elif key() is not None:
        st.success(_told())
        st.button(_("Take it off the map"), on_click=_taken_off, key="map_own_off", type="tertiary")


def key() -> str | None:
    """Under which key the session's layer is kept; None where there is none, or it was kept too long."""
    layer = st.session_state.get(LAYER)
    return layer["key"] if layer and own_layers.kept(layer["key"], session.viewer().user) is not None else None


def _size_mb() -> int:
    return own_file.MOST_BYTES // MEGABYTE


def _brought() -> None:
    """Reads the file chosen, or forgets the one taken away."""
    _taken_off()
    file = st.session_state.get(UPLOADER)
    if file is None:
        return
    try:
        layer = own_file.read(file.name, file.getvalue(), language())
    except own_file.CannotRead as why:
        st.session_state[PROBLEM] = why.reason
        return
    kept_as = own_layers.keep(session.viewer().user, layer.body)
    st.session_state[LAYER] = {"key": kept_as, "shown": layer.shown, "left_out": layer.left_out}
    view.fly_to(layer.box)


def _taken_off() -> None:
    st.session_state.pop(PROBLEM, None)
    own_layers.drop(st.session_state.pop(LAYER, {}).get("key"), session.viewer().user)


def _told() -> str:
    layer = st.session_state[LAYER]
    shown = ngettext("{n} feature of your file is on the map.", "{n} features of your file are on the map.", layer["shown"])
    missing = layer["left_out"]
    left_out = ngettext("{n} without a place near Kazakhstan is left out.", "{n} without a place near Kazakhstan are left out.", missing)
    said = shown.format(n=number(layer["shown"]))
    return f"{said} {left_out.format(n=number(missing))}" if missing else said


def words_of_the_uploader() -> str:
    """Style rules that put the reader's words in the place of Streamlit's English ones."""
    return uploader.in_words(UPLOADER, _("GeoJSON, GPKG, CSV, ZIP up to {size} MB").format(size=_size_mb()))
