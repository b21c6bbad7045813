"""Colours of classes tell in grey too: the worse, the darker."""

from itertools import pairwise

import pytest

from pages.parts import palette, words
from pages.parts.map import colours
from queries.facilities import COLOURS, Filters

LEAST_STEP = 9  # of 100 steps of lightness, between neighbours


def lightness(colour: str) -> float:
    """Lightness of a colour in CIE L*, 0 to 100."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (each / 255 for each in palette.rgb(colour))]
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * luminance ** (1 / 3) - 16


@pytest.mark.parametrize("colour", COLOURS)
def test_classes_and_shares_grow_darker(colour: str) -> None:
    with words.speaking("en"):
        colouring = colours.of(Filters("labour", colour))
    solid = [colouring.fills[mark] for mark in sorted(colouring.fills) if mark and colouring.fills[mark].startswith("#")]

    for fills in (list(dict.fromkeys(solid)), colouring.share_fills):
        steps = [lightness(fill) for fill in fills]
        assert all(before - after >= LEAST_STEP for before, after in pairwise(steps)), steps
