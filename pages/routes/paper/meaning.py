"""What the legend of a picture says: the classes of the colouring with their counts, shares of clusters, rings, sizes."""

from pandas import DataFrame

from pages.parts import labels, palette
from pages.parts.map import colours, legend
from pages.parts.map import marks as map_marks
from pages.parts.map.colours import Colouring
from pages.parts.words import _, percent
from pages.routes.paper.legend import Line, Section, Swatch

RING_POINTS = 1.7


def sections(colouring: Colouring, counted: DataFrame) -> list[Section]:
    """The legend under the present filters; counted as queries.facilities.counted answers."""
    counts = legend.by_filter(counted)
    marks, places = counts.get("mark", {}), counts.get("place", {})
    classes = tuple(_class(colouring, mark, marks) for mark in colouring.words if marks.get(str(mark)))
    told = [
        Section(legend.total(places)),
        Section(_("Fill: {what}").format(what=colouring.title), colouring.under, classes),
        Section(colouring.share, lines=_shares(colouring)),
    ]
    if colouring.code != "violations":
        told.append(Section(_("Ring: violations of 12 quarters"), lines=tuple(map(_ring, labels.violation_classes().items()))))
    return [*told, Section(_("Larger marks: more facilities, or a larger harm potential."))]


def _class(colouring: Colouring, mark: int, marks: dict[str, int]) -> Line:
    return Line(_swatch(colouring.fills[mark]), colouring.words[mark], marks[str(mark)])


def _swatch(fill: str) -> Swatch:
    if fill in (colours.HOLLOW, colours.WHITE):
        return Swatch("#FFFFFF", palette.HOLLOW, 1.2, is_small=fill == colours.HOLLOW)
    return Swatch(fill)


def _shares(colouring: Colouring) -> tuple[Line, ...]:
    first, second, third = (bound / 100 for bound in colouring.bounds_pct)
    words = (
        _("under {share}").format(share=percent(first)),
        _("{share} to {next}").format(share=percent(first), next=percent(second)),
        _("{share} to {next}").format(share=percent(second), next=percent(third)),
        _("{share} and more").format(share=percent(third)),
    )
    return tuple(Line(Swatch(fill), word) for fill, word in zip(colouring.share_fills, words, strict=True))


def _ring(kind: tuple[str, str]) -> Line:
    """A ring around a mark; white where nothing was inspected lately, none where no inspection is known."""
    code, word = kind
    colour = map_marks.rings()[code]
    return Line(Swatch(palette.DEGREES["low"], "none" if colour == "transparent" else colour, RING_POINTS, is_on_ground=True), word)
