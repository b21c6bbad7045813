"""Articles on degrees set by hand and on the flow through the zone of high risk."""

from pages.parts.articles import Article
from pages.parts.words import _


def by_hand() -> Article:
    """Who may set a degree by hand, how long it holds, and where it shows."""
    return Article(
        code="by_hand",
        title=_("Degrees set by hand"),
        answers=_("When does a person decide instead of the formula, and who sees it?"),
        formula=[_("degree in force = the one set by hand, from the day of the act through its last day; else the computed one")],
        told=[
            _(
                "Only the head of the ministry or committee that answers for the law may set a degree by hand: not an inspector,"
                " whose visits the degree decides. A reason and a last day, at most a year away, are required. No act is backdated,"
                " changed or deleted; a degree may be withdrawn with a reason or replaced by a later act, and ends by itself after its"
                " last day."
            ),
            _(
                "It is never silent: the passport says who set it, why, until when, and what the computed degree is; the list and the files"
                " of the map mark it, and a filter shows only such facilities; Overview counts them and leads to the ledger on the"
                " Administration screen; every act stands in the audit trail."
            ),
            _(
                "Passport, ledger and these counts are read from the ledger itself. The colours of the map and the counts that stand on"
                " scores follow at once where the day is scored already, else at the next scoring. Where the law no longer knows a degree,"
                " it is no longer in force."
            ),
        ],
    )


def flow() -> Article:
    """Who counts as entering and leaving the zone."""
    return Article(
        code="flow",
        title=_("Flow through the high-risk zone"),
        answers=_("Who came into the zone of high risk and who left it, and why?"),
        formula=[
            _("entered = of high degree at the last scoring of the month, and not at the last scoring of an earlier month"),
            _("left = the other way round"),
        ],
        told=[
            _(
                "An enterprise, told by its BIN, is in the zone while at least one of its facilities is. In a region only the facilities of"
                " that region count, so the regions do not add up to the country. Workers are those that the facilities reported when"
                " they were scored."
            ),
            _("The reasons are the differences between the two scorings: what is new, what is gone, what became more or fewer."),
        ],
        limits=[
            _("Who entered and left again within one month is not seen."),
            _("Where the rule changed between the two scorings, the flow says more of the rule than of safety; such months have no bars."),
            _("Facilities without a known BIN belong to no enterprise here; how many they are stands in the table."),
        ],
    )
