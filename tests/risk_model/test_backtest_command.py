"""python -m data backtest: what a person types, what is printed and written, what is refused."""

import re
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from data.__main__ import app, main
from data.risk_model.errors import OneClassOnly, UnreadableFile
from data.risk_model.files import read_quarters
from tests.risk_model import truth

RUNNER = CliRunner()
TABLE = truth.quarters(units=250)
KEYS = ["unit", "year", "quarter"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "quarters.csv"
    TABLE.to_csv(path, index=False)
    return path


def asked(*words: object) -> str:
    """What the command prints, on a wide terminal."""
    result = RUNNER.invoke(app, ["backtest", *map(str, words), "--replicates", "20"], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_it_prints_the_figures_and_writes_them(file: Path, tmp_path: Path) -> None:
    figures, curves = tmp_path / "figures.csv", tmp_path / "curves.csv"
    printed = asked("--on", file, "--outcome", "lost_day", "--first-year", 2006, "--figures", figures, "--curves", curves)

    written = pd.read_csv(figures)
    shown = written.query("year == 0 and method == 'steps' and figure == 'auc'").iloc[0]
    assert f"{shown['value']:.4f} ({shown['low']:.3f} to {shown['high']:.3f})" in printed
    assert set(written["year"]) == {0, 2006, 2007}
    assert set(written["outcome"]) == {"lost_day"}
    assert set(pd.read_csv(curves)["curve"]) == {"calibration", "lift"}
    assert "Out of time the steps" in printed
    assert "Calibration slope of" in printed


def test_on_a_narrow_terminal_no_figure_is_cut(file: Path) -> None:
    result = RUNNER.invoke(
        app, ["backtest", "--on", str(file), "--outcome", "lost_day", "--first-year", "2007", "--replicates", "20"], env={"COLUMNS": "80"}
    )

    assert "calibration_intercept │ past_violations" in re.sub(r" +", " ", result.stdout)
    assert "…" not in result.stdout


def test_an_outcome_that_never_came_is_said_and_the_other_is_measured(tmp_path: Path) -> None:
    table, figures = tmp_path / "no_deaths.csv", tmp_path / "figures.csv"
    TABLE.assign(deaths=0).to_csv(table, index=False)

    asked("--on", table, "--first-year", 2007, "--figures", figures)

    assert set(pd.read_csv(figures)["outcome"]) == {"lost_day"}


def test_where_neither_outcome_ever_came_it_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "nothing.csv"
    TABLE.assign(deaths=0, days_lost=0).to_csv(table, index=False)

    with pytest.raises(OneClassOnly, match="Every row has the same death"):
        RUNNER.invoke(app, ["backtest", "--on", str(table)], catch_exceptions=False)


def test_a_year_without_an_event_is_told_by_a_dash(file: Path, tmp_path: Path) -> None:
    table = tmp_path / "quiet_year.csv"
    TABLE.assign(days_lost=TABLE["days_lost"].where(TABLE["year"] != 2007, 0)).to_csv(table, index=False)

    printed = asked("--on", table, "--outcome", "lost_day", "--first-year", 2006)

    assert "nan" not in printed
    assert "2007 – (not defined)" in " ".join(printed.split())


def test_parquet_says_the_same_and_several_files_add_up(file: Path, tmp_path: Path) -> None:
    early, late = tmp_path / "early.parquet", tmp_path / "late.parquet"
    TABLE[TABLE["year"] < 2005].to_parquet(early)
    TABLE[TABLE["year"] >= 2005].to_parquet(late)

    one, other = (read_quarters(files).sort_values(KEYS, ignore_index=True) for files in ([early, late], [file]))
    pd.testing.assert_frame_equal(one, other)


def test_a_unit_keeps_the_noughts_it_begins_with(file: Path) -> None:
    assert read_quarters([file])["unit"].iloc[0] == "0000"


def test_text_columns_become_groups(file: Path, tmp_path: Path) -> None:
    grouped = tmp_path / "grouped.csv"
    TABLE.assign(activity=TABLE["unit"].str[-1]).to_csv(grouped, index=False)

    assert "lost_day: all years" in asked("--on", grouped, "--outcome", "lost_day", "--first-year", 2007, "--group", "activity")


REFUSED = {
    "absent.csv": (None, "There is no file absent.csv."),
    "table.xlsx": (b"", "table.xlsx is neither CSV nor Parquet"),
    "empty.csv": (b"", "empty.csv cannot be read"),
    "broken.parquet": (b"not parquet", "broken.parquet cannot be read"),
    "other.csv": (b"name,age\nx,1\n", "The table lacks these columns: unit, year, quarter, violations, days_lost, deaths."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_one_sentence_and_exit_status_1(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content, sentence = REFUSED[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(sys, "argv", ["data", "backtest", "--on", str(tmp_path / name)])
    monkeypatch.delenv("MAP_OWNER_URL", raising=False)

    with pytest.raises(SystemExit) as left:
        main()

    assert left.value.code == 1
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()

    with pytest.raises(UnreadableFile, match=r"folder\.csv cannot be read"):
        read_quarters([tmp_path / "folder.csv"])
