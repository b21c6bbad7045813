"""Degrees set by hand: the form and the ledger."""
