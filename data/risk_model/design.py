"""Rows as places in a table of log-odds: one block of steps a numeric feature, one block of codes a text column."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame, Index
from scipy.sparse import block_diag, csr_array

from data.risk_model.bins import Bins, bins_of
from data.risk_model.blocks import Block, pooled, stepped, straight
from data.risk_model.model import Feature, numbers

FIRST_SPREAD = 0.3  # log-odds between codes of a group before the rows have spoken


@dataclass(frozen=True)
class Layout:
    """What the blocks are made of, in order: features with their bins, then groups with their codes."""

    features: tuple[Feature, ...]
    bins: tuple[Bins, ...]
    groups: tuple[str, ...]
    codes: tuple[Index, ...]

    @property
    def widths(self) -> list[int]:
        """Places in the table of log-odds of each block; the last place of a block is for what is missing."""
        return [len(bins.at_least) + 1 for bins in self.bins] + [len(codes) + 1 for codes in self.codes]

    def design(self, table: DataFrame) -> csr_array:
        """One row a row of the table, with a one at its place in every block."""
        numeric = [bins.numbers(numbers(table, each.name)) for each, bins in zip(self.features, self.bins, strict=True)]
        grouped = [places(codes, table, name) for name, codes in zip(self.groups, self.codes, strict=True)]
        starts = np.cumsum([0, *self.widths])
        columns = np.stack([*numeric, *grouped], axis=1) + starts[:-1]
        bounds = np.arange(0, columns.size + 1, columns.shape[1])
        return csr_array((np.ones(columns.size), columns.ravel(), bounds), shape=(len(table), starts[-1]))

    def blocks(self, is_stepped: bool, spreads: Sequence[float]) -> list[Block]:
        """The shape and the pull of every block, given how much the codes of each group differ."""
        make = stepped if is_stepped else straight
        numeric = [make(bins, feature.direction) for feature, bins in zip(self.features, self.bins, strict=True)]
        return numeric + [pooled(len(codes) + 1, spread) for codes, spread in zip(self.codes, spreads, strict=True)]


def layout_of(table: DataFrame, features: Sequence[Feature], groups: Sequence[str]) -> Layout:
    """Steps and codes that occur in the table."""
    bins = tuple(bins_of(numbers(table, feature.name)) for feature in features)
    codes = tuple(Index(sorted(table[name].dropna().astype(str).unique())) for name in groups)
    return Layout(tuple(features), bins, tuple(groups), codes)


def places(codes: Index, table: DataFrame, name: str) -> np.ndarray:
    """The place of each row's code, the last one where it is missing."""
    found = codes.get_indexer(Index(table[name].astype(str)))
    return np.where(table[name].isna().to_numpy(), len(codes), found)


def joined(blocks: Sequence[Block]) -> tuple[csr_array, csr_array, np.ndarray, np.ndarray]:
    """Shape, penalty, lowest and highest of all blocks side by side."""
    shape = csr_array(block_diag([block.shape for block in blocks]))
    penalty = csr_array(block_diag([block.penalty for block in blocks]))
    return shape, penalty, np.concatenate([b.lowest for b in blocks]), np.concatenate([b.highest for b in blocks])
