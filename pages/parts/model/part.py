"""The part of the Methods screen on the predicted probability: what it is, how well it foretold, what adds to it, what it cannot do."""

import streamlit as st

from pages.parts import article_page, layout
from pages.parts.articles import Article
from pages.parts.cached import ask
from pages.parts.model import proof, steps, words
from pages.parts.words import _, day, number, percent
from queries import model


def show() -> None:
    """From the version in force to its limits."""
    article_page.show(about())
    head = ask(model.fitted)
    if head is None:
        st.info(_("No model had been fitted on what was known by this day. Look at a later day, or run python -m data fit."))
    else:
        layout.pairs(pairs(head))
    proof.show(ask(model.figures))
    if head is not None:
        steps.show(ask(model.steps), ask(model.groups))
    article_page.ending(about())


def pairs(head: dict[str, object]) -> list[tuple[str, str]]:
    """What the version in force learnt from; head as queries.model.fitted."""
    count, struck = int(str(head["row_count"])), int(str(head["event_count"]))
    return [
        (_("Version in force"), number(int(str(head["model_version"])))),
        (_("Form of the model"), words.forms()[str(head["form"])]),
        (_("Foretells"), words.outcomes().get(str(head["outcome"]), str(head["outcome"]))),
        (_("Learnt from nothing after"), day(head["known_through"])),  # type: ignore[arg-type]
        (
            _("Learnt from"),
            _("{rows} facilities and years, {events} of them with an accident after; years that began {first} to {last}").format(
                rows=number(count), events=number(struck), first=day(head["first_origin"]), last=day(head["last_origin"])  # type: ignore[arg-type]
            ),
        ),
        (_("The usual facility"), percent(float(str(head["base_probability"])), 1)),
    ]  # fmt: skip


def about() -> Article:
    """What the probability is, in plain words, and its limits."""
    return Article(
        code="probability",
        title=_("Predicted probability"),
        answers=_("Can it be trusted, and what is it made of?"),
        formula=[_("probability = 1 ÷ (1 + e^−(base + what each feature adds + what region, hazard type and activity add))")],
        told=[
            _(
                "The probability of at least one accident with lost time or death at a facility within twelve months, from what was known"
                " at the end of the day. It stands beside the degree the law gives, never instead of it."
            ),
            _(
                "What is known of a facility adds a fixed amount step by step, so that the reasons add up to the score exactly. More"
                " violations, accidents, overdue prescriptions or worn-out devices never lower it. Regions, hazard types and activities"
                " with few facilities are pulled towards the average."
            ),
        ],
        limits=[
            _("It says where accidents are likelier, not why: what goes with accidents need not cause them."),
            _("It learns from accidents that were registered; where accidents are concealed it is too low."),
            _("Violations are known where inspectors went: a place nobody visited is judged by little."),
            _("Figures on demonstration rows show that the method works on invented data, not how well it works in Kazakhstan."),
            _("Rankings stand on intervals: where their lines overlap, one year does not tell two rankings apart."),
        ],
    )
