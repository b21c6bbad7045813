"""Questions of the Methods screen: the rules in force, and where the rows come from."""

from datetime import date

from pandas import DataFrame

from queries.db import Viewer, read


def rules(viewer: Viewer, as_of: date) -> DataFrame:
    """Every version of the rules of the statutory degree known on the day, by law, the newest first.

    law: industrial_safety or labour; version; regime: points or rule; valid_from, valid_to: both included, valid_to None while open
    and before valid_from where a later version replaced it unused; is_in_force on as_of; constants, indicators: dicts; status:
    checked or unchecked against the text of the act; source_url;
    note_kk, note_ru, note_en. Raises Unavailable when the database does not answer.
    """
    return read(viewer, "methods/rules", as_of=as_of)


def sources(viewer: Viewer, as_of: date) -> DataFrame:
    """Every source of rows with its deliveries up to now, whatever as_of, the last delivery first.

    source_code, name_kk, name_ru, name_en, is_demonstration; expected_every_days: None where no rhythm is agreed;
    delivery_count; last_received_on: day in Kazakhstan, None before the first; loaded_count, rejected_count: rows of all
    deliveries. Raises Unavailable when the database does not answer.
    """
    return read(viewer, "methods/sources", as_of=as_of)
