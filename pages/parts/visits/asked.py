"""What the plan of visits is asked for: who goes, where, with how many days, and how much a visit is taken to help. All in the address."""

import re
from dataclasses import dataclass

import streamlit as st

from pages.parts import cached, filters, labels, session
from pages.parts.region_names import region_names
from pages.parts.words import _, number
from queries import visits

DAYS, EFFECT = 100, 10
LEAST_EFFECT, MOST_EFFECT = 1, 50
MOST_LEADS = 200
LABOUR_ROLES, LABOUR_BODIES = {"labour_inspector"}, {"mlspp", "slic"}


@dataclass(frozen=True)
class Asked:
    """What is asked of the plan.

    law             whose inspectors go
    region          code of a region, None for all the viewer may see
    inspector_days  days of work, summed over inspectors
    effect_percent  by how many per cent a visit is taken to lower the probability of an accident
    leads           facilities that stand first where the law allows a visit
    """

    law: str
    region: str | None
    inspector_days: int
    effect_percent: int
    leads: tuple[int, ...]

    @property
    def effect(self) -> float:
        """The effect of a visit as a share."""
        return self.effect_percent / 100


def ask() -> Asked:
    """The row of controls, and what they say; a number that the address has wrong is corrected in words."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="visit_filters"):
        law = filters.one("law", _("Who goes"), _laws(), width=330)
        region = _region()
        days, is_days_wrong = filters.whole_number(
            "days", _("Inspector-days"), least=1, most=visits.MOST_DAYS, otherwise=DAYS, help=_("Working days, summed over inspectors.")
        )
        effect, is_effect_wrong = filters.whole_number(
            "effect", _("A visit lowers the probability by, %"), least=LEAST_EFFECT, most=MOST_EFFECT, otherwise=EFFECT, width=290,
            help=_("An assumption, not a measurement. It does not change the order of visits, only what they are expected to avoid."),
        )  # fmt: skip
    if is_days_wrong:
        _corrected(_("Inspector-days must be a whole number from {least} to {most}. Shown for {value}."), 1, visits.MOST_DAYS, days)
    if is_effect_wrong:
        sentence = _("The effect of a visit must be a whole number from {least} to {most} per cent. Shown for {value}.")
        _corrected(sentence, LEAST_EFFECT, MOST_EFFECT, effect)
    return Asked(law or visits.LAWS[0], region, days, effect, leads_in(st.query_params.get("leads", "")))


def leads_in(written: str) -> tuple[int, ...]:
    """Facilities named in the address, such as 12,345, at most 200 of them; none where it is written otherwise."""
    if not re.fullmatch(r"[0-9]{1,15}(,[0-9]{1,15})*", written):
        return ()
    return tuple(int(each) for each in written.split(",")[:MOST_LEADS])


def _corrected(sentence: str, least: int, most: int, value: int) -> None:
    st.warning(sentence.format(least=number(least), most=number(most), value=number(value)))


def _laws() -> dict[str, str]:
    """Inspectors by law; those of the viewer's own law first."""
    words = {"industrial_safety": _("Inspectors of industrial safety"), "labour": _("State labour inspectors")}
    viewer = session.viewer()
    is_labour = viewer.role in LABOUR_ROLES or viewer.body_code in LABOUR_BODIES
    return dict(sorted(words.items(), key=lambda pair: (pair[0] == "labour") != is_labour))


def _region() -> str | None:
    own = session.viewer().region_code
    if own is not None:
        return own
    return filters.one("region", _("Region"), cached.made(region_names), everything=_("All regions"))


def told(asked: Asked) -> dict[str, str]:
    """Every assumption of the plan as heading and words, for the screen and for files."""
    return {
        _("Frequency limits"): _(
            "A planned visit (scheduled or preventive) only from the day the rule of {law} in force on the day allows it, counted from the"
            " last planned visit of the same inspectors; an unknown degree waits as long as the longest limit. Unscheduled and"
            " follow-up visits do not count."
        ).format(law=labels.laws()[asked.law].lower()),
        _("Harm"): _("Probability of an accident with lost time or death within twelve months × severity. Summed over facilities."),
        _("Severity, 1 to 8"): _(
            "Our own scale: 1 for any accident; more than 50 people working there +1, more than 250 +2; danger radius from 300 m +1, from"
            " 1,000 m +2; settlements whose middle lies inside the danger radius +1, with 1,000 inhabitants +2, with 10,000 +3."
        ),
        _("Effect of a visit"): _(
            "Taken to lower the probability by {effect}%, at every facility alike, for twelve months. An assumption; a randomised study of"
            " inspections in California found 9.4% fewer injuries, 95% interval 2.1 to 17.7% (Levine, Toffel, Johnson, Science, 2012)."
        ).format(effect=number(asked.effect_percent)),
        _("Order"): _(
            "Most harm for a day of work first, from the top while the days last; visits that take longer than all the days are left out."
        ),
    }  # fmt: skip
