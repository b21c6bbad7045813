"""The chosen indicator month by month over the same months before, from zero up."""

from datetime import date
from typing import Any

from pandas import DataFrame

from pages.parts import charts, definition, palette, tables, vega
from pages.parts.cached import ask
from pages.parts.injuries import outlook, words
from pages.parts.injuries import rows as injury_rows
from pages.parts.injuries.chosen import Chosen, Measure
from pages.parts.injuries.piece import Piece
from pages.parts.vega import Spec, layer, quantity, told, word
from pages.parts.words import _, capital, month, month_name, named, number
from queries import indicators
from queries.records import records

HEIGHT_PX, FEWEST_MONTHS = 260, 3


def piece(chosen: Chosen) -> Piece:
    """The picture and its table; of a very short period the months of its year so far."""
    chosen = _long_enough(chosen)
    title = _("{indicator} month by month: {place}").format(indicator=_counted(chosen.measure), place=chosen.place)
    rows, digits = listed(chosen), 0 if is_counted(chosen.measure) else words.digits(chosen.measure)
    if rows[["now", "before"]].isna().all(axis=None):
        return Piece(title, nothing=_("Nothing is known of these months, nor of the same months before."))
    labels = {"month": _("Month"), "now": chosen.period, "before": chosen.period_before, "opens": injury_rows.column()}
    formats = {each: tables.number_column(labels[each], digits) for each in ("now", "before")} | {"opens": injury_rows.link_column()}
    spoken = "; ".join(f"{row['month']}: {row['now_told']}" for row in records(rows))
    shown = {
        "about": definition.of_measure(chosen.measure),
        "chart": chart(rows, ends(chosen), unit(chosen.measure)), "rows": rows, "labels": labels, "formats": formats,
        "note": words.note(chosen.measure, _("Full months only.")), "told": f"{title}. {spoken}",
    }  # fmt: skip
    return Piece(title, shown=shown)


def is_counted(measure: Measure) -> bool:
    """Whether months show the events themselves, since their rate would say less than it seems to."""
    return bool(measure["interval_kind"] == "poisson")


def _counted(measure: Measure) -> str:
    return capital(named(measure, "numerator")) if is_counted(measure) else named(measure)


def unit(measure: Measure) -> str:
    """The unit of the months' values."""
    return _("Count") if is_counted(measure) else words.unit(measure)


def _long_enough(chosen: Chosen) -> Chosen:
    if chosen.month_count >= FEWEST_MONTHS:
        return chosen
    january = chosen.last_month.replace(month=1)
    return Chosen(chosen.measure, chosen.region, min(chosen.first_month, january), chosen.last_month, chosen.place)


def listed(chosen: Chosen) -> DataFrame:
    """Months of the period: name (short), month (with its year), now, before (values), now_told, before_told.

    opens, opens_before: addresses of the rows of the month, and of the one before.
    """
    now = _months(chosen.first_month, chosen.month_count)
    before = [each.replace(year=each.year - chosen.years_back) for each in now]
    rows = ask(indicators.over_periods, indicator=chosen.indicator, periods=[(each, each) for each in now + before])
    own = rows[outlook.of(chosen.region, rows)].set_index("period_no")["numerator" if is_counted(chosen.measure) else "value"]
    digits = 0 if is_counted(chosen.measure) else words.digits(chosen.measure)
    names = [month_name(each.month) if each.month > 1 or chosen.month_count <= 12 else str(each.year) for each in now]
    values = {"now": own.loc[1 : len(now)].tolist(), "before": own.loc[len(now) + 1 :].tolist()}
    opens = {column: [_opening(chosen, each) for each in months] for column, months in (("opens", now), ("opens_before", before))}
    found = DataFrame({"place": range(len(now)), "name": names, "month": [month(each) for each in now]} | values | opens)
    return found.assign(**{f"{column}_told": [number(value, digits) for value in found[column]] for column in values})


def _opening(chosen: Chosen, of: date) -> str:
    return injury_rows.address(chosen, first=f"{of:%Y-%m}", last=f"{of:%Y-%m}")


def _months(first: date, count: int) -> list[date]:
    places = range(first.month - 1, first.month - 1 + count)
    return [date(first.year + place // 12, place % 12 + 1, 1) for place in places]


def ends(chosen: Chosen) -> tuple[str, str]:
    """What is said at the ends of the two lines: years where each lies within one."""
    if chosen.first_month.year == chosen.last_month.year:
        return str(chosen.last_month.year), str(chosen.last_month.year - 1)
    return chosen.period, chosen.period_before


def chart(rows: DataFrame, ends: tuple[str, str], title: str) -> Spec:
    """The line of the period over that of the months before; ends are said at the last points."""
    top = max(rows[["now", "before"]].max().max(), 1e-9) * 1.2
    above = {"titleAngle": 0, "titleAlign": "left", "titleX": 0, "titleY": -10, "domain": False}
    y = {
        "title": title,
        "axis": above | {"tickCount": 4, "labelExpr": charts.number_labels()},
        "scale": {"domain": [0, top], "nice": False},
    }
    names = "[" + ",".join(f"'{name}'" for name in rows["name"]) + "]"
    across = {"values": list(rows["place"]), "labelExpr": f"{names}[datum.value]", "ticks": False, "grid": False, "domain": False}
    across |= {"labelAngle": 0, "labelOverlap": True, "labelSeparation": 6}
    x = quantity("place", title=None, axis=across, scale={"domain": [-0.4, len(rows) - 0.6], "nice": False})
    layers = [each for column in ("before", "now") for each in _line(rows, column, ends, y)]
    return vega.layered(layers, rows=rows, height=HEIGHT_PX, x=x)


def _line(rows: DataFrame, column: str, ends: tuple[str, str], y: dict[str, Any]) -> list[Spec]:
    colours, is_now = palette.tokens(), column == "now"
    opens = "opens" if is_now else "opens_before"
    ink, width, end = (colours["accent"], 2.5, ends[0]) if is_now else (colours["muted"], 1.5, ends[1])
    known = rows.dropna(subset=[column])
    place = {"rows": known, "y": quantity(column, **y)}
    last = {"rows": known.tail(1), "y": quantity(column, **y)}
    other = rows["before" if is_now else "now"].reindex(known.tail(1).index)
    is_under = bool((known[column].tail(1) < other).any()) or (not is_now and bool((known[column].tail(1) == other).any()))
    said = {"color": ink, "dy": 17 if is_under else -13, "dx": 6, "fontSize": 13, "fontWeight": "bold", "align": "right"}
    halo = {"stroke": colours["page"], "strokeWidth": 5, "strokeJoin": "round"}
    if " " in end:  # a period too long to stand at a point stands in the corner
        last, said["dy"] = {"rows": known.tail(1), "x": {"value": "width"}, "y": {"value": 0}}, 4 if is_now else 21
    heads = told(month=_("Month"), now_told=ends[0], before_told=ends[1])
    return [
        layer("line", {"color": ink, "strokeWidth": width}, **place),
        layer("point", {"size": 36, "opacity": 1, "filled": True, "color": ink}, tooltip=heads, href=word(opens), **place),
        layer("text", said | halo, text={"value": end}, **last),
        layer("text", said, text={"value": end}, **last),
    ]
