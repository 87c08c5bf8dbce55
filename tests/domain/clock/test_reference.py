"""The reference tables: every clock case and vector, through the command anyone can run."""

from pathlib import Path

import pytest

from tam.cli.clockfile.answers import answer
from tam.cli.clockfile.rows import Layout, read
from tam.domain.readings import DEFAULTS

DATA = Path(__file__).parent / "data"


def table(name):
    return [pytest.param(row, id=row.id) for row in read(DATA / name).rows()]


@pytest.mark.clause("TAM-02")
@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize("row", table("clock-cases.csv"))
def test_clock_case(row):
    got, expected = answer(row, Layout.CASES, DEFAULTS), row.fields["expected"].strip()
    assert got == expected or (expected == "ERROR" and got.startswith("ERROR: "))


@pytest.mark.clause("TAM-02")
@pytest.mark.parametrize("row", table("clock-vectors.csv"))
def test_clock_vector(row):
    assert answer(row, Layout.VECTORS, DEFAULTS) == row.fields["expected"].strip()
