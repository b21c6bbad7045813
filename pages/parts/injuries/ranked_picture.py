"""The ranked regions as a picture: dot, interval, last year's tick, counts and changes; its table says where each is heading."""

from pandas import DataFrame

from pages.parts import definition, region_chart, region_rates, session
from pages.parts.injuries import outlook, ranked, words
from pages.parts.injuries.chosen import Chosen
from pages.parts.injuries.piece import Piece
from pages.parts.words import _, capital, named

MOST_LETTERS = 30


def piece(chosen: Chosen) -> Piece:
    """The picture, its narrow form, and the table of everything known of each region."""
    title = f"{named(chosen.measure)}, {chosen.period}"
    rows = ranked.listed(chosen)
    if rows["rate"].isna().all():
        return Piece(title, nothing=_("No region has both events and a denominator known for this period. Choose other months above."))
    unit, marked = words.unit(chosen.measure), {"chosen": chosen.region, "country": _country(chosen)}
    headings = _counted(chosen), _("Change since {period}").format(period=chosen.period_before)
    labels = ranked.columns(chosen, rows)
    shown = {
        "about": definition.of_measure(chosen.measure),
        "chart": region_chart.chart(rows, unit, headings, **marked), "narrow": region_chart.narrow(rows, unit, **marked),
        "rows": rows, "labels": labels, "formats": ranked.formats(labels, chosen),
        "note": words.note(chosen.measure, region_rates.legend(), *_said(rows)), "told": f"{title}. {ranked.tell(rows)}",
    }  # fmt: skip
    plain = _("Dot: the value of the period. Tick: {period}.").format(period=chosen.period_before)
    return Piece(title, region_rates.note(chosen.period_before) if rows["low"].notna().any() else plain, shown)


def _counted(chosen: Chosen) -> str:
    """What is counted, as the heading of a column; in one word where its words would run over the picture."""
    told = capital(named(chosen.measure, "numerator"))
    return told if len(told) <= MOST_LETTERS else _("Count")


def _country(chosen: Chosen) -> float | None:
    """The value of the whole country as a line, where it is a rate."""
    if not session.viewer().is_nationwide or chosen.measure["denominator_over_months"] is None:
        return None
    rows = ranked.of_period(chosen)
    return next(iter(rows[outlook.of(None, rows)]["value"]), None)


def _said(rows: DataFrame) -> list[str]:
    if "shrunken" not in rows:
        return []
    return [_("The table adds the target, the pace needed and foreseen, the chance, and the rate drawn towards the country's.")]
