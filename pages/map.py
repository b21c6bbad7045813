"""Placeholder while the map screen is being built."""
