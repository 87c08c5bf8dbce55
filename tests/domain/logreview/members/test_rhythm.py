"""How often a source writes, and where its clock jumped."""

from datetime import datetime, timedelta

import pytest
from logparts import sink

from tam.domain.logreview.members.clock import EPOCH
from tam.domain.logreview.members.rhythm import Rhythm

START = datetime(2026, 3, 4, 1)
BEGIN = int((START - EPOCH).total_seconds())


def rhythm(*minutes):
    made = Rhythm("Motion")
    for number, minute in enumerate(minutes, start=1):
        made.touch(BEGIN + 60 * minute, number, b"line %d" % number)
    return made


@pytest.mark.clause("TAM-06")
def test_the_longest_pause_and_the_mean_one_are_kept_with_the_last_line():
    source = rhythm(0, 1, 5, 6).source(sink())
    assert (source.lines, source.longest_gap, source.mean_gap) == (4, 240.0, 120.0)
    assert (source.first, source.last) == (START, START + timedelta(minutes=6))
    assert (source.last_spot.line, source.last_spot.text) == (4, "line 4")


def test_a_source_that_writes_newest_first_is_turned_around():
    made = rhythm(9, 5, 4, 4)
    source = made.source(sink())
    assert (source.first, source.last) == (
        START + timedelta(minutes=4),
        START + timedelta(minutes=9),
    )
    assert (source.longest_gap, source.last_spot, made.jumps(sink())) == (240.0, None, [])


@pytest.mark.clause("TAM-06")
def test_steps_back_over_five_minutes_are_jumps_beside_the_largest_leap():
    found = rhythm(0, 10, 4, 5, 3, 30, 31, 60, 66, 106).jumps(sink())
    assert [(jump.seconds, jump.spot.line) for jump in found] == [
        (-360.0, 3),
        (2400.0, 10),
    ]


def test_a_source_without_lines_has_no_time():
    source = Rhythm("Motion").source(sink())
    assert (source.lines, source.first, source.mean_gap, source.last_spot) == (0, None, 0.0, None)
