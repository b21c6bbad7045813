"""Small multiples as one chart: panels side by side on one scale, each place computed in the browser.

A row is a panel, its years in lists. The browser draws one chart many times as fast as twenty, and it fits the width it gets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from pages.parts.vega import Spec, quantity

GAP, RIGHT = 0.02, 0.06  # shares of a panel's width: half the space between panels, the right margin
LEFT = {5: 0.165, 2: 0.26}  # the left margin, for the numbers of the scale, by the count of panels side by side
GAP_BELOW, ABOVE, BELOW = 0.03, 0.33, 0.17  # shares of its height: the space between panels, words above, years below
PANEL_PX = 172


@dataclass(frozen=True)
class Lattice:
    """Panels of one scale: how many in all and side by side, first and last year, the highest value, its ticks and decimals."""

    count: int
    columns: int
    first_year: int
    last_year: int
    top: float
    ticks: Sequence[float]
    digits: int

    @property
    def left(self) -> float:
        """Where the years begin, as a share of a panel's width."""
        return LEFT[self.columns]

    @property
    def height(self) -> int:
        """Pixels of all panels."""
        return PANEL_PX * self.lines

    @property
    def lines(self) -> int:
        """Panels one under the other."""
        return ceil(self.count / self.columns)

    def axes(self) -> dict[str, Spec]:
        """Encodings all layers share: a panel is one wide and one high."""
        return {
            "x": quantity("px", axis=None, scale={"domain": [0, self.columns], "nice": False}),
            "y": quantity("py", axis=None, scale={"domain": [0, self.lines], "nice": False, "reverse": True}),
        }

    def x(self, year: str) -> str:
        """Expression of the place of a year, itself an expression."""
        share = f"({year} - {self.first_year}) / {self.last_year - self.first_year}"
        return self.across(f"{self.left} + {share} * {1 - self.left - RIGHT:.3f}")

    def y(self, value: str) -> str:
        """Expression of the place of a value, itself an expression; what is higher than the scale is drawn at its top."""
        share = f"(1 - min({value}, {self.top}) / {self.top})"
        return self.down(f"{ABOVE} + {share} * {1 - ABOVE - BELOW:.3f}")

    def across(self, share: Any) -> str:
        """Expression of a place in a panel by its share of the width."""
        return f"datum.i % {self.columns} + {share}"

    def down(self, share: Any) -> str:
        """Expression of a place in a panel by its share of the height."""
        return f"floor(datum.i / {self.columns}) + {share}"

    def at(self, across: float, down: float) -> list[Spec]:
        """Steps to a fixed place in every panel, by shares of its width and height."""
        return [to("px", self.across(across)), to("py", self.down(down))]

    def box(self) -> list[Spec]:
        """Steps to the outline of every panel."""
        ends = {"px": GAP, "px2": 1 - GAP}, {"py": GAP_BELOW / 2, "py2": 1 - GAP_BELOW / 2}
        return [to(field, self.across(share)) for field, share in ends[0].items()] + [
            to(field, self.down(share)) for field, share in ends[1].items()
        ]

    def along(self, year: str, *values: str, also: Sequence[str] = ()) -> list[Spec]:
        """Steps to a row for every year of a list, placed at the first of the values, with py2 at the second where there are two."""
        known = " && ".join(f"isValid(datum.{each})" for each in values)
        places = [to("px", self.x(f"datum.{year}")), to("py", self.y(f"datum.{values[0]}"))]
        ends = [to("py2", self.y(f"datum.{values[1]}"))] if len(values) > 1 else []
        return [{"flatten": [year, *values, *also]}, {"filter": known}, *places, *ends]


def to(field: str, expression: str) -> Spec:
    """The step that computes a field."""
    return {"calculate": expression, "as": field}
