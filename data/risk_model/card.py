"""docs/model-card.md, written from what the database keeps of the model and of its backtest; no figure in it is typed by hand."""

import hashlib
import math
from collections.abc import Iterable, Sequence
from typing import Any

from data.risk_model.card_words import FORMS, HEAD, LIMITS, NO_MODEL, NO_PROOF
from data.risk_model.errors import UnfitTable
from data.risk_model.features import EITHER_WAY

MODEL = """
SELECT model_version, form, known_through, outcome, base_log_odds, first_origin, last_origin, row_count, event_count,
    EXISTS (SELECT 1 FROM facility WHERE source_code = 'demo'), (SELECT count(*) FROM facility)
FROM risk_model ORDER BY known_through DESC, model_version DESC LIMIT 1
"""
STEPS = """
SELECT feature, count(*), min(log_odds), max(log_odds) FROM risk_model_step WHERE model_version = %s AND at_least <> 'NaN'
GROUP BY feature ORDER BY max(log_odds) - min(log_odds) DESC, feature
"""
GROUPS = """
SELECT feature, count(*), min(log_odds), max(log_odds) FROM risk_model_group WHERE model_version = %s GROUP BY feature ORDER BY feature
"""
FIGURES = """
SELECT f.table_name, f.outcome, m.form, f.year, f.method, f.figure, f.value, f.low, f.high
FROM risk_model_figure f JOIN risk_model m USING (model_version)
WHERE f.model_version = (SELECT max(model_version) FROM risk_model_figure m WHERE m.table_name = f.table_name)
ORDER BY f.table_name, f.outcome, f.year, f.method, f.figure
"""
CALIBRATION = """
SELECT c.x, c.y, c.row_count FROM risk_model_curve c
WHERE c.model_version = (SELECT max(model_version) FROM risk_model_curve m WHERE m.table_name = c.table_name)
    AND c.table_name = %s AND c.outcome = %s AND c.year = 0 AND c.method = %s AND c.curve = 'calibration' ORDER BY c.point_no
"""
MEASURED = ("auc", "share_in_top_tenth", "calibration_slope", "calibration_intercept", "brier")
METHODS = ("steps", "logistic", "past_violations", "past_accidents")
CALIBRATED = (0.9, 1.1)
DECIDING = "auc_gain_over_logistic"
SEAL = "Seal of the text above: "
Figures = dict[tuple[int, str, str], tuple[float | None, float | None, float | None]]


def text(connection: Any) -> str:
    """The whole card as Markdown, sealed. Raises UnfitTable where no model is kept."""
    with connection.cursor() as cursor:
        model = _first(cursor, MODEL)
        if model is None:
            raise UnfitTable(NO_MODEL)
        parts = [HEAD, _learnt(model), *_proofs(cursor), _added(cursor, model[0]), LIMITS]
    return sealed("\n".join(parts))


def sealed(body: str) -> str:
    """The text with a last line that holds its SHA-256."""
    return f"{body}\n{SEAL}{hashlib.sha256(body.encode()).hexdigest()}\n"


def is_sealed(card: str) -> bool:
    """Whether nothing was changed since the card was written."""
    body, _, _ = card.rpartition(f"\n{SEAL}")
    return bool(body) and sealed(body) == card


def _learnt(model: Sequence[Any]) -> str:
    version, form, known_through, outcome, base, first, last, rows, events, is_demo, facilities = model
    source = f"the invented demonstration register ({facilities} facilities)" if is_demo else f"the register ({facilities} facilities)"
    return (
        f"## Version {version}\n\n"
        f"- Form: {FORMS[form]}.\n"
        f"- Foretells `{outcome}`; fitted on {source}, on nothing known after {known_through}.\n"
        f"- Learnt from {rows} rows (a facility at an origin, origins {first} to {last}), {events} of them followed by the event.\n"
        f"- The usual facility, to which nothing is added, has {100 / (1 + math.exp(-float(base))):.2f} %.\n"
    )


