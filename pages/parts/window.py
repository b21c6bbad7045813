"""How large the reader's window is: the page says so in a cookie, before anything is drawn."""

import re

import streamlit as st

COOKIE = "map_window"
SCRIPT = f'<script>document.cookie="{COOKIE}="+innerWidth+"x"+innerHeight+";path=/;samesite=lax"</script>'
COMMON = (1440, 900)


def size() -> tuple[int, int]:
    """Width and height in CSS pixels; those of a common screen where the page did not say."""
    told = re.fullmatch(r"([1-9]\d{2,3})x([1-9]\d{2,3})", str(st.context.cookies.get(COOKIE)), re.ASCII)
    return (int(told[1]), int(told[2])) if told else COMMON
