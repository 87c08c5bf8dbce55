"""A part among its peers."""

import pytest

from tam.domain.logreview.cohort import stand

pytestmark = pytest.mark.clause("TAM-06")


@pytest.mark.parametrize(
    ("value", "peers", "out", "words"),
    [
        (14, [0, 1, 1, 2, 0], True, "14 beside a median of 1 over 5 others: it stands out."),
        (3, [0, 1, 1, 2, 0], False, "3 beside a median of 1 over 5 others: as they are."),
        (3, [0, 0, 0, 0, 0], True, "3 beside a median of 0 over 5 others: it stands out."),
        (2, [0, 0, 0, 0, 0], False, "2 beside a median of 0 over 5 others: as they are."),
        (14, [0, 1, 1, 2, 900], True, "14 beside a median of 1 over 5 others: it stands out."),
        (20, [40, 41, 39, 40, 42], True, "20 beside a median of 40 over 5 others: it stands out."),
        (1300, [1000] * 6, True, "1,300 beside a median of 1,000 over 6 others: it stands out."),
        (1200, [1000] * 6, False, "1,200 beside a median of 1,000 over 6 others: as they are."),
        (14, [0, 1, 1, 2], False, "4 others state it; 5 are needed to compare."),
    ],
)
def test_a_number_beside_those_of_its_peers(value, peers, out, words):
    found = stand(value, peers)
    assert (found.stands_out, found.words, found.peers) == (out, words, len(peers))
