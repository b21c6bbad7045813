"""The map on paper: a sheet of A4 drawn on the server, as PNG or SVG."""
