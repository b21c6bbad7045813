"""Articles on where harm may go unreported, and on what would change."""

from pages.parts.articles import Article
from pages.parts.leads import words as lead_words
from pages.parts.what_if import words as what_if_words
from pages.parts.words import _

LABOUR_CODE = "https://adilet.zan.kz/rus/docs/K1500000414"
OFFENCES = "https://adilet.zan.kz/rus/docs/K1400000235"
HOSPITALS = "http://edu.resurs.kz/elegal/trudovoi-kodeks/17/"


def leads() -> Article:
    """Admissions without an accident, improbable zeros, late reports."""
    return Article(
        code="leads",
        title=_("Leads of possible concealment"),
        answers=_("Where do the figures not fit together?"),
        formula=[
            _("expected = injured of the section ÷ its employees (the whole country, three years) × employees of the employer"),
            _("chance of none = e to the power of −expected (Poisson)"),
        ],
        told=[f"{heading}. {words}" for heading, words in lead_words.definitions().items()],
        limits=[
            _("A lead is a reason to look, never a finding. No lead proves nothing either."),
            _("Admissions of which the hospital names no employer are counted, but are nobody's lead."),
            _("Employees are those of the last report, not of each year."),
        ],
        sources={
            _("Labour Code of 23 November 2015, No. 414-V"): LABOUR_CODE,
            _("Labour Code, what hospitals report (text of 2017)"): HOSPITALS,
            _("Code of Administrative Offences, article 96"): OFFENCES,
        },
    )


def at_rate_of_peers() -> Article:
    """A region at the pooled rate of others."""
    return Article(
        code="peers",
        title=_("What if: the rate of the peers"),
        answers=_("How many fewer would be hurt, if the region were as its peers are?"),
        formula=[_("fewer = harmed of the region − harmed of the peers × (employees of the region ÷ employees of the peers)")],
        told=[f"{heading}. {words}" for heading, words in what_if_words.peers().items()],
        limits=[_("A comparison, not a forecast and not a promise: peers differ in more than is counted here.")],
        sources={
            _("A. Dobson and others, weighted sums of Poisson parameters, Statistics in Medicine 10 (1991)"): (
                "https://doi.org/10.1002/sim.4780100317"
            ),
            _("G. Zou and A. Donner, limits of differences, Statistics in Medicine 27 (2008)"): "https://doi.org/10.1002/sim.3095",
        },
    )


def days_moved() -> Article:
    """Inspector-days in another region."""
    return Article(
        code="days",
        title=_("What if: inspector-days moved"),
        answers=_("What would inspectors reach elsewhere, and what would they leave?"),
        formula=[_("avoided = effect of a visit × sum of probability × severity over the places that fit into the days")],
        told=[what_if_words.days()],
        limits=[_("No study of this country stands behind the effect of a visit; it is the reader's to set.")],
    )
