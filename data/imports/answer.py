"""What an import did, in sentences for the person at the command line."""

from collections.abc import Iterator

from data.imports.report import ImportReport
from data.imports.sentences import sentence


def lines_of(report: ImportReport, language: str) -> Iterator[str]:
    """The report as lines in kk, ru or en: how it ended, counts, then what deserves a look."""
    yield from _end(report, language)
    yield sentence("report_rows", language, read=report.read_count, rejected=report.rejected_count)
    if not report.is_refused:
        yield sentence(
            "report_facilities",
            language,
            new=report.new_count,
            changed=report.changed_count,
            unchanged=report.unchanged_count,
        )
    yield sentence("report_places", language, **report.places)
    yield from _worth_a_look(report, language)
    yield from _rejected(report, language)


def _end(report: ImportReport, language: str) -> Iterator[str]:
    if report.is_refused:
        yield sentence("report_refused", language)
    elif report.is_old_news:
        yield sentence("report_old_news", language, day=report.delivered_before_on)
    elif report.is_dry_run:
        yield sentence("report_dry_run", language)
    if report.is_without_accepted_rows:
        yield sentence("report_all_rejected", language)


def _worth_a_look(report: ImportReport, language: str) -> Iterator[str]:
    counts = {
        "report_other_region": report.other_region_count,
        "report_unread_region": report.unread_region_count,
        "report_unknown_employer": report.unknown_employer_count,
    }
    for code, count in counts.items():
        if count:
            yield sentence(code, language, count=count)


def _rejected(report: ImportReport, language: str) -> Iterator[str]:
    for check, count in sorted(report.reasons.items(), key=lambda item: (-item[1], item[0])):
        yield sentence("report_reason", language, count=count, reason=sentence(check, language))
    if report.rejected_path:
        yield sentence("report_rejected_file", language, file=report.rejected_path)
