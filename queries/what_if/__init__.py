"""What would change: harm at the rate of peers, and inspector-days spent in another region."""

from datetime import date
from math import sqrt

from pandas import DataFrame

from queries import statistics
from queries.db import Viewer, read

GROUPS = ("similar", "better_half", "national")


def at_rate_of_peers(viewer: Viewer, as_of: date, *, region: str) -> DataFrame:
    """How many fewer a region would have had in the reporting period at the rate of its peers.

    One row a harm and group of peers; no row where fewer than three other regions can be pooled, where the viewer may not see the region,
    or where the year before, by which the better half is chosen, is not in the register:
      harm              "injured" (the killed included) or "killed"
      peer_group        one of GROUPS: five regions of similar activity; the half of the other regions that had the lower rate in the same
                        months of the year before; all other regions, each section of activity at its own rate
      starts_on, ends_on   first and last day of the period, included
      region_count, peer_events   regions pooled (of the national group the fewest in a section), persons harmed in them
      own_count         persons; expected_count persons at the peers' rate on the region's own employees
      fewer, low, high  own_count - expected_count with a 95 % interval; below zero where the region already does better
      could_be_chance   the interval holds zero

    Interval of the weighted sum of the peers' events: A. Dobson, K. Kuulasmaa, E. Eberle and J. Scherer, Confidence intervals for
    weighted sums of Poisson parameters, Statistics in Medicine 10 (1991) 457-462; of the difference: G. Zou and A. Donner, Statistics
    in Medicine 27 (2008) 1693-1702, from the two exact intervals. Raises Unavailable when the database does not answer.
    """
    rows = read(viewer, "what_if/at_rate_of_peers", as_of=as_of, region=region)
    given = rows[["own_count", "expected_count", "variance", "peer_events"]].astype("float64")
    found = [difference(*values) for values in given.itertuples(index=False)]
    rows = rows.assign(fewer=given["own_count"] - given["expected_count"], low=[low for low, _ in found], high=[high for _, high in found])
    return rows.assign(could_be_chance=(rows["low"] <= 0) & (rows["high"] >= 0))


def difference(own: float, expected: float, variance: float, peer_events: float) -> tuple[float, float]:
    """95 % interval (low, high) of own - expected, persons; expected is a weighted sum of peer_events with that variance."""
    own_low, own_high = statistics.poisson_interval(own, 1)
    low, high = weighted_interval(expected, variance, peer_events)
    below, above = sqrt((own - own_low) ** 2 + (high - expected) ** 2), sqrt((own_high - own) ** 2 + (expected - low) ** 2)
    return own - expected - below, own - expected + above


def weighted_interval(expected: float, variance: float, events: float) -> tuple[float, float]:
    """95 % interval (low, high) of a weighted sum of Poisson events; without any event it starts and ends at zero."""
    if not events:
        return 0.0, 0.0
    low, high = statistics.poisson_interval(events, 1)
    scale = sqrt(variance / events)
    return expected + scale * (low - events), expected + scale * (high - events)


def similar_regions(viewer: Viewer, as_of: date, *, region: str) -> DataFrame:
    """The five regions of most similar activity, whose pooled rate at_rate_of_peers takes; by code.

    Columns: region_code, name_kk, name_ru, name_en; none where the viewer may not see the region asked for.
    Raises Unavailable when the database does not answer.
    """
    return read(viewer, "what_if/similar_regions", as_of=as_of, region=region)


def days_shifted(viewer: Viewer, as_of: date, *, law: str, from_region: str, to_region: str, moved_days: int) -> DataFrame:
    """What inspectors are expected to reach in two regions, before and after days moved from one to the other.

    law: one of queries.visits.LAWS. The worth of a visit is that of the plan of visits; both regions start with the inspector-days
    spent there in the year up to as_of. Up to four rows, the giving region first, before first; none of a region not to be seen:
      region_code, name_kk, name_ru, name_en, is_receiving, is_after
      inspector_days   spent there; no more is moved than the giving region has
      visit_count      visits that fit
      harm, accidents  sum of probability times severity, and of probabilities, of twelve months at the places visited;
                       times the effect of a visit it is what the visits avoid
      has_probability  whether any facility there that the law allows a visit to has a probability

    Raises Unavailable when the database does not answer.
    """
    given = {"law": law, "from_region": from_region, "to_region": to_region, "moved_days": moved_days}
    return read(viewer, "what_if/days_shifted", as_of=as_of, **given)