def _proofs(cursor: Any) -> Iterable[str]:
    """A section for every table and outcome that a backtest was kept of."""
    cursor.execute(FIGURES)
    found: dict[tuple[str, str, str], Figures] = {}
    for table_name, outcome, form, year, method, figure, *value in cursor.fetchall():
        found.setdefault((table_name, outcome, form), {})[year, method, figure] = tuple(value)
    for (table_name, outcome, form), figures in found.items():
        cursor.execute(CALIBRATION, [table_name, outcome, form])
        told = [_together(figures), _yearly(figures, form), _calibration(cursor.fetchall(), form), _verdict(figures, form)]
        yield "\n".join([f"## Proven on {table_name}: {outcome}\n", *told])
    if not found:
        yield NO_PROOF


def _together(figures: Figures) -> str:
    head = ["all years together", *MEASURED]
    lines = [[method, *(_told(figures.get((0, method, figure))) for figure in MEASURED)] for method in _methods(figures)]
    return _table(head, lines)


def _yearly(figures: Figures, form: str) -> str:
    years = sorted({year for year, _, _ in figures} - {0})
    lines = [[method, *(_told(figures.get((year, method, "auc"))) for year in years)] for method in _methods(figures)]
    slopes = [f"{form}, calibration slope", *(_told(figures.get((year, form, "calibration_slope"))) for year in years)]
    return _table(["AUC by year", *map(str, years)], [*lines, slopes])


def _calibration(points: Sequence[Sequence[Any]], form: str) -> str:
    lines = [[f"{100 * x:.2f} %", f"{100 * y:.2f} %", str(rows)] for x, y, rows in points]
    return _table([f"foretold by {form}, by tenth", "happened", "rows"], lines) if lines else ""


def _verdict(figures: Figures, form: str) -> str:
    """What the figures allow to be said, good or bad, of the form taken, and of the steps against the plain one, which decides it."""
    told = [_slope_told(year, figures[year, method, figure]) for year, method, figure in figures
            if (method, figure) == (form, "calibration_slope")]  # fmt: skip
    told += [_gain_told(method, figure, value) for (year, method, figure), value in figures.items()
             if year == 0 and figure.startswith("auc_gain_over_") and (method == form or figure == DECIDING)]  # fmt: skip
    return "\n".join(f"- {each}" for each in told) + "\n"


def _slope_told(year: int, value: Sequence[float | None]) -> str:
    when = "All years together" if year == 0 else str(year)
    if value[0] is None:
        return f"{when}: the calibration slope is not defined."
    low, high = CALIBRATED
    return f"{when}: calibrated within {low} to {high}: {'yes' if low <= value[0] <= high else '**no**'} (slope {value[0]:.2f})."


def _gain_told(method: str, figure: str, value: Sequence[float | None]) -> str:
    other, (gain, low, _) = figure.removeprefix("auc_gain_over_"), value
    beyond = low is not None and low > 0
    verdict = "yes" if beyond else "**no**"
    return f"`{method}` ranks better than `{other}` beyond chance: {verdict} (AUC {_signed(gain)}, 95 % from {_signed(low)})."


def _added(cursor: Any, version: int) -> str:
    cursor.execute(STEPS, [version])
    steps = [[f"`{name}`", str(count), _factor(low), _factor(high), "either way" if name in EITHER_WAY else "never lowers"]
             for name, count, low, high in cursor.fetchall()]  # fmt: skip
    cursor.execute(GROUPS, [version])
    groups = [
        [f"`{name}`", str(count), _factor(low), _factor(high), "pulled to 1 where few"] for name, count, low, high in cursor.fetchall()
    ]
    head = ["feature", "steps or groups", "least, times the odds", "most", "more of it"]
    return f"## What each feature can add\n\n{_table(head, steps + groups)}"


def _methods(figures: Figures) -> list[str]:
    present = {method for _, method, _ in figures}
    return [*(method for method in METHODS if method in present), *sorted(present - set(METHODS))]


def _factor(log_odds: Any) -> str:
    return f"{math.exp(float(log_odds)):.2f}"


def _signed(value: float | None) -> str:
    return "not defined" if value is None else f"{value:+.3f}"


def _told(value: Sequence[float | None] | None) -> str:
    if value is None or value[0] is None:
        return "not defined"
    return f"{value[0]:.3f}" + ("" if value[1] is None or value[2] is None else f" ({value[1]:.3f} to {value[2]:.3f})")


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _first(cursor: Any, statement: str) -> Any:
    cursor.execute(statement)
    return cursor.fetchone()
