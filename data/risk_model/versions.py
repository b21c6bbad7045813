"""A new version of the model from the database's own rows: fitted on what was known by a day, kept as rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.demo.loading import demo_is_loaded
from data.risk_model.features import FEATURES, GROUPS, OUTCOME, PERIOD
from data.risk_model.fitting import fit
from data.risk_model.forms import PLAIN, STRONGER
from data.risk_model.proving import keep, proven
from data.risk_model.storing import store
from data.risk_model.training import Training, training_table


@dataclass(frozen=True)
class Renewed:
    """A version, the form it took, and what taught it."""

    version: int
    form: str
    training: Training


def renew(connection: Any, known_through: date) -> Renewed:
    """Fits the model on what was known at the end of a day and keeps it as the version valid from then, with its backtest.

    The form is the one the backtest on those rows speaks for: steps where they rank better than the plain logistic fit beyond chance,
    else the plain one, also where the register cannot be backtested yet. A day before known_through is never scored by the version.
    The connection is the writer's, nationwide; the caller commits. Raises UnfitTable where the register cannot teach yet.
    """
    training = training_table(connection, known_through)
    proof = proven(training)
    form = proof.better if proof else PLAIN
    model = fit(training.rows, FEATURES, GROUPS, OUTCOME, period=PERIOD, is_stepped=form == STRONGER)
    version = store(connection, model, training, form)
    if proof:
        keep(connection, version, proof, "demo" if demo_is_loaded(connection) else "register")
    return Renewed(version, form, training)
