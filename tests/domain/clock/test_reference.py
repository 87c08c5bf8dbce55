"""The reference tables: every clock case and vector, through the command anyone can run."""

import csv
from pathlib import Path

import pytest

from tam.cli.clock import answered
from tam.cli.clockfile import answer_case, answer_vector

DATA = Path(__file__).parent / "data"


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["id"]) for row in csv.DictReader(file)]


@pytest.mark.clause("TAM-02")
@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize("row", table("clock-cases.csv"))
def test_clock_case(row):
    got = answered(row, answer_case)
    expected = row["expected"].strip()
    assert got == expected or (expected == "ERROR" and got.startswith("ERROR: "))


@pytest.mark.clause("TAM-02")
@pytest.mark.parametrize("row", table("clock-vectors.csv"))
def test_clock_vector(row):
    assert answered(row, answer_vector) == row["expected"].strip()
