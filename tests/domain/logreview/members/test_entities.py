"""Lines that each describe one part."""

from dataclasses import replace

import pytest
from logparts import Records, rows, sample, sink

from tam.domain.logreview.members import entities
from tam.domain.logreview.members.entities import Entities
from tam.domain.logreview.thresholds import LIMITS


def read(text):
    records = Records()
    Entities(sink(), records).feed(rows(text))
    return records


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("psu FR1/2 input=ok output=fail", 0.75),
        ("input=ok\noutput=fail", 0.0),
    ],
)
def test_lines_of_several_pairs_are_descriptions(text, score):
    assert entities.score(sample(text)) == score


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    ("line", "name", "fields"),
    [
        (
            "psu FR1/PowerSupply2 input=ok output='not ok'",
            "psu",
            {"id": "FR1/PowerSupply2", "input": "ok", "output": "not ok"},
        ),
        ("fan: speed=0 state=bad", "fan", {"id": "fan", "speed": "0", "state": "bad"}),
        ('drive="FR1" state=bad', "drive", {"drive": "FR1", "state": "bad"}),
    ],
)
def test_a_part_goes_by_the_words_before_its_pairs(line, name, fields):
    assert read(line).shown == [(name, fields)]


def test_lines_with_one_pair_are_passed_over_and_rows_have_a_limit(monkeypatch):
    monkeypatch.setattr(entities, "LIMITS", replace(LIMITS, rows_per_member=1))
    assert read("title=status\nfan 1 a=1 b=2\nfan 2 a=1 b=2").lines == [2]
