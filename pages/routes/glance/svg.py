"""The SVG of a glance: paths with their colours, letters with their rim, the whole."""

from pages.parts.map.layers import FONT
from pages.routes.glance.shapes import STEPS_OF_A_PIXEL
from pages.routes.glance.window import Window


def styled(path: str, fill: str, line: str = "none", width: float = 1) -> str:
    """A path of shapes.path with its colours and the width of its line, pixels; to stand in in_steps."""
    return f'<path d="{path}" fill="{fill}" stroke="{line}" stroke-width="{width * STEPS_OF_A_PIXEL:g}"/>' if path else ""


def in_steps(paths: str) -> str:
    """Paths whose corners are told in fractions of a pixel."""
    return f'<g transform="scale({1 / STEPS_OF_A_PIXEL:g})" fill-rule="evenodd" stroke-linejoin="bevel">{paths}</g>'


def rimmed(letters: str, colour: str) -> str:
    """Letters in the type of the map, with a rim of a colour."""
    rim = f'stroke="{colour}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"'
    return f'<g font-family="{FONT}" font-weight="600" text-anchor="middle" {rim}>{letters}</g>' if letters else ""


def whole(window: Window, drawn: str) -> bytes:
    """The picture as a file."""
    size = f'width="{window.width}" height="{window.height}" viewBox="0 0 {window.width} {window.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'.encode()
