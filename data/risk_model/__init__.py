"""Probability of accidents learnt from past periods, as a sum of steps that anybody can add up; works on plain tables."""

from data.risk_model.fitting import fit
from data.risk_model.model import Feature, GroupEffect, Model, Step, contributions, predict

__all__ = ["Feature", "GroupEffect", "Model", "Step", "contributions", "fit", "predict"]
