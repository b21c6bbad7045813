"""Articles on instructions, on the day looked at, and on where the rows come from."""

from pages.parts.articles import Article
from pages.parts.words import _


def instructions() -> Article:
    """The computed state of an instruction."""
    return Article(
        code="instructions",
        title=_("State of an instruction"),
        answers=_("What is really done, whatever is declared?"),
        formula=[
            _("day of finish = day looked at + open × days of the pace / done in those days; the last 90 days, or since the first day")
        ],
        told=[
            _(
                "The state is computed from what is recorded by the day looked at: deadline with extensions, reports, decisions of the"
                " controller, milestones, what is counted. It stands beside what the lead body declares; both are shown. A decision of the"
                " controller counts first, then a declaration of the lead body, then the deadline, then the milestones and the pace of"
                " what is counted."
            ),
            _(
                "For some instructions it is counted facility by facility, or by milestones, how much is done. Everything counts from the"
                " day the register learned of it. The pace is judged from two weeks after the first day, and once an even pace to the"
                " deadline would have five done; the state is that of the whole country for everybody, while the count is of the"
                " facilities the viewer may see."
            ),
        ],
        limits=[
            _(
                "Published instructions carry no reports, because none are published. After their deadline they are shown as having no"
                " report recorded: that is neither done nor late."
            ),
            _(
                "Working days follow the public holidays of Kazakhstan. Days off moved by the Government are known where the calendar"
                " has them; the day of Kurban Ait of a coming year is estimated."
            ),
        ],
        sources={
            _(
                "Instructions of 21 February 2025, as published"
            ): "https://www.kt.kz/eng/government/by_presidential_order_government_to_strengthen_1377974554.html",
            _(
                "Instructions of 10 June 2025, as published"
            ): "https://www.kt.kz/eng/government/year_of_vocational_professions_olzhas_bektenov_outlined_1377978826.html",
        },
    )


def meanings() -> dict[str, str]:
    """What each state of an instruction means, by code, what to do first on top."""
    return {
        "overdue": _("The deadline has passed, work was reported, but it is not done. Starts on the day after the deadline."),
        "returned": _("The controller returned the last report and the lead body has not reported since."),
        "no_report": _("The deadline has passed and no report was ever recorded."),
        "at_risk": _(
            "The day of a milestone has passed and it is not known to be reached, or the pace of what is counted puts the finish after the"
            " deadline."
        ),
        "due_soon": _("14 days or fewer to the deadline, its last day included."),
        "reported": _("The lead body declared it done; the controller has not decided yet."),
        "not_due": _("More than 14 days to the deadline."),
        "no_deadline": _("No deadline was set."),
        "done_late": _("Accepted by the controller after the deadline."),
        "done": _("Accepted by the controller on or before the last day of the deadline."),
    }


def as_of() -> Article:
    """What was known on a day."""
    return Article(
        code="as-of",
        title=_("The day looked at"),
        answers=_("What was known on that day?"),
        formula=[_("shown on a day = every fact that had become known by the end of that day")],
        told=[
            _(
                "Each fact carries two dates: when it happened and when it became known. A screen of 17 February shows what was known"
                " on 17 February, even if it was corrected later: a late report, a fulfilled prescription or an extended deadline does"
                " not change the past. The day stands in the address, so a link shows the same figures to everybody who may see them."
            ),
        ],
    )


def demonstration() -> Article:
    """What is invented, and what is not."""
    return Article(
        code="demonstration",
        title=_("Demonstration data"),
        answers=_("Which of these figures are invented?"),
        told=[
            _(
                "Invented: facilities with their names, places and BINs, employers, employees, inspections, violations, prescriptions,"
                " devices, contracts, accidents, and the instructions whose numbers begin with DEMO. The BINs fail their check digit on"
                " purpose, so that they can belong to nobody. Totals follow the published sizes; geography follows the industry of each"
                " region."
            ),
            _(
                "Real, with their source: the 20 regions and their names, boundaries, seas, rivers and cities, both official series, the"
                " targets, the rules of the degree, and the instructions of February and June 2025."
            ),
            _(
                "Facilities differ in a hidden hazard from which both violations and accidents follow, and some employers report less"
                " than happens, so that scores and cross-checks have something to find. The same seed gives the same rows."
            ),
        ],
        limits=[_("Nothing can be concluded from demonstration data about a real enterprise, region or body.")],
    )


def sources() -> Article:
    """The deliveries behind the rows."""
    return Article(
        code="sources",
        title=_("Sources and deliveries"),
        answers=_("Where do the rows come from, and how fresh are they?"),
        told=[
            _(
                "Every row names its source and the delivery it came with. A cell that breaks a rule keeps its row out, and is listed"
                " with line, column, value and reason."
            ),
        ],
        sources={
            _("Boundaries of regions: OpenStreetMap contributors, by way of HDX (ODbL)"): "https://www.openstreetmap.org/copyright",
            _("Seas, lakes, rivers, neighbours: Natural Earth (public domain)"): "https://www.naturalearthdata.com",
            _("Cities: GeoNames (CC BY 4.0)"): "https://www.geonames.org",
        },
    )
