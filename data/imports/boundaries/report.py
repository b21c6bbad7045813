"""What an upload of boundaries did, or would do."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Repair:
    """One shape that was not valid: whose, what was wrong and where, and what the repair did to its area.

    given                 code as delivered
    names                 kk, ru, en -> name
    fault                 as the geometry library calls it
    lon, lat              degrees; None where the library names no place
    area_km2, change_km2  area after the repair, and how much larger it is than before
    """

    given: str
    names: dict[str, str]
    fault: str
    lon: float | None
    lat: float | None
    area_km2: float
    change_km2: float


@dataclass(frozen=True)
class BoundaryReport:
    """The outcome of one layer; a dry run reports what the same layer would do.

    batch_id                    the delivery's number; None where nothing was recorded
    file_sha256                 of the file as delivered
    read_count, rejected_count  features in the layer, and those that keep the layer out
    reasons                     name of the check -> cells it refused
    columns                     our column -> the layer's
    repairs                     shapes that were not valid
    flattened_count             shapes whose heights were left out
    overlap_count, overlap_km2  pairs of districts that share ground within the tolerance, and that ground
    gap_count, gap_km2          ground between districts that none of them holds
    regions                     region -> districts delivered
    new_count, changed_count, unchanged_count, removed_count  districts
    moved_count                 facilities whose district is another than before
    places                      point, nearest, none -> facilities of the regions by how their district was found
    first_rejected              the first ten cells that cannot be taken: feature, column, value, check
    delivered_before_on         day the same file was last delivered; None for a file not seen before
    rejected_path               where the rejected cells are listed; None where there are none
    """

    file_name: str
    file_sha256: str
    read_count: int
    rejected_count: int
    reasons: dict[str, int]
    columns: dict[str, str]
    repairs: tuple[Repair, ...]
    flattened_count: int
    overlap_count: int
    overlap_km2: float
    first_rejected: tuple[tuple[int, str, str | None, str], ...]
    gap_count: int = 0
    gap_km2: float = 0.0
    regions: dict[str, int] = field(default_factory=dict)
    new_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    removed_count: int = 0
    moved_count: int = 0
    places: dict[str, int] = field(default_factory=dict)
    delivered_before_on: date | None = None
    batch_id: int | None = None
    rejected_path: Path | None = None
    is_dry_run: bool = False

    @property
    def is_refused(self) -> bool:
        """A feature cannot be taken, and so the layer cannot: a map with a hole in it would leave facilities without a district."""
        return self.rejected_count > 0

    @property
    def loaded_count(self) -> int:
        """Districts that are new, changed or gone."""
        return self.new_count + self.changed_count + self.removed_count

    @property
    def is_old_news(self) -> bool:
        """The same file was delivered before, and moves nothing."""
        return self.delivered_before_on is not None and self.loaded_count + self.moved_count == 0 and not self.is_refused

    @property
    def is_to_be_kept(self) -> bool:
        """The delivery is to be recorded; otherwise all that was done is undone."""
        return not (self.is_dry_run or self.is_refused or self.is_old_news)

    def finished(self, rejected_path: Path) -> "BoundaryReport":
        """The report of what is left when all is done."""
        return replace(
            self,
            batch_id=self.batch_id if self.is_to_be_kept else None,
            rejected_path=rejected_path if self.is_refused else None,
        )
