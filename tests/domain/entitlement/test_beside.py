"""A promise of another contract on the same machine is not given twice."""

from datetime import date

import pytest

from tam.domain.catalogue.load import standard
from tam.domain.entitlement.beside import Held, check_beside
from tam.domain.entitlement.facts import ContractFacts, LineFacts
from tam.domain.readings import DEFAULTS

TWO_BASES = (
    "Line 1 and line 4 of contract C-1 are both bases of the same machine on 2026-01-01 to "
    "2026-03-31."
)
START, END = date(2026, 1, 1), date(2026, 12, 31)


def line(level, number=1, first=START, last=END, **more):
    return LineFacts(level, first, last, number, **{"site": "s1", **more})


def reasons(*lines, held):
    contract = ContractFacts("C-2", START, END, lines, "MSA")
    found = check_beside(contract, [Held("C-1", one) for one in held], DEFAULTS, standard())
    return [(one.clause, one.field, one.reason.text) for one in found]


@pytest.mark.clause("TAM-01")
def test_the_same_level_and_a_second_base_are_refused():
    held = [line("four_hour_on_site", 4, last=date(2026, 3, 31)), line("tam", 5)]
    assert reasons(line("nbd_on_site"), line("tam", 2), held=held) == [
        ("TAM-01", "lines[1].starts_on", TWO_BASES),
        ("TAM-01", "lines[2].starts_on",
         "Line 2 promises the same level as line 5 of contract C-1 on 2026-01-01 to 2026-12-31."),
    ]  # fmt: skip


@pytest.mark.clause("TAM-01")
@pytest.mark.parametrize(
    "held",
    [
        line("nbd_on_site", first=date(2027, 1, 1), last=date(2027, 12, 31)),
        line("nbd_on_site", site="s2"),
        line("nbd_on_site", unit="u2"),
        line("asm"),
    ],
    ids=["other days", "other site", "other machine", "no second base"],
)
def test_what_is_something_else_stands(held):
    assert reasons(line("basic", unit="u1"), held=[held]) == []
