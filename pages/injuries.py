"""Placeholder while the injuries screen is being built."""
