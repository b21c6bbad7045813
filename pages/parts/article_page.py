"""Articles on the page: contents, formula, limits, sources, and the rules of the degree as cards."""

from html import escape
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.parts import labels
from pages.parts.articles import Article
from pages.parts.instructions import states as instruction_states
from pages.parts.rules import fields
from pages.parts.words import _, day, named, number


def contents(articles: list[Article]) -> None:
    """Links to the articles of the page."""
    items = "".join(f'<li><a href="#{each.code}">{escape(each.title)}</a></li>' for each in articles)
    title = escape(_("Contents"))
    st.html(f'<nav class="contents"><h2>{title}</h2><ol>{items}</ol></nav>')


def show(article: Article) -> None:
    """One article: its question, its words, its formula, its limits and its sources."""
    st.html(
        f'<article class="method"><h2 id="{article.code}">{escape(article.title)}</h2>'
        f'<p class="answers">{escape(article.answers)}</p>{_formula(article.formula)}{_paragraphs(article.told)}</article>'
    )


def ending(article: Article) -> None:
    """What the figure does not say, and where the method comes from."""
    limits = "".join(f"<li>{escape(each)}</li>" for each in article.limits)
    links = "".join(f"<li>{link(address, title)}</li>" for title, address in article.sources.items())
    told = [(_("Limits"), limits), (_("Sources"), links)]
    listed = "".join(f"<h3>{escape(word)}</h3><ul>{items}</ul>" for word, items in told if items)
    if listed:
        st.html(f'<div class="method-end">{listed}</div>')


def link(address: str, title: str) -> str:
    """A link to another site, in a tab of its own; an address that is no web address is only written."""
    if not address.startswith(("https://", "http://")):
        return escape(title)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{escape(title)}</a>'


def _formula(lines: list[str]) -> str:
    return f'<div class="formula">{"".join(f"<p>{escape(line)}</p>" for line in lines)}</div>' if lines else ""


def _paragraphs(told: list[str]) -> str:
    return "".join(f"<p>{escape(each)}</p>" for each in told)


def rules_in_html(rows: DataFrame) -> str:
    """A card for each rule of the degree: when it counts, its constants, whether they were checked, its source."""
    return f'<div class="rules">{"".join(_rule(row) for row in rows.to_dict("records"))}</div>'


def _rule(row: dict[str, Any]) -> str:
    in_force = _("In force on the day looked at") if row["is_in_force"] else _("Not in force on the day looked at")
    version = _("Version {number}").format(number=number(row["version"]))
    source = link(row["source_url"], _("Source"))
    return (
        f'<section class="rule{" now" if row["is_in_force"] else ""}"><h3>{escape(labels.laws()[row["law"]])}: '
        f'{escape(labels.regimes()[row["regime"]])}</h3><p class="note">{escape(version)} · {escape(_period(row))} · '
        f'{escape(in_force)}</p><p><b class="{row["status"]}">{escape(labels.rule_statuses()[row["status"]])}</b></p>'
        f'<dl class="pairs">{_numbers(row)}</dl><p class="note">{escape(named(row, "note"))} {source}</p></section>'
    )


def _period(row: dict[str, Any]) -> str:
    if row["valid_to"] is not None and row["valid_to"] < row["valid_from"]:
        return _("never in force: a later version took its place")
    until = _("no end set") if row["valid_to"] is None else day(row["valid_to"])
    return f"{day(row['valid_from'])} – {until}"


def _numbers(row: dict[str, Any]) -> str:
    told = fields.numbers_of(row) | fields.fixed_of(row)
    ours = _("our assumption")
    lines = {
        word: _constant(told[name]) + (f" ({ours})" if name in fields.ASSUMED else "")
        for name, word in labels.rule_constants().items()
        if name in told
    }
    return "".join(f"<dt>{escape(word)}</dt><dd>{escape(value)}</dd>" for word, value in lines.items())


def _constant(value: Any) -> str:
    """A constant in words: yes or no, or a number."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return fields.plain(value)


def states(meanings: dict[str, str]) -> None:
    """Every state of an instruction with what it means."""
    rows = "".join(f"<dt>{instruction_states.chip(state)}</dt><dd>{escape(meaning)}</dd>" for state, meaning in meanings.items())
    st.html(f'<dl class="pairs meanings">{rows}</dl>')


def definitions(told: dict[str, str]) -> None:
    """Terms and what each means, line by line."""
    lines = "".join(f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>" for term, meaning in told.items())
    st.html(f'<dl class="pairs meanings">{lines}</dl>')
