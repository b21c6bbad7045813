"""What an upload of boundaries did, in sentences for the person at the command line."""

from collections.abc import Iterator

from data.imports.boundaries.report import BoundaryReport, Repair
from data.imports.sentences import sentence

# What the geometry library calls a fault: the sentence for it.
FAULTS = {
    "Self-intersection": "fault_crosses_itself",
    "Ring Self-intersection": "fault_touches_itself",
    "Hole lies outside shell": "fault_hole_outside",
    "Holes are nested": "fault_nested",
    "Nested shells": "fault_nested",
    "Duplicate Rings": "fault_nested",
    "Interior is disconnected": "fault_touches_itself",
}


def lines_of(report: BoundaryReport, language: str) -> Iterator[str]:
    """The report as lines in kk, ru or en: how it ended, what was read as what, what was repaired, what changed."""
    yield from _end(report, language)
    yield sentence("report_features", language, read=report.read_count, rejected=report.rejected_count)
    columns = ", ".join(f"{ours} = {theirs}" for ours, theirs in report.columns.items())
    yield sentence("report_columns", language, columns=columns)
    for repair in report.repairs:
        yield _repaired(repair, language)
    yield from _measured(report, language)
    yield from _rejected(report, language) if report.is_refused else _changed(report, language)


def _end(report: BoundaryReport, language: str) -> Iterator[str]:
    if report.is_refused:
        yield sentence("report_boundaries_refused", language)
    elif report.is_old_news:
        yield sentence("report_old_news", language, day=report.delivered_before_on)
    elif report.is_dry_run:
        yield sentence("report_dry_run", language)


def _repaired(repair: Repair, language: str) -> str:
    return sentence(
        "report_repaired",
        language,
        district=repair.given,
        name=repair.names[language],
        fault=sentence(FAULTS.get(repair.fault, "fault_other"), language, detail=repair.fault),
        place="-" if repair.lon is None else f"{repair.lon:.5f} {repair.lat:.5f}",
        area=f"{repair.area_km2:.2f}",
        change=f"{repair.change_km2 * 1e6:+.0f}",
    )


def _measured(report: BoundaryReport, language: str) -> Iterator[str]:
    if report.flattened_count:
        yield sentence("report_flattened", language, count=report.flattened_count)
    if report.overlap_count:
        yield sentence("report_overlaps", language, count=report.overlap_count, area=f"{report.overlap_km2:.2f}")
    if report.gap_count:
        yield sentence("report_gaps", language, count=report.gap_count, area=f"{report.gap_km2:.2f}")


def _rejected(report: BoundaryReport, language: str) -> Iterator[str]:
    for line, column, value, reason in report.first_rejected:
        known = report.columns.get(column, column)
        yield sentence("report_cell", language, line=line, column=known, value=(value or "")[:100], reason=sentence(reason, language))
    yield sentence("report_rejected_file", language, file=report.rejected_path)


def _changed(report: BoundaryReport, language: str) -> Iterator[str]:
    yield sentence(
        "report_districts",
        language,
        regions=len(report.regions),
        new=report.new_count,
        changed=report.changed_count,
        unchanged=report.unchanged_count,
        removed=report.removed_count,
    )
    yield sentence("report_moved", language, moved=report.moved_count, **report.places)
