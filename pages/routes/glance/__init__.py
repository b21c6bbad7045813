"""A glance of the map: what it opens with, as one light SVG drawn on the server."""
