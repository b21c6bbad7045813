"""Pieces that two screens or more are made of."""
