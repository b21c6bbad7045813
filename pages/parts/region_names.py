"""The regions a reader may choose from and read about, by name."""

from pages.parts.cached import ask
from pages.parts.words import named
from queries import facilities
from queries.records import records


def region_names() -> dict[str, str]:
    """The regions the viewer may see, by code, in the order of their names."""
    names = {row["region_code"]: named(row) for row in records(ask(facilities.region_boxes))}
    return dict(sorted(names.items(), key=lambda each: each[1]))
