"""What an import did, or would do."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class ImportReport:
    """The outcome of one delivery; a dry run reports what the same delivery would do.

    batch_id                   the delivery's number; None where nothing was recorded
    file_sha256                of the file as read
    read_count                 rows in the file
    new_count, changed_count   facilities added, and facilities overwritten with something new
    unchanged_count            facilities delivered just as they are known
    rejected_count             rows kept out
    reasons                    name of the check -> cells it refused
    places                     point, nearest, declared -> accepted rows whose region was taken from there
    other_region_count         accepted rows that declare another region than that of their point
    unread_region_count        accepted rows whose word for a region means none, though their point tells
    unknown_employer_count     accepted rows with a BIN that no employer has yet
    delivered_before_on        day the same file was last delivered; None for a file not seen before
    rejected_path              where the rejected cells are listed; None where there are none
    is_dry_run, is_refused     nothing was loaded: because asked so; because strict and a row was rejected
    """

    file_name: str
    file_sha256: str
    read_count: int
    rejected_count: int
    other_region_count: int
    unread_region_count: int
    unknown_employer_count: int
    reasons: dict[str, int]
    places: dict[str, int]
    new_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    delivered_before_on: date | None = None
    batch_id: int | None = None
    rejected_path: Path | None = None
    is_dry_run: bool = False
    is_refused: bool = False

    @property
    def loaded_count(self) -> int:
        """Facilities that are new or changed."""
        return self.new_count + self.changed_count

    @property
    def is_old_news(self) -> bool:
        """The same file was delivered before, and brings nothing new."""
        return self.delivered_before_on is not None and self.loaded_count == 0 and not self.is_refused

    @property
    def is_without_accepted_rows(self) -> bool:
        """Every row was kept out."""
        return self.rejected_count == self.read_count

    @property
    def is_to_be_kept(self) -> bool:
        """The delivery is to be recorded; otherwise all that was done is undone."""
        return not (self.is_dry_run or self.is_refused or self.is_old_news)

    def finished(self, rejected_path: Path) -> "ImportReport":
        """The report of what is left when all is done."""
        return replace(
            self,
            batch_id=self.batch_id if self.is_to_be_kept else None,
            rejected_path=rejected_path if self.rejected_count else None,
        )
