"""Injuries: are injuries falling as fast as the target asks? One series at a time, every rate with its interval."""

import streamlit as st

from pages.parts import charts, compared, filters, injury_pieces, labels, layout, official, session, tables, target_words, year_marks
from pages.parts.cached import ask, made
from pages.parts.injury_pieces import Chosen, Piece
from pages.parts.words import _, named, number
from queries import injuries


def show() -> None:
    """Filters and headline; then years, target, regions, months, causes and published figures."""
    layout.heading(_("Injuries"), _("Are injuries falling as fast as the target asks?"))
    chosen = choose()
    headline(chosen)
    part(made(injury_pieces.years, chosen), "injuries_by_year")
    against_target(chosen)
    part(made(injury_pieces.regions, chosen), f"{chosen.harm}_by_region")
    left, right = st.columns(2)
    with left:
        part(made(injury_pieces.by_month, chosen), f"{chosen.harm}_by_month")
    with right:
        part(made(injury_pieces.by_cause, chosen), f"{chosen.harm}_by_cause")
    published_of_regions()


def choose() -> Chosen:
    """The filters; a regional viewer has one region and no choice of it."""
    names = made(region_names)
    own = session.viewer().region_code
    with st.container(horizontal=True, vertical_alignment="bottom"):
        harm = filters.segment("harm", _("Shown"), labels.harms())
        region = own or filters.one("region", _("Region"), names, everything=_("All regions"))
        series = filters.one("series", _("Series over the years"), made(official.names), width=430) or official.REGISTER
    return Chosen(harm, region, series, names[region] if region in names else _("Kazakhstan"))


def region_names() -> dict[str, str]:
    """The regions the viewer may see, by code, in the order of their names."""
    names = {row["region_code"]: named(row) for row in ask(injuries.by_region).to_dict("records")}
    return dict(sorted(names.items(), key=lambda each: each[1]))


def headline(chosen: Chosen) -> None:
    """Three figures of the period: injured, killed, and the yearly fatal rate beside the target of the year."""
    totals, (period, before) = ask(injuries.totals, region=chosen.region), made(injury_pieces.periods, chosen)
    layout.section(f"{chosen.place}, {period}", injury_pieces.register_note(_("Injured include the killed.")))
    *counted, rated = st.columns(3)
    for column, (harm, word) in zip(counted, labels.harms().items(), strict=True):
        now, then, p_value = (totals[f"{harm}_{part}"] for part in ("count", "count_before", "p_value"))
        with column:
            layout.tile(word, number(now), _("people"), compared.people(now, then, p_value, before))
    parts = ("per_1000_employees_a_year", "a_year_low", "a_year_high")
    rate, low, high = (number(totals[f"fatal_rate_{part}"], year_marks.RATE_DIGITS) for part in parts)
    with rated:
        layout.tile(
            _("Killed per 1,000 employees a year, at the pace of {period}").format(period=period),
            rate, f"({low}–{high})", target_words.verdict(totals), page="methods.py", link=_("How it is computed"),
        )  # fmt: skip


def against_target(chosen: Chosen) -> None:
    """Fatal rates beside the path of the target: a published series and the register, side by side, never in one chart."""
    note, sides = made(injury_pieces.targets, chosen)
    layout.section(_("Killed per 1,000 employees a year, against the target to 2030"), note)
    for column, side, name in zip(st.columns(2), sides, ("published", "register"), strict=True):
        with column:
            layout.subtitle(side.title)
            charts.show(**side.shown, name=f"fatal_rate_{name}")


def part(piece: Piece, name: str) -> None:
    """A part of the screen, or the sentence that says why there is nothing."""
    layout.section(piece.title, piece.above)
    if piece.nothing:
        st.info(piece.nothing)
        return
    charts.show(**piece.shown, name=name)


def published_of_regions() -> None:
    """What has been published of regions, as a table with the address of each figure."""
    note = _("Only the regions named in publications. Periods differ: not to be ranked or added up.")
    layout.section(_("Published figures of regions"), note)
    rows, columns = made(official.of_regions), official.region_columns()
    tables.show(rows, columns, name="published_by_region", note=note, formats=official.formats())


show()
