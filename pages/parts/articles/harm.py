"""Articles on injuries: rates, comparison, target, series, small numbers."""

from pages.parts.articles import Article
from pages.parts.words import _


def rates() -> Article:
    """Frequency coefficients and their intervals."""
    return Article(
        code="rates",
        title=_("Injury and fatal rates"),
        answers=_("How often are people hurt, whatever the size of the region?"),
        formula=[
            _("rate = injured (killed) of the period ÷ mean hired employees of its months × 1,000"),
            _("rate a year = rate of the period × 12 ÷ months of the period"),
        ],
        told=[
            _(
                "Injured include the killed. The denominator is hired employees, not all employed: that is how the published"
                " coefficient is made (1,408 injured ÷ 7.04 million hired employees × 1,000 = 0.20 in 2024)."
            ),
            _(
                "Every rate has its 95% interval: the exact one of Poisson. Rare events vary by chance from year to year; regions"
                " whose intervals overlap cannot be told apart, and are not to be ranked against each other."
            ),
        ],
        limits=[
            _("Before the first month of the register there is no data: a dash, not a zero."),
            _("A region without known employees has counts but no rate."),
        ],
        sources={
            _(
                "Published figures of 2024"
            ): "https://informburo.kz/novosti/ploxaya-organizaciya-rabot-vinovata-v-35-slucaev-uvecii-kazaxstancev-na-proizvodstve",
            _(
                "F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936)"
            ): "https://doi.org/10.1093/biomet/28.3-4.437",
        },
    )


def comparison() -> Article:
    """The same period of the year before, and chance."""
    return Article(
        code="comparison",
        title=_("Same-period comparison and chance"),
        answers=_("Is it really better than last year?"),
        formula=[
            _("period = 1 January to the end of the last full month; compared with the same months a year before"),
            _("could be chance = the exact test gives more than 5% for a difference at least this unlikely"),
        ],
        told=[
            _(
                "The test is exact and two-sided: given the sum of both periods, the events of one are binomial with its share of the"
                " employees. A percentage always names its period and its base, and none is computed from a base under five events."
            ),
            _(
                "Published percentages shrink as the year goes on: −16.9% after four months of 2025 was −3.4% after nine. That is why"
                " only the same months are compared."
            ),
        ],
        limits=[
            _(
                "Abai, Zhetisu and Ulytau Regions were formed in June 2022 out of East Kazakhstan, Almaty and Karaganda Regions:"
                " neither they nor those three are compared across that month."
            )
        ],
        sources={
            _("J. Przyborowski and H. Wilenski, Biometrika 31 (1940)"): "https://doi.org/10.1093/biomet/31.3-4.313",
            _(
                "Change of four months of 2025, as published"
            ): "https://www.kt.kz/eng/government/year_of_vocational_professions_olzhas_bektenov_outlined_1377978826.html",
            _(
                "Change of nine months of 2025, as published"
            ): "https://www.zakon.kz/obshestvo/6494971-nazvany-oblasti-s-samym-vysokim-urovnem-proizvodstvennogo-travmatizma-v-kazakhstane.html",
        },
    )


def target() -> Article:
    """The path of the fatal rate to 2030."""
    return Article(
        code="target",
        title=_("Target path to 2030"),
        answers=_("Does the fatal rate fall as fast as the decree asks?"),
        formula=[_("target of a year between = straight line from 0.035 (2024) to 0.023 (2030): 0.002 less each year")],
        told=[
            _(
                "The Concept of Safe Labour sets the fatal rate per 1,000 employees for 2024 and 2030. The ends are official; the years"
                " between are interpolated here and marked so. A rate is called below or above the target only when its whole interval"
                " is; otherwise the two cannot be told apart."
            ),
        ],
        limits=[
            _("No target is published for all injured, nor for single regions: none is invented."),
            _("The rate of a part of the year is brought to twelve months before it is held against the target of the year."),
        ],
        sources={
            _("Government decree of 26 December 2023 No. 1182"): "https://adilet.zan.kz/rus/docs/P2300001182",
            _(
                "Target indicators of the Concept, as published"
            ): "https://aqparat.info/news/2024/02/03/10625784-v_rk_utverzhdena_koncepciya_bezopasnogo.html",
        },
    )


def series() -> Article:
    """Two official series that are never joined."""
    return Article(
        code="series",
        title=_("Official series"),
        answers=_("Why do two bodies publish two numbers?"),
        told=[
            _(
                "The State Labour Inspection Committee counts people injured in work-related accidents. The Bureau of National"
                " Statistics also counts occupational diseases and poisonings, so its number is about 1.7 to 1.8 times larger. Every"
                " chart names its series; no sum, ratio or line joins the two. The only exception is the published level of"
                " concealment: victims by the Bureau for each death."
            ),
        ],
        limits=[_("What was not published is missing here too; gaps are left open.")],
    )


def small_numbers() -> Article:
    """Counts under five."""
    return Article(
        code="small",
        title=_("Small numbers"),
        answers=_("When is a number too small for a percentage?"),
        told=[
            _(
                "A figure that stands on fewer than five events is shown as a count, and the screen says so. From three to four is"
                " one event more, not a third more."
            ),
        ],
    )
