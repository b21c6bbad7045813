"""Placeholder while the instructions screen is being built."""
