"""Placeholder while the overview screen is being built."""
