"""Leads in words: what speaks for one, never what it proves."""

from typing import Any

from pandas import DataFrame, Series

from pages.parts import compared
from pages.parts.cached import ask
from pages.parts.words import NO_VALUE, _, day, language, named, ngettext, number, percent
from queries import concealment
from queries.records import records

LEAST_TOLD = 0.001


def kinds() -> dict[str, str]:
    """Kinds of leads by code; each is a condition on a row of queries.concealment.leads, see is_of()."""
    return {"admission": _("Admissions without an accident"), "zero": _("Improbable zeros"), "late": _("Late reports")}


def is_of(leads: DataFrame, kind: str | None) -> Any:
    """Which leads are of a kind, or all of them."""
    columns = {"admission": leads["without_accident_count"] > 0, "zero": leads["expected_count"].notna(), "late": leads["late_count"] > 1}
    return columns.get(kind or "", leads["place"] > 0)


def employer(row: dict[str, Any]) -> str:
    """Name of the employer, or its number where the reader may not see it."""
    name = named(row)
    return name if isinstance(name, str) and name else _("BIN {bin}").format(bin=row["bin"])


def reasons(row: dict[str, Any]) -> list[str]:
    """What a lead stands on, one sentence a kind."""
    return [*_admissions(row), *_zero(row), *_late(row)]


def _admissions(row: dict[str, Any]) -> list[str]:
    without = int(row["without_accident_count"])
    if not without:
        return []
    told = ngettext(
        "{n} hospital admission without an accident registered within ten days",
        "{n} hospital admissions without an accident registered within ten days", without,
    ).format(n=number(without))  # fmt: skip
    later = without - int(row["never_registered_count"])
    if later:
        told += ", " + ngettext("{n} of them registered later", "{n} of them registered later", later).format(n=number(later))
    return [told + ", " + _("the last on {day}").format(day=day(row["last_admitted_on"]))]


def _zero(row: dict[str, Any]) -> list[str]:
    if not compared.is_known(row["expected_count"]):
        return []
    sentence = _("none injured reported in three years where {expected} are expected (chance of none: {chance})")
    return [sentence.format(expected=number(row["expected_count"], 1), chance=chance(row["zero_probability"]))]


def _late(row: dict[str, Any]) -> list[str]:
    late = int(row["late_count"])
    if not late:
        return []
    told = ngettext("{n} accident reported late", "{n} accidents reported late", late).format(n=number(late))
    most = int(row["most_days_late"])
    return [told + ", " + ngettext("by up to {n} day", "by up to {n} days", most).format(n=number(most))]


def chance(probability: float) -> str:
    """A small probability in words."""
    if not compared.is_known(probability):
        return NO_VALUE
    return _("under {percent}").format(percent=percent(LEAST_TOLD, 1)) if probability < LEAST_TOLD else percent(probability, 1)


def in_short(row: dict[str, Any]) -> str:
    """The kinds of a lead as a reason of a visit, such as "lead: admission without accident"."""
    told = {"admission": _("admission without accident"), "zero": _("improbable zero"), "late": _("late reports")}
    has_zero = compared.is_known(row["expected_count"])
    of_row = {"admission": row["without_accident_count"] > 0, "zero": has_zero, "late": row["late_count"] > 1}
    return _("lead: {kinds}").format(kinds=", ".join(word for kind, word in told.items() if of_row[kind]))


def of_facilities(facilities: Series) -> list[str]:
    """Of each facility the lead that names it as the one to visit, in short; empty where none does on this day."""
    leads = ask(concealment.leads)
    named_by = {row["facility_id"]: in_short(row) for row in records(leads[leads["facility_id"].isin(facilities)])}
    return [named_by.get(each, "") for each in facilities]


def listed(leads: DataFrame) -> DataFrame:
    """Leads as a table and a file show them: words for codes, and the reasons."""
    here = language()
    names = {f"{each}_{here}": each for each in ("region", "activity", "facility")}
    return leads.rename(columns=names).assign(
        employer=[employer(row) for row in records(leads)],
        reasons=["; ".join(reasons(row)) for row in records(leads)],
        facility_id=leads["facility_id"].astype("Int64"),
    )


def columns() -> dict[str, str]:
    """Headings of listed()."""
    return {
        "place": _("No."), "employer": _("Employer"), "reasons": _("What speaks for it"), "region": _("Region"),
        "unaccounted_count": _("Injured possibly unaccounted for"), "without_accident_count": _("Admissions without an accident"),
        "never_registered_count": _("Of them never registered"), "expected_count": _("Injured expected where none is reported"),
        "zero_probability": _("Chance of none"), "late_count": _("Late reports"), "most_days_late": _("Most days late"),
        "employee_count": _("Employees"), "activity": _("Section of activity"), "facility_count": _("Facilities in the region"),
        "facility": _("Facility to visit"), "bin": _("BIN"), "facility_id": _("Number in this register"),
    }  # fmt: skip


def kinds_of_evidence() -> dict[str, str]:
    """What a row of evidence is."""
    return {"admission": _("Admission without an accident"), "late_report": _("Late report")}


def severities() -> dict[str, str]:
    """Severities of an injury, as hospitals say them."""
    return {"light": _("Light injury"), "severe": _("Severe injury"), "fatal": _("Fatal injury")}


def definitions() -> dict[str, str]:
    """What counts as what, and where each limit comes from."""
    return {
        _("Admission without an accident"): _(
            "A hospital reports a person hurt at work, and within ten days after the admission no accident of the named employer, in any"
            " region, is registered that happened on that day or in the ten days before. Counted for the year up to the day, from the"
            " tenth day after the admission on. The ten days are our own limit; a hospital has two working days to report (Labour Code,"
            " text of 2017). One registered accident explains every admission of the employer in its ten days, so that a large employer"
            " may hide more than is seen."
        ),
        _("Improbable zero"): _(
            "An employer registered for three years, none of whose people was reported injured anywhere in them, although the injury rate"
            " of its section of activity in the whole country, times its employees at the last report, expects at least three. The chance"
            " of none is the Poisson probability. A section is broad: a safer branch within it has more zeros than chance alone, so that a"
            " zero is a question, not an answer."
        ),
        _("Late report"): _(
            "The law gives an employer 24 hours to report an accident (Labour Code, article 187). The hour of the report is not known: one"
            " made on the day after the accident counts as in time, so that every late one is later than the law allows. Two in a year"
            " make a lead of their own: a repeat within a year is fined higher (Code of Administrative Offences, article 96)."
        ),
        _("Injured possibly unaccounted for"): _(
            "The larger of two numbers that may be the same people: admissions that were never registered, and the injured expected where"
            " none is reported. The list is in this order, then by admissions without an accident, then by late reports."
        ),
        _("Facility to visit"): _(
            "Where the latest of the late reports came from; otherwise the employer's facility in the region with most workers, since"
            " hospitals do not say where a person was hurt."
        ),
    }
