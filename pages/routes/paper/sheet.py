"""A sheet of A4, landscape: letters and shapes placed in millimetres from its lower left corner, and how it becomes a file."""

import io
import logging
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle
from matplotlib.textpath import TextToPath

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it warns of a letter weight that its own letters lack
FONTS = Path(__file__).parents[2] / "assets" / "fonts"
WIDTH_MM, HEIGHT_MM = 297.0, 210.0
MM_OF_AN_INCH, POINTS_OF_AN_INCH = 25.4, 72
DOTS_PER_INCH = 300
LINE_HEIGHT = 1.28  # of the letter size
REGULAR, BOLD = 400, 600
MEDIA = {"png": "image/png", "svg": "image/svg+xml"}


@cache
def letters(size: float, weight: int = REGULAR) -> FontProperties:
    """The product's own letters; a sign they lack comes from the letters that the drawing library brings."""
    if "Inter" not in font_manager.fontManager.get_font_names():
        for name in ("regular", "semibold"):
            font_manager.fontManager.addfont(FONTS / f"inter-{name}.ttf")
    return FontProperties(family=["Inter", "DejaVu Sans"], size=size, weight=weight)


def width_mm(text: str, size: float, weight: int = REGULAR) -> float:
    """How wide a line of letters is."""
    wide = TextToPath().get_text_width_height_descent(text, letters(size, weight), ismath=False)[0]
    return wide / POINTS_OF_AN_INCH * MM_OF_AN_INCH


def wrapped(text: str, width: float, size: float, weight: int = REGULAR) -> list[str]:
    """Lines no wider than so many millimetres, broken between words; a word wider than that stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_mm(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class Sheet:
    """The sheet while it is drawn."""

    def __init__(self) -> None:
        self.figure = Figure(figsize=(WIDTH_MM / MM_OF_AN_INCH, HEIGHT_MM / MM_OF_AN_INCH), facecolor="white")
        FigureCanvasAgg(self.figure)
        self.page = self.window(0, 0, WIDTH_MM, HEIGHT_MM)
        self.page.set(xlim=(0, WIDTH_MM), ylim=(0, HEIGHT_MM))
        self.page.set_zorder(2)

    def window(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """A part of the sheet with measures of its own."""
        axes = self.figure.add_axes((left / WIDTH_MM, bottom / HEIGHT_MM, width / WIDTH_MM, height / HEIGHT_MM))
        axes.set_axis_off()
        return axes

    def line(self, text: str, x: float, y: float, size: float, colour: str, *, weight: int = REGULAR, align: str = "left") -> None:
        """One line of letters standing on y."""
        self.page.text(x, y, text, color=colour, fontproperties=letters(size, weight), ha=align, va="baseline", parse_math=False)

    def lines(self, text: str, x: float, y: float, size: float, colour: str, *, width: float, weight: int = REGULAR) -> float:
        """Letters broken into lines below y; answers where the last of them ends."""
        step = size * LINE_HEIGHT / POINTS_OF_AN_INCH * MM_OF_AN_INCH
        for each in wrapped(text, width, size, weight):
            y -= step
            self.line(each, x, y + step * 0.22, size, colour, weight=weight)
        return y

    def rectangle(self, x: float, y: float, width: float, height: float, *, fill: str, edge: str, points: float = 0.5) -> None:
        """A rectangle from its lower left corner; points is how thick its edge is."""
        self.page.add_patch(Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=points))

    def chip(self, text: str, x: float, y: float, size: float, *, ink: str, fill: str) -> None:
        """A line of letters on a rounded ground, from its lower left corner."""
        wide, high = width_mm(text, size, BOLD) + 4, size * 0.62
        box = FancyBboxPatch((x + 1, y + 1), wide - 2, high - 2, boxstyle="round,pad=1", facecolor=fill, edgecolor=ink, linewidth=0.5)
        self.page.add_patch(box)
        self.line(text, x + 2, y + high * 0.32, size, ink, weight=BOLD)

    def circle(self, x: float, y: float, radius: float, *, fill: str, edge: str, points: float) -> None:
        """A circle around x and y; points is how thick its edge is."""
        self.page.add_patch(Circle((x, y), radius, facecolor=fill, edgecolor=edge, linewidth=points))

    def file(self, kind: str, title: str) -> bytes:
        """The sheet as png of 300 dots an inch, or as svg whose letters are shapes, so that it looks the same everywhere."""
        written = io.BytesIO()
        metadata = {"Title": title} | ({"Date": None, "Creator": None} if kind == "svg" else {"Software": None})
        with mpl.rc_context({"svg.hashsalt": "map", "svg.fonttype": "path"}):
            self.figure.savefig(written, format=kind, dpi=DOTS_PER_INCH, metadata=metadata)
        self._let_go()
        return written.getvalue()

    def _let_go(self) -> None:
        """A figure holds itself in circles, with 35 MB of dots: it is taken apart at once, not when the collector comes round."""
        self.figure.clear()
        self.figure.canvas = FigureCanvasBase(self.figure)
