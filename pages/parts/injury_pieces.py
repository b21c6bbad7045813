"""What each part of the injuries screen shows, made ready out of the answers: title, words, chart and its table."""

from dataclasses import dataclass, field
from typing import Any

from pandas import DataFrame, concat

from pages.parts import harm_charts, labels, official, region_chart, region_rates, session, tables, target_words, year_lines, year_marks
from pages.parts.cached import ask
from pages.parts.words import _, day, months
from queries import figures, injuries

DIGITS = {"injured": 3, "killed": 4}


@dataclass(frozen=True)
class Chosen:
    """What the reader looks at: injured or killed, one region or all he may see (None), a series, the name of the place."""

    harm: str
    region: str | None
    series: str
    place: str


@dataclass(frozen=True)
class Piece:
    """A part of a screen: its title and words above; the arguments of charts.show; or why there is nothing."""

    title: str
    above: str = ""
    shown: dict[str, Any] = field(default_factory=dict)
    nothing: str = ""


def years(chosen: Chosen) -> Piece:
    """One series over the years: published national figures, or the register's rates of the chosen place."""
    if chosen.series == official.REGISTER:
        place, unit, drawn = chosen.place, official.unit(official.FATAL_RATE), register(chosen, chosen.harm)
    else:
        indicator = official.INDICATORS[chosen.series][chosen.harm]
        place, unit, drawn = _("Kazakhstan"), official.unit(indicator), official.drawn(chosen.series, indicator)
    name = official.names()[chosen.series]
    title, above = f"{labels.harms()[chosen.harm]}: {place}. {name}", official.definition(chosen.series)
    if drawn.marks.empty:
        return Piece(title, above, nothing=_("This series has no figures for this choice. Choose another series above."))
    return Piece(title, above, _shown(year_lines.line(drawn, unit), drawn.rows, drawn.columns, drawn.formats, title, drawn))


def targets(chosen: Chosen) -> tuple[str, list[Piece]]:
    """Fatal rates beside the path of the target: a published series and the register, each in a chart of its own."""
    path = ask(figures.targets, indicator=official.FATAL_RATE)
    series, country = official.with_fatal_rate(chosen.series), _("Kazakhstan")
    published = official.drawn(series, official.FATAL_RATE, since=target_words.first_year(path))
    sides = {
        f"{country}. {official.names()[series]}": published,
        f"{chosen.place}. {official.register_name()}": register(chosen, "killed"),
    }
    beside = concat([drawn.marks for drawn in sides.values() if len(drawn.marks)] or [published.marks])
    return target_words.note(path), [_target(title, drawn, path, beside) for title, drawn in sides.items()]


def _target(title: str, drawn: year_marks.Drawn, path: DataFrame, beside: DataFrame) -> Piece:
    chart = year_lines.against_target(drawn, path, official.unit(official.FATAL_RATE), beside)
    rows, columns = target_words.beside(drawn.marks, path), target_words.columns()
    return Piece(title, shown=_shown(chart, rows, columns, target_words.formats(), title, drawn))


def register(chosen: Chosen, harm: str) -> year_marks.Drawn:
    """Yearly rates of the register in the chosen place."""
    return year_marks.of_register(ask(injuries.by_year, region=chosen.region), harm)


def _shown(
    chart: Any, rows: DataFrame, labels: dict[str, str], formats: dict[str, Any], title: str, drawn: year_marks.Drawn
) -> dict[str, Any]:
    told = year_marks.in_words(title, drawn.marks)
    return {"chart": chart, "rows": rows, "labels": labels, "formats": formats, "note": drawn.note, "told": told}


def regions(chosen: Chosen) -> Piece:
    """Every region the viewer may see: rate, interval, last year's rate, and whether the change could be chance."""
    word, (now, before) = labels.harms()[chosen.harm], periods(chosen)
    rows, columns = region_rates.listed(ask(injuries.by_region), chosen.harm, DIGITS[chosen.harm]), region_rates.columns(word, before)
    title = _("{harm} per 1,000 employees by region, {period}").format(harm=word, period=now)
    if rows["rate"].isna().all():
        return Piece(title, nothing=_("No region has both accidents and employees known for this period."))
    headings = word, _("Change of the rate since {period}").format(period=before)
    unit, marked = _("Per 1,000 employees, in the period itself"), {"chosen": chosen.region, "country": _of_country(chosen.harm)}
    shown = {
        "chart": region_chart.chart(rows, unit, headings, **marked),
        "narrow": region_chart.narrow(rows, unit, **marked),
        "rows": rows,
        "labels": columns,
        "formats": region_rates.formats(columns, DIGITS[chosen.harm]),
        "note": register_note(region_rates.legend()),
        "told": title,
    }
    return Piece(title, region_rates.note(before), shown)


def _of_country(harm: str) -> float | None:
    rate = f"{injuries.RATES[harm]}_per_1000_employees"
    return ask(injuries.totals, region=None)[rate] if session.viewer().is_nationwide else None


def by_month(chosen: Chosen) -> Piece:
    """Counts of this year's months over last year's, in the chosen place."""
    title = _("{harm} month by month: {place}").format(harm=labels.harms()[chosen.harm], place=chosen.place)
    rows = harm_charts.months_listed(ask(injuries.by_month, region=chosen.region), chosen.harm)
    if rows[["now", "before"]].isna().all(axis=None):
        return Piece(title, nothing=_("The register holds no accident of these two years."))
    ends_on = ask(injuries.totals, region=chosen.region)["ends_on"]
    seen = ends_on.year, ends_on.year - 1
    chart, columns = harm_charts.months(rows, seen, official.unit("killed_count")), harm_charts.month_columns(seen)
    return Piece(
        title, shown={"chart": chart, "rows": rows, "labels": columns, "note": register_note(_("Full months only.")), "told": title}
    )


def by_cause(chosen: Chosen) -> Piece:
    """Causes of the period in the chosen place: share with count."""
    seen = periods(chosen)
    title = _("{harm} by cause: {place}, {period}").format(harm=labels.harms()[chosen.harm], place=chosen.place, period=seen[0])
    rows = harm_charts.causes_listed(ask(injuries.by_cause, region=chosen.region), chosen.harm)
    if rows.empty:
        return Piece(title, nothing=_("The register holds no accident of these two years."))
    columns, formats = harm_charts.cause_columns(*seen), harm_charts.cause_formats(*seen)
    note = register_note(harm_charts.cause_note(rows, *seen))
    return Piece(
        title, shown={"chart": harm_charts.causes(rows), "rows": rows, "labels": columns, "formats": formats, "note": note, "told": title}
    )


def register_note(said: str) -> str:
    """A note on figures of the register: the day they were known, and that they are invented where they are."""
    known = _("Accident register as known on {day}.").format(day=day(session.as_of()))
    return " ".join(filter(None, [known, said, tables.demonstration_mark()]))


def periods(chosen: Chosen) -> tuple[str, str]:
    """The months compared, and the same months a year before, in words."""
    totals = ask(injuries.totals, region=chosen.region)
    return months(totals["starts_on"], totals["ends_on"]), months(totals["starts_on_before"], totals["ends_on_before"])
