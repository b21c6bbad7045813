"""A backtest as tables and sentences for the terminal."""

from math import isnan

from pandas import DataFrame

from data.risk_model.backtesting import Backtest
from data.risk_model.figures import ALL_YEARS
from data.risk_model.forms import STRONGER

CALIBRATED = (0.9, 1.1)
ALL_FIGURES = ("auc", "share_in_top_tenth", "calibration_slope", "calibration_intercept", "brier")
BY_YEAR = ("auc", "calibration_slope")
UNDEFINED = "–"
Shown = tuple[str, list[str], list[list[str]]]


def tables(found: Backtest) -> list[Shown]:
    """Title, headings and lines: all years together with intervals, then the main figures by year."""
    return [together(found.figures), *(by_year(found.figures, figure) for figure in BY_YEAR)]


def together(figures: DataFrame) -> Shown:
    """Every figure of every method over all years with its interval, line by line: that fits a terminal of eighty columns."""
    rows = figures[figures["year"] == ALL_YEARS]
    told = zip(*(rows[name].to_list() for name in ("method", "figure", "value", "low", "high")), strict=True)
    values = {(figure, method): with_interval(value, low, high) for method, figure, value, low, high in told}
    lines = [[figure, method, values[figure, method]] for figure in ALL_FIGURES for method in rows["method"].unique()]
    return "all years", ["figure", "method", "value (95 per cent)"], lines


def by_year(figures: DataFrame, figure: str) -> Shown:
    """One figure of every method, year by year."""
    rows = figures[(figures["figure"] == figure) & (figures["year"] != ALL_YEARS)]
    methods = list(rows["method"].unique())
    years = sorted({int(year) for year in rows["year"]})
    lines = [[str(year), *(defined(value) for value in rows[rows["year"] == year]["value"])] for year in years]
    return figure, ["year", *methods], lines


def with_interval(value: float, low: float, high: float) -> str:
    """A value with its interval; a dash where it is not defined."""
    return UNDEFINED if isnan(value) else f"{value:.4f} ({defined(low)} to {defined(high)})"


def defined(value: float, form: str = ".3f") -> str:
    """A value, or a dash where it is not defined, as in a year without an event."""
    return UNDEFINED if isnan(value) else format(value, form)


def said(found: Backtest) -> list[str]:
    """Which method ranks better, by how much, and whether its probabilities can be taken at their word."""
    gains = found.figures[(found.figures["year"] == ALL_YEARS) & found.figures["figure"].str.startswith("auc_gain_over_")]
    told = zip(*(gains[name].to_list() for name in ("method", "figure", "value", "low", "high")), strict=True)
    lines = [f"{method} over {name[14:]}: {value:+.4f} of AUC ({low:+.4f} to {high:+.4f})." for method, name, value, low, high in told]
    replaced = "replace the plain logistic fit" if found.better == STRONGER else "do not beat the plain logistic fit, which stays"
    return [*lines, f"Out of time the steps {replaced}.", calibration(found.figures, found.better)]


def calibration(figures: DataFrame, method: str) -> str:
    """Whether the calibration slope of a method lies within 0.9 to 1.1, and in which years it does not."""
    slopes = figures[(figures["method"] == method) & (figures["figure"] == "calibration_slope")]
    found = zip(slopes["year"].to_list(), slopes["value"].to_list(), strict=True)
    named = [(year or "all years", value) for year, value in found if not CALIBRATED[0] <= value <= CALIBRATED[1]]
    off = [f"{year} {defined(value, '.2f')}" + " (not defined)" * isnan(value) for year, value in named]
    return f"Calibration slope of {method} within 0.9 to 1.1" + (f", except: {', '.join(off)}." if off else " in every year.")
