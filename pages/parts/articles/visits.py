"""The article on the plan of visits, and on what the effect of a visit rests."""

from pages.parts.articles import Article
from pages.parts.words import _


def plan() -> Article:
    """How visits are ranked, what holds them back, and how far the effect of one is known."""
    return Article(
        code="visits",
        title=_("Plan of visits"),
        answers=_("Where does a day of an inspector's work avoid most harm?"),
        formula=[
            _("harm = probability of an accident within twelve months × severity from 1 to 8"),
            _("worth of a visit = harm × effect of a visit ÷ inspector-days it takes"),
        ],
        told=[
            _(
                "Visits the law allows on the day are taken from the top while the inspector-days last. Beside them stand the same days"
                " spent on the highest degrees, and on the places longest not visited."
            ),
            _(
                "The effect of a visit is an assumption: a tenth fewer accidents for twelve months, unless the reader sets another from"
                " 1 to 50%. It scales what is avoided and does not change which visit comes first."
            ),
            _(
                "What it rests on: of 818 workplaces in California, the 409 drawn by lot for an inspection had 9.4% fewer injuries after it"
                " than the 409 like them that were not (95% interval: 2.1 to 17.7%). We know of no such study from Kazakhstan."
            ),
        ],
        limits=[
            _("That study counts injuries, not deaths or breakdowns; inspections there come unannounced and end in fines."),
            _("Severity is our own scale; travel is not counted, and a visit lasts as long as the median of its kind."),
            _("A visit to one place may make others careful, too: that is not counted."),
        ],
        sources={
            "D. I. Levine, M. W. Toffel, M. S. Johnson, Science 336 (2012), 907–911": "https://doi.org/10.1126/science.1215191",
        },
    )
