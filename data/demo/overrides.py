"""Degrees set by hand: a few acts in every region, days counted from the plan's day."""

import numpy as np
import pandas as pd
import pyarrow as pa

from data.demo.columns import Array, Rows
from data.demo.facilities import Facilities
from data.demo.plan import Plan
from data.demo.reference import fact

WITHDRAWN = "Себеп жойылды, растайтын құжаттар қабылданды; есептелген дәреже қайта қолданылады."


def override_rows(plan: Plan, plants: Facilities) -> Rows:
    """Rows of degree_override: two acts in each region, and what was withdrawn of them."""
    lines = fact("overrides")
    facility = _two_of_each_region(plan, plants)
    sets = lines.iloc[np.arange(len(facility)) % len(lines)].assign(facility_id=facility, entry_no=1, action="set")
    withdrawn = sets[sets["withdrawn_days"].notna()].assign(entry_no=2, action="withdrawn", degree=None, term_days=np.nan, reason=WITHDRAWN)
    withdrawn["from_days"] = withdrawn["withdrawn_days"]
    acts = pd.concat([sets, withdrawn], ignore_index=True)
    since = plan.today + acts["from_days"].to_numpy().astype("timedelta64[D]")
    return {
        "facility_id": acts["facility_id"].to_numpy(),
        **{name: pa.array(acts[name], pa.string()) for name in ("law", "action", "degree", "reason", "author_code", "author_body_code")},
        "author_role": pa.array(["minister"] * len(acts)),
        "entry_no": acts["entry_no"].to_numpy(),
        "valid_from": since,
        "expires_on": since + acts["term_days"].to_numpy().astype("timedelta64[D]"),
    }


def _two_of_each_region(plan: Plan, plants: Facilities) -> Array:
    """Facilities in service that were known a year ago: the first and the middle one of each region."""
    is_old = np.isnat(plants.closed_on) & (plants.known_on < plan.years_back(1))
    each = pd.Series(plants.id[is_old]).groupby(plants.region[is_old])
    return np.sort(np.concatenate([ids.to_numpy()[[0, len(ids) // 2]] for _, ids in each if len(ids) > 1] or [plants.id[:0]]))
