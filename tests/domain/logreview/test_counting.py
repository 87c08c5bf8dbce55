"""How often something happened, and which lines show it."""

from datetime import UTC, datetime, timedelta

import pytest

from tam.domain.logreview.counting import bursts, occurrences, spread
from tam.domain.logreview.findings import Proof
from tam.domain.logreview.text.spots import Spot

START = datetime(2026, 3, 4, 1, tzinfo=UTC)
GAP = timedelta(seconds=90)


def proof(seconds, source="a"):
    at = None if seconds is None else START + timedelta(seconds=seconds)
    return Proof(at, Spot("b.zip", source, int(seconds or 0), "fan 3 stopped"), source)


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    ("told", "count"),
    [
        ([], 0),
        ([(None, "a")], 0),
        ([(0, "a")], 1),
        ([(0, "a"), (80, "b")], 1),
        ([(0, "a"), (91, "b")], 2),
        ([(0, "a"), (2, "a")], 1),
        ([(0, "a"), (3, "a")], 2),
        ([(3, "a"), (0, "a"), (None, "a"), (4, "b")], 2),
    ],
)
def test_lines_close_together_are_one_time_unless_one_source_tells_of_two(told, count):
    assert occurrences([proof(*one) for one in told], GAP) == count


def test_a_burst_ends_with_a_pause_longer_than_the_gap():
    assert bursts([proof(0), proof(60, "b"), proof(120)], GAP) == 1
    assert bursts([proof(300), proof(0), proof(90)], GAP) == 2
    assert bursts([proof(None)], GAP) == 1


def test_proofs_are_thinned_evenly_with_the_first_the_last_and_states_at_the_end():
    every = [proof(None), *(proof(second) for second in range(9, -1, -1)), proof(3)]
    assert [one.at for one in spread(every, 4)] == [
        START,
        START + timedelta(seconds=3),
        START + timedelta(seconds=7),
        None,
    ]
    assert len(spread(every, 24)) == 11
