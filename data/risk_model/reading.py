"""Reads a fit off as rows: steps and effects about their mean, corrected by what a later period taught."""

from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from data.risk_model.bins import Bins
from data.risk_model.calibrating import Calibration
from data.risk_model.design import Layout
from data.risk_model.learning import Learnt
from data.risk_model.model import Feature, GroupEffect, Model, Step


def model_of(layout: Layout, seen: csr_array, found: Learnt, correction: Calibration) -> Model:
    """The model as a base, steps and effects; each block is centred on the rows learnt from, and what that takes goes into the base."""
    counts = np.asarray(seen.sum(axis=0), dtype=float)
    starts = np.cumsum([0, *layout.widths])
    parts = [slice(start, end) for start, end in pairwise(starts)]
    means = [float(counts[part] @ found.table[part] / counts[part].sum()) for part in parts]
    blocks = [correction.slope * (found.table[part] - mean) for part, mean in zip(parts, means, strict=True)]
    heard = [bool(counts[part][-1]) for part in parts]
    numeric, grouped = blocks[: len(layout.features)], blocks[len(layout.features) :]
    steps = [
        step for feature, bins, values, was_missing in zip(layout.features, layout.bins, numeric, heard[: len(numeric)], strict=True)
        for step in steps_of(feature, bins, values, was_missing)
    ]  # fmt: skip
    effects = [
        GroupEffect(name, str(code), float(value)) for name, codes, values in zip(layout.groups, layout.codes, grouped, strict=True)
        for code, value in zip(codes, values[:-1], strict=True)
    ]  # fmt: skip
    base = correction.level + correction.slope * (found.base + sum(means))
    return Model(base, tuple(steps), tuple(effects), layout.features)


def steps_of(feature: Feature, bins: Bins, values: np.ndarray, was_missing: bool) -> list[Step]:
    """The steps of a feature, equal neighbours as one; the missing values' step is 0 where none was missing."""
    known = values[:-1]
    begins = np.concatenate([[True], np.abs(np.diff(known)) > 1e-12])
    steps = [Step(feature.name, float(at), float(value)) for at, value in zip(bins.at_least[begins], known[begins], strict=True)]
    return [*steps, Step(feature.name, float("nan"), float(values[-1]) if was_missing else 0.0)]
