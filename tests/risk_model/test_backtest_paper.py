"""What docs/backtest.md says of columns, methods and figures is what the code does."""

import re
from pathlib import Path

from data.risk_model.figures import OF_A_PROBABILITY, OF_A_RANKING
from data.risk_model.forms import PLAIN, STRONGER
from data.risk_model.histories import NAIVE
from data.risk_model.quarters import COUNTS, KNOWN_AS, NEEDED, SIZES

PAPER = (Path(__file__).parents[2] / "docs" / "backtest.md").read_text(encoding="utf-8")


def lines_of(heading: str) -> list[list[str]]:
    """The rows of the table below a heading."""
    part = PAPER.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("| `")]


def names(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


def test_the_columns_are_those_of_the_code() -> None:
    described = {name: (row[3], names(row[1])) for row in lines_of("The table") for name in names(row[0])}
    also = {new: [old] for old, new in KNOWN_AS.items()}

    assert set(described) == {*NEEDED, *COUNTS, *SIZES, "active"}
    assert {name for name, (needed, _) in described.items() if needed == "yes"} == set(NEEDED)
    assert {name: known for name, (_, known) in described.items() if known} == also


def test_the_methods_and_figures_are_those_of_the_code() -> None:
    assert [row[0].strip("`") for row in lines_of("Methods compared")] == [STRONGER, PLAIN, *NAIVE]
    assert {row[0].strip("`") for row in lines_of("Figures")} == {*OF_A_RANKING, *OF_A_PROBABILITY, "brier", "auc_gain_over_..."}
