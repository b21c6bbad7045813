"""Targets under Administration: history, entering, preview."""
