"""The injuries screen, part by part."""
