"""Drive or cartridge: partners are counted, exposure is compared, nothing counts twice."""

import pytest

from tam.domain.logreview.attribution import Exposure, Pair, Verdict, judge, tail
from tam.domain.logreview.thresholds import DEFAULT

pytestmark = pytest.mark.clause("TAM-06")


def verdict(pairs, exposure=None):
    return judge([Pair(*pair) for pair in pairs], exposure or Exposure(), DEFAULT)


def sides(pairs, exposure=None):
    found = verdict(pairs, exposure)
    return found.left, found.right, [(pair.left, pair.right) for pair in found.open_pairs]


def test_two_distinct_partners_make_a_suspect_on_either_side():
    assert sides([("D1", "A"), ("D1", "B")]) == (("D1",), (), [])
    assert sides([("D1", "A"), ("D2", "A")]) == ((), ("A",), [])


def test_ten_errors_of_one_pair_are_one_partner():
    assert sides([("D1", "A")] * 10) == ((), (), [("D1", "A")])


def test_evidence_of_one_side_does_not_replace_the_second_partner():
    assert sides([("D1", "A", True, False)]) == ((), (), [("D1", "A")])


def test_what_any_line_of_a_pair_says_is_said_of_the_pair():
    found = verdict([("D1", "A", True, False), ("D1", "A", False, True)])
    assert found == Verdict((), (), (Pair("D1", "A", speaks_left=True, speaks_right=True),))


def test_errors_of_a_suspect_drive_do_not_count_against_its_cartridges():
    pairs = [("D1", "A"), ("D1", "B"), ("D1", "C"), ("D2", "A")]
    assert sides(pairs) == (("D1",), (), [("D2", "A")])


def test_both_may_be_guilty_each_by_its_own_partners():
    pairs = [("D1", "A"), ("D1", "B"), ("D1", "C"), ("D1", "E"), ("D2", "A"), ("D3", "A")]
    assert sides(pairs) == (("D1",), ("A",), [])


def test_two_sides_equally_good_are_undecided():
    assert sides([("D1", "A"), ("D1", "B"), ("D2", "A")]) == (
        (),
        (),
        [("D1", "A"), ("D1", "B"), ("D2", "A")],
    )


CROSS = [("D1", "A"), ("D1", "B"), ("D1", "C"), ("D2", "A"), ("D3", "A")]


def test_a_tie_of_two_that_keep_partners_of_their_own_names_both():
    assert sides(CROSS) == (("D1",), ("A",), [])


def test_of_a_tie_only_those_are_named_whom_their_own_partners_accuse():
    pairs = [("D1", "A"), ("D1", "B"), ("D1", "C")]
    pairs += [("D2", "A"), ("D3", "A"), ("D4", "B"), ("D5", "B")]
    assert sides(pairs) == ((), ("A", "B"), [("D1", "C")])


def test_a_tie_of_two_that_share_all_their_partners_stays_open():
    square = [("D1", "A"), ("D1", "B"), ("D2", "A"), ("D2", "B")]
    assert sides(square) == ((), (), square)


def test_a_tie_parks_only_its_own_pairs():
    tied = [("D1", "A"), ("D1", "B"), ("D2", "A")]
    assert sides([*tied, ("D8", "X"), ("D8", "Y")]) == (
        ("D8",),
        (),
        [("D1", "A"), ("D1", "B"), ("D2", "A")],
    )


def test_evidence_of_one_side_breaks_a_tie():
    pairs = [("D1", "A"), ("D1", "B", True, False), ("D2", "A")]
    assert sides(pairs) == (("D1",), (), [("D2", "A")])


def test_a_drive_with_half_of_the_mounts_sees_half_of_the_bad_cartridges():
    pairs = [("D1", "A"), ("D1", "B"), ("D2", "C"), ("D3", "D")]
    busy = Exposure(left={"D1": 500, "D2": 250, "D3": 250})
    rare = Exposure(left={"D1": 20, "D2": 480, "D3": 500})
    assert sides(pairs, busy)[0] == ()
    assert sides(pairs, rare)[0] == ("D1",)


def test_evidence_of_its_own_outweighs_a_large_share_of_the_mounts():
    pairs = [("D1", "A", True, False), ("D1", "B"), ("D2", "C"), ("D3", "D")]
    busy = Exposure(left={"D1": 500, "D2": 250, "D3": 250})
    assert sides(pairs, busy)[0] == ("D1",)


def test_a_part_without_a_name_is_never_a_suspect():
    assert sides([("", "A"), ("", "B")]) == ((), (), [("", "A"), ("", "B")])


@pytest.mark.parametrize(
    ("successes", "trials", "share", "chance"),
    [(0, 3, 0.5, 1.0), (3, 3, 0.5, 0.125), (2, 3, 0.5, 0.5), (1, 2, 0.1, 0.19), (4, 3, 0.5, 0.0)],
)
def test_the_exact_chance_of_at_least_so_many(successes, trials, share, chance):
    assert tail(successes, trials, share) == pytest.approx(chance)
