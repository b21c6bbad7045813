"""What articles show of the database, in words: the rules of the degree, the path of targets, the official series, the sources."""

from pandas import DataFrame

from pages.parts import article_page, labels
from pages.parts.cached import ask
from pages.parts.words import _, named, number
from queries import figures, methods


def rules() -> str:
    """HTML of a card for each rule of the degree. Raises Unavailable."""
    return article_page.rules_in_html(ask(methods.rules))


def target_path() -> dict[str, str]:
    """The target of each year, and whether it is official. Raises Unavailable."""
    kinds = {True: _("interpolated"), False: _("official")}
    rows = ask(figures.targets, indicator="fatal_rate_per_1000_employees").to_dict("records")
    return {str(row["year"]): f"{number(row['value'], 3)} ({kinds[bool(row['is_interpolated'])]})" for row in rows}


def series() -> dict[str, str]:
    """What each official series is called and counts. Raises Unavailable."""
    return {named(row): named(row, "definition") for row in ask(figures.series).to_dict("records")}


def sources() -> DataFrame:
    """Every source with its last delivery: the columns of queries.methods.sources and kind in words. Raises Unavailable."""
    rows: DataFrame = ask(methods.sources)
    kinds = {True: labels.instruction_sources()["demonstration"], False: _("Real")}
    return rows.assign(kind=rows["is_demonstration"].map(kinds))
