"""The Digital Map of Enterprises: screens and routes on one port. Started by ./run, or by `streamlit run dashboard.py`."""

import logging
import sys

import streamlit as st
from starlette.middleware import Middleware

from pages.parts import trouble
from pages.routes import HANDLERS, ROUTES, early_style, guard

try:
    guard.choose_sign_in(st.get_option("server.address"))
except guard.NoSignIn as reason:
    sys.exit(f"The map does not start. {reason}")

logging.getLogger("streamlit").setLevel(logging.WARNING)
app = st.App(
    "pages/frame.py",
    routes=ROUTES,
    middleware=[Middleware(guard.SecurityHeaders), Middleware(early_style.EarlyStyle)],
    exception_handlers=HANDLERS,
    on_script_error=trouble.unforeseen,
)
