"""Placeholder while the methods screen is being built."""
