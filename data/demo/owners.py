"""Who owns what: employers hold neighbouring sites of a kind; some hold boilers and cranes besides."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.columns import Array
from data.demo.draws import Stream, shares
from data.demo.ground import ground
from data.demo.plan import Plan
from data.demo.reference import REFERENCE, hazards
from data.demo.sites import Sites

PUBLISHED_EMPLOYERS = 11_000
SERVICE_TYPES = ("boiler", "lifting")
OWN_SERVICES = 0.3


@dataclass(frozen=True)
class Owners:
    """owner: the employer of each site. hazard_type, region: what and where each employer mainly is."""

    owner: Array
    hazard_type: Array
    region: Array


def owners(plan: Plan, places: Sites) -> Owners:
    """The employer of every site; every employer has at least one."""
    stream = plan.stream("owners")
    owner = np.zeros(len(places.region), dtype=int)
    counts = _employers_by_type(plan, places)
    first_sites = []
    for kind, first_number in enumerate(np.cumsum(counts) - counts):
        order = _neighbours_in_a_row(places, kind)
        runs, starts = _runs(stream, len(order), counts[kind])
        owner[order] = first_number + _mixed(stream, runs, starts, places.region[order], kind)
        first_sites.append(order[starts])
    first = np.concatenate(first_sites)
    owner = _with_own_services(stream, places, owner, first)
    return Owners(owner, places.hazard_type[first], places.region[first])


def _employers_by_type(plan: Plan, places: Sites) -> Array:
    """Employers of each hazard type: in the proportion of supervised subjects, never more than sites."""
    sites = np.bincount(places.hazard_type, minlength=len(hazards()))
    wanted = shares(round(PUBLISHED_EMPLOYERS * plan.size), _subjects())
    return np.minimum(np.maximum(wanted, 1), sites)


def _subjects() -> Array:
    """Supervised subjects of each hazard type; a figure published for two is split like the facilities."""
    table = pd.read_csv(REFERENCE / "hazard_types.csv").set_index("hazard_type_code")
    of_the_figure = table["share"] / table.groupby("published_kind")["share"].transform("sum")
    subjects = table["subject_count_published"] * of_the_figure
    return subjects.reindex(hazards()["hazard_type_code"]).to_numpy()


def _neighbours_in_a_row(places: Sites, kind: int) -> Array:
    """Sites of a type, region by region from west to east, those of one quarter together."""
    mine = np.flatnonzero(places.hazard_type == kind)
    if len(mine) == 0:
        return mine
    west = pd.Series(places.lon[mine]).groupby(places.anchor[mine]).transform("min").to_numpy()
    return mine[np.lexsort((places.quarter[mine], places.anchor[mine], west, places.region[mine]))]


def _runs(stream: Stream, sites: int, employers: int) -> tuple[Array, Array]:
    """Employer of each site in a row and where each employer's run starts; few employers are large."""
    if employers == 0:
        return np.zeros(0, dtype=int), np.zeros(0, dtype=int)
    sizes = 1 + shares(sites - employers, stream.pareto(1.3, employers) + 0.05)
    return np.repeat(np.arange(employers), sizes), np.cumsum(sizes) - sizes


def _mixed(stream: Stream, runs: Array, starts: Array, region: Array, kind: int) -> Array:
    """Runs with some sites exchanged between employers of the same region; nobody loses its first one."""
    moves = stream.random(len(runs)) < hazards()["mixing_share"].to_numpy()[kind]
    moves[starts] = False
    places = np.flatnonzero(moves)
    runs[places] = runs[places[np.lexsort((stream.random(len(places)), region[places]))]]
    return runs


def _with_own_services(stream: Stream, places: Sites, owner: Array, first: Array) -> Array:
    """Some boilers and cranes belong to an employer of another kind in the region, rather a large one."""
    services = np.isin(places.hazard_type, pd.Index(hazards()["hazard_type_code"]).get_indexer(SERVICE_TYPES))
    moves = services & (stream.random(len(owner)) < OWN_SERVICES)
    moves[first] = False
    others = np.flatnonzero(~services)
    others = others[np.argsort(places.region[others], kind="stable")]
    counts = np.bincount(places.region[others], minlength=len(ground().codes))
    starts = np.cumsum(counts) - counts
    mine = np.flatnonzero(moves & (counts[places.region] > 0))
    region = places.region[mine]
    owner[mine] = owner[others[starts[region] + (stream.random(len(mine)) * counts[region]).astype(int)]]
    return owner
