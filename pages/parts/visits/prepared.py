"""A plan of visits made ready to be shown, kept between reruns: its words and pictures take longer to make than its SQL."""

from dataclasses import dataclass, replace

from pandas import DataFrame

from pages.parts.cached import ask, made
from pages.parts.layout import Link
from pages.parts.leads import words as lead_words
from pages.parts.vega import Spec
from pages.parts.visits import plan as visit_plan
from pages.parts.visits import words as visit_words
from pages.parts.visits.asked import Asked
from queries import visits
from queries.records import records
from queries.visits import Plan


@dataclass(frozen=True)
class Prepared:
    """What the screen shows of a plan.

    plan    the plan; of its visits only facility_id
    first   the first visits, as links to their passports
    listed  all visits, the columns of visit_words.columns as visit_words.listed gives them
    orders, chart  three ways to spend the same days, as visit_plan.compared_rows and visit_plan.chart give them
    lengths what a visit takes in words, a phrase a kind of facility
    left_out  the places with most harm that have no visit, as links
    """

    plan: Plan
    first: list[Link]
    listed: DataFrame
    orders: DataFrame
    chart: Spec
    lengths: list[str]
    left_out: list[Link]


def prepared(asked: Asked, by: str) -> Prepared:
    """The plan in one of the orders, from the cache where nothing has changed. Raises Unavailable."""
    return made(_prepared, asked, by)


def _prepared(asked: Asked, by: str) -> Prepared:
    plan: Plan = ask(visits.planned, law=asked.law, inspector_days=asked.inspector_days, region=asked.region, by=by, leads=asked.leads)
    if asked.leads:
        plan = replace(plan, visits=plan.visits.assign(lead=lead_words.of_facilities(plan.visits["facility_id"])))
    orders = visit_plan.compared_rows(plan, asked)
    return Prepared(
        plan=replace(plan, visits=plan.visits[["facility_id"]]),
        first=visit_plan.first_told(plan),
        listed=visit_words.listed(plan.visits, asked.effect)[list(visit_words.columns(has_probability=visit_plan.has_probability(plan)))],
        orders=orders,
        chart=visit_plan.chart(orders),
        lengths=[visit_words.days_in_words(row) for row in records(plan.days_by_type)],
        left_out=visit_plan.uncovered_told(plan),
    )
