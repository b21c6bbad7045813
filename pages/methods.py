"""How is each figure made, from what, and what does it not say?"""

from collections.abc import Callable

import streamlit as st

from pages.parts import article_page, filters, layout, tables
from pages.parts.articles import Article, concealment, control, facts, harm, risk, visits, zone
from pages.parts.cached import made
from pages.parts.model import part
from pages.parts.words import _, language

ARTICLES: list[Callable[[], Article]] = [
    risk.statutory_degree, risk.violations, risk.prescriptions, zone.by_hand, zone.flow, visits.plan,
    harm.rates, harm.comparison, harm.target, harm.series,
    harm.small_numbers, concealment.leads, concealment.at_rate_of_peers, concealment.days_moved,
    control.instructions, control.as_of, control.demonstration, control.sources,
]  # fmt: skip


def show() -> None:
    """Contents on the left, the articles on the right, each with the rows it stands on."""
    layout.heading(_("Methods"), _("How is each figure made, from what, and what does it not say?"))
    parts = {"articles": _("Every figure"), "probability": _("Predicted probability")}
    if filters.segment("part", _("Part"), parts, is_label_shown=False) == "probability":
        part.show()
        return
    articles = [article() for article in ARTICLES]
    left, right = st.columns([1, 3.6], gap="large")
    with left:
        article_page.contents(articles)
    with right:
        for article in articles:
            article_page.show(article)
            below().get(article.code, lambda: None)()
            article_page.ending(article)


def below() -> dict[str, Callable[[], None]]:
    """What an article shows of the database, by its code."""
    return {
        "degree": lambda: st.html(made(facts.rules)),
        "target": lambda: article_page.definitions(made(facts.target_path)),
        "series": lambda: article_page.definitions(made(facts.series)),
        "instructions": lambda: article_page.states(control.meanings()),
        "sources": sources,
    }


def sources() -> None:
    """Every source with its last delivery."""
    words = {
        f"name_{language()}": _("Source"), "kind": _("Kind"), "last_received_on": _("Last delivery"),
        "delivery_count": _("Deliveries"), "loaded_count": _("Rows loaded"), "rejected_count": _("Rows rejected"),
    }  # fmt: skip
    counts = ("delivery_count", "loaded_count", "rejected_count")
    formats = {name: tables.number_column(words[name]) for name in counts}
    formats["last_received_on"] = tables.day_column(words["last_received_on"])
    tables.show(made(facts.sources), words, name="sources", formats=formats)


show()
