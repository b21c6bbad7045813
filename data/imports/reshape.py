"""Turns the rows of a file into rows of our columns, by the header and the mapping."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from data.imports.cells import cleaned, with_decimal_point
from data.imports.columns import FACILITIES, Form
from data.imports.mapping import Mapping
from data.imports.problems import Refused
from data.imports.table import Table

JOINED_BY = " / "
Cell = Callable[[list[str]], str]


@dataclass(frozen=True)
class Plan:
    """How a file becomes rows of ours.

    columns   our columns that the file or the mapping gives, in the order of the cells
    known_as  our column -> what the file calls it, for reports
    rows      (line, fault, cells): fault is empty, or the text of a row with too many or too few cells
    """

    columns: tuple[str, ...]
    known_as: dict[str, str]
    rows: Iterator[tuple[int, str, list[str]]]


def reshaped(table: Table, mapping: Mapping, form: Form = FACILITIES) -> Plan:
    """The plan for a file. Raises Refused where its header does not fit the form."""
    header = cleaned(table.header)
    theirs = _theirs_by_ours(header, mapping, form)
    columns = tuple(name for name in form.names if name in theirs or name in mapping.constants)
    _make_sure_it_is_enough(columns, header, form)
    known_as = {name: " + ".join(theirs.get(name, (name,))) for name in columns}
    cells = [_cell(name, header, theirs.get(name, ()), mapping, form) for name in columns]
    return Plan(columns, known_as, _rows(table, cells))


def _theirs_by_ours(header: list[str], mapping: Mapping, form: Form) -> dict[str, tuple[str, ...]]:
    """Which of the file's columns make ours: as mapped, else those that bear our name."""
    same_name = {name: (name,) for name in form.names if name in header and name not in mapping.constants}
    theirs = same_name | mapping.columns
    used = {name for names in theirs.values() for name in names}
    repeated = [name for name, count in Counter(filter(None, header)).items() if count > 1]
    others = [name for name in header if name and name not in used]
    if not used & set(header):
        raise Refused("columns_none_known", header=_shown(header), known=", ".join(form.names))
    if repeated:
        raise Refused("columns_repeated", columns=_shown(repeated))
    if used - set(header):
        raise Refused("columns_lacking_mapped", columns=_shown(sorted(used - set(header))), header=_shown(header))
    if others and mapping.file.get("other_columns") != "ignore":
        raise Refused("columns_unknown", columns=_shown(others), known=", ".join(form.names))
    return theirs


def _make_sure_it_is_enough(columns: tuple[str, ...], header: list[str], form: Form) -> None:
    lacking = [thing for thing in form.needed if not any(names <= set(columns) for names in thing)]
    if lacking:
        said = [" | ".join(" + ".join(sorted(names, key=form.names.index)) for names in thing) for thing in lacking]
        raise Refused("columns_lacking", columns=", ".join(said), header=_shown(header))


def _shown(names: list[str]) -> str:
    """A header of junk must not flood the sentence."""
    shown = [name[:60] for name in names[:12]]
    return ", ".join(shown) + (", …" if len(names) > len(shown) else "")


def _cell(name: str, header: list[str], theirs: tuple[str, ...], mapping: Mapping, form: Form) -> Cell:
    """How one of our cells is made from the cleaned cells of a row."""
    if not theirs:
        constant = mapping.constants[name]
        return lambda row: constant
    take = _taken_from([header.index(each) for each in theirs])
    if name in mapping.values:
        take = _translated(take, mapping.values[name])
    if name in form.numbers and mapping.file.get("decimal") == ",":
        take = _with_decimal_point(take)
    return take


def _taken_from(places: list[int]) -> Cell:
    if len(places) == 1:
        return itemgetter(places[0])
    return lambda row: JOINED_BY.join(row[place] for place in places if row[place])


def _translated(take: Cell, words: dict[str, str]) -> Cell:
    return lambda row: words.get(take(row), take(row))


def _with_decimal_point(take: Cell) -> Cell:
    return lambda row: with_decimal_point(take(row))


def _rows(table: Table, cells: list[Cell]) -> Iterator[tuple[int, str, list[str]]]:
    width = len(table.header)
    for line_no, row in table.rows:
        if not any(row):
            continue
        if len(row) != width and (len(row) < width or any(row[width:])):
            yield line_no, cleaned([" | ".join(row)])[0], []
        else:
            clean = cleaned(row)
            yield line_no, "", [cell(clean) for cell in cells]
