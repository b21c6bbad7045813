"""Leads of concealment on screen."""
