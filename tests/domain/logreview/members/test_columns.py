"""Tables set in columns of blanks."""

from dataclasses import replace

import pytest
from logparts import Records, rows, sample, sink

from tam.domain.logreview.members import columns
from tam.domain.logreview.members.columns import Columns, header_of
from tam.domain.logreview.thresholds import LIMITS

TABLE = (
    "Drives:\n"
    "Drive              Serial      State\n"
    "-----------------  ----------  -----\n"
    "FR1/DBA1/LTO-DRV1  YX10443587  Ready\n"
    "FR1/DBA1/LTO-DRV2              Failed\n"
    "\n"
    "Name  State  Speed\n"
    "fan3  bad    0"
)


def read(text):
    records = Records()
    Columns(sink(), records, "status").feed(rows(text))
    return records


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Drive  Serial  State", [(0, "Drive"), (7, "Serial"), (15, "State")]),
        ("| Drive  | Serial no | State |", [(2, "Drive"), (11, "Serial no"), (23, "State")]),
        ("Drive  State", []),
        ("Drive  State  State", []),
        ("Drive  YX10443587  Ready", []),
    ],
)
def test_a_header_row_has_three_or_more_names_without_digits(text, cells):
    assert header_of(text) == cells


@pytest.mark.parametrize(
    ("text", "score"),
    [
        (TABLE, 0.65),
        ("Drive  Serial  State\nno such cells here\n", 0.0),
        ("", 0.0),
    ],
)
def test_rows_stand_under_their_names(text, score):
    assert columns.score(sample(text)) == score


@pytest.mark.clause("TAM-06")
def test_each_row_is_a_record_named_by_the_title_above():
    found = read(TABLE)
    assert found.shown == [
        ("Drives", {"drive": "FR1/DBA1/LTO-DRV1", "serial": "YX10443587", "state": "Ready"}),
        ("Drives", {"drive": "FR1/DBA1/LTO-DRV2", "serial": "", "state": "Failed"}),
        ("status", {"name": "fan3", "state": "bad", "speed": "0"}),
    ]
    assert found.lines == [4, 5, 8]


def test_only_so_many_rows_are_read(monkeypatch):
    monkeypatch.setattr(columns, "LIMITS", replace(LIMITS, rows_per_member=1))
    assert read(TABLE).lines == [4]
