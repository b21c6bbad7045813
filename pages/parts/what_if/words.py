"""What-if in words: who the peers are, and what is taken for granted."""

from pages.parts.words import _, number


def groups() -> dict[str, str]:
    """Groups of peers by code."""
    return {
        "similar": _("Five regions of similar activity"),
        "better_half": _("Better half of the regions"),
        "national": _("The other regions, by activity"),
    }


def peers() -> dict[str, str]:
    """Each group of peers by its name, and what is pooled."""
    names = groups()
    return {
        names["similar"]: _("Employees spread over sections of activity most alike; their pooled rate on the region's employees."),
        names["better_half"]: _(
            "The half of the other regions that had the lower rate in the same months of the year before, pooled over these months;"
            " chosen by another year, so that luck does not make a model. Which they are is not told."
        ),
        names["national"]: _(
            "Each section of activity at its own rate in all other regions, on the region's own employees: what remains is not explained"
            " by what people work at."
        ),
        _("What is pooled"): _(
            "At least three other regions in each figure; no reader learns the rate of one. Everybody sees the same figures."
        ),
    }


def days(effect_percent: int | None = None) -> str:
    """What moved days stand on; the effect of a visit where it is chosen."""
    told = _(
        "Days spent in the year up to the day, by inspectors of this law; spent as the plan of visits would: only where the law allows a"
        " visit on the day, most harm for a day first. Harm is the probability of an accident in twelve months times severity. Travel and"
        " hiring are left out."
    )
    if effect_percent is None:
        return told
    taken = _("A visit is taken to lower the probability by {effect}%, at every facility alike: an assumption, not a measurement.")
    return f"{told} {taken.format(effect=number(effect_percent))}"
