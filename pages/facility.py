"""Placeholder while the facility screen is being built."""
