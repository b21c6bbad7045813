"""The passport of a facility."""
