"""The sentence that sums up the same kind of finding on other libraries."""

import pytest

from tam.web import fleets


@pytest.mark.parametrize(
    ("same", "read", "unread", "words"),
    [
        (0, 0, 0, "There is no other library to compare with."),
        (0, 0, 2, "No log of the 2 libraries beside it was read, so nothing can be compared."),
        (0, 1, 0, "None of the 1 library beside it shows this kind of finding."),
        (2, 3, 0, "2 of 3 libraries beside it show the same kind of finding."),
        (1, 3, 1, "1 of 3 libraries beside it shows the same kind of finding. Of 1 library more"),
    ],
)
def test_a_sentence(same, read, unread, words):
    assert fleets._sentence(same, read, unread).startswith(words)
