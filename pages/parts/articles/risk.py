"""Articles on the statutory degree and on what inspections found."""

from pages.parts.articles import Article
from pages.parts.words import _


def statutory_degree() -> Article:
    """The degree under both laws, in both regimes."""
    return Article(
        code="degree",
        title=_("Statutory degree of risk"),
        answers=_("How dangerous is a facility by law?"),
        told=[
            _(
                "Two laws give two degrees. They are shown side by side and never mixed: labour law, and the law on industrial"
                " safety. The law and the day decide which of two regimes counts; the table below holds every rule with its dates."
            ),
            _(
                "Points regime. Of violations, only those of the last inspection count. An empty checklist gives no points; a group"
                " whose facilities all"
                " have the same points keeps them. The law names whole points, so fractions are rounded first, a half upwards. A"
                " facility never inspected and without a fatal accident has no points: not enough data is not a low degree."
            ),
            _(
                "Two-degree regime, industrial safety from 2026. High: the declaration of industrial safety is mandatory, or at least"
                " one hazardous technical device runs beyond its service life, counted from the day it ends. Not high: neither. Not"
                " enough data: it is not known whether a declaration is mandatory, and no device is registered."
            ),
            _(
                "A rule has versions. The minister whose ministry answers for the law makes a new one on the Administration screen, with a"
                " reason and a first day after the last scoring; degrees scored before stay as they were, and a passport names the"
                " version that was used. Facilities of one hazard type in the whole country are one homogeneous group."
            ),
            _(
                "From the degree follows how often a facility may be visited by plan: the rule says how many years must pass. Only"
                " scheduled and preventive inspections under the same law count; unscheduled ones have grounds of their own."
            ),
            _(
                "Scoring runs on chosen days, with everything known at the end of the day; a screen shows the last scoring on or"
                " before its day. The passport of a facility names the rule that fired, every reason, and what would lower the degree."
            ),
        ],
        formula=[
            _("Points: a gross violation at the last inspection = points of a gross violation;"),
            _(
                "otherwise share of significant requirements broken × 100 × their weight"
                " + share of minor requirements broken × 100 × their weight;"
            ),
            _("+ points of overdue prescriptions + points of fatal accidents of the last three years, each up to its limit;"),
            _("the sum, at most 100, is stretched within the hazard type: (points − lowest) ÷ (highest − lowest) × 100;"),
            _("the bounds give the degree, and insurance of liability to third parties lowers it by one."),
            _("Two degrees: high = declaration mandatory, or a device beyond its service life; otherwise not high."),
        ],
        limits=[
            _("A rule marked unchecked has not been compared with the text of the act; a lawyer must check it before any official use."),
            _("The points of overdue prescriptions and of fatal accidents are this product's assumption."),
            _("The degree says what the law says. It is not the probability of an accident."),
        ],
        sources={
            _("Entrepreneurial Code, article 141: degrees, frequency, insurance"): "https://adilet.zan.kz/rus/docs/K1500000375",
            _("Order of the Minister of National Economy of 22 June 2022 No. 48"): "https://cis-legislation.com/document.fwx?rgn=141335",
        },
    )


def violations() -> Article:
    """The class of 12 quarters, the strip, and the three greys."""
    return Article(
        code="violations",
        title=_("Violations of 12 quarters and the three greys"),
        answers=_("What did inspections find, and where did nobody look?"),
        formula=[_("class = the worst violation found in the last 12 calendar quarters, that of the day being the last")],
        told=[
            _(
                "Where no violation was found there are three cases, each with a grey of its own. Inspected, clean: inspected in these"
                " quarters, nothing found. Not inspected in 12 quarters: the last inspection is older. No inspection known: there is"
                " no record of any."
            ),
            _(
                "The strip shows each quarter by itself: suspended, then gross, significant and minor violations, then inspected clean;"
                " an outline means that there was no inspection. Accidents stand in the quarter in which they happened; prescriptions"
                " are those overdue at the end of the quarter, as known on that day."
            ),
        ],
        limits=[_("Violations are found where inspectors go: no violations is not the same as safe.")],
    )


def prescriptions() -> Article:
    """When a prescription is overdue."""
    return Article(
        code="prescriptions",
        title=_("Overdue prescriptions"),
        answers=_("What was ordered and not fixed?"),
        formula=[_("overdue = from the day after the deadline until the day on which the fulfilment became known")],
        told=[_("A prescription fulfilled but not yet reported is still overdue in the eyes of the register: that is what is known.")],
    )
