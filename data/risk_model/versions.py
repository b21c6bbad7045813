"""A new version of the model from the database's own rows: fitted on what was known by a day, kept as rows."""

from datetime import date
from typing import Any

from data.risk_model.features import FEATURES, GROUPS, OUTCOME, PERIOD
from data.risk_model.fitting import fit
from data.risk_model.storing import store
from data.risk_model.training import Training, training_table


def renew(connection: Any, known_through: date) -> tuple[int, Training]:
    """Fits the model on what was known at the end of a day and keeps it as the version valid from then; the version and what taught it.

    A day before known_through is never scored by it. The connection is the writer's, nationwide; the caller commits.
    Raises UnfitTable where the register cannot teach yet.
    """
    training = training_table(connection, known_through)
    model = fit(training.rows, FEATURES, GROUPS, OUTCOME, period=PERIOD)
    return store(connection, model, training), training
