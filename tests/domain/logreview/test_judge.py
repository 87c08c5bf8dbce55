"""From facts to findings: libraries apart, bundles once, counted, ranked and capped."""

import pytest
from logfacts import drive, facts, moment, spot

from tam.domain.logreview.judge import judge
from tam.domain.logreview.rows import HeatRow, SupplyRow
from tam.domain.logreview.thresholds import Limits

pytestmark = pytest.mark.clause("TAM-06")

D1 = "drive FR1/DBA1/LTO-DRV1 sn YX10443581"
A = f"08 05:00:00 E {D1} vol TE2812L8 key 3 asc/ascq 11/00"
B = f"08 06:00:00 E {D1} vol TE2813L8 key 3 asc/ascq 11/00"


def found(*bundles):
    return [(one.kind.value, one.subject.id) for one in judge(bundles).findings]


DRIVE = [("drive-failing", "YX10443581")]


def test_partners_in_two_bundles_of_one_library_add_up():
    assert found(facts(A, name="a.zip"), facts(B, name="b.zip")) == DRIVE


def test_findings_never_cross_libraries():
    other = facts(B, name="b.zip", library_serial="7D3A91F2")
    outcome = judge([facts(A, name="a.zip"), other])
    assert outcome.findings == ()
    assert [one.title for one in outcome.undecided] == [
        "Not decided: drive YX10443581 and cartridge TE2812L8",
        "Not decided: drive YX10443581 and cartridge TE2813L8",
    ]
    assert outcome.undecided[0].advice.startswith("Cross test")


def test_a_bundle_without_a_serial_is_of_the_only_library_there_is():
    nameless = facts(B, name="b.zip", library_serial=None)
    assert found(facts(A, name="a.zip"), nameless) == DRIVE
    third = facts(name="c.zip", library_serial="7D3A91F2")
    assert found(facts(A, name="a.zip"), nameless, third) == []
    assert found(facts(f"{A}\n{B}", library_serial=None)) == DRIVE


def test_the_same_message_in_two_bundles_counts_once():
    outcome = judge([facts(f"{A}\n{B}", name="a.zip"), facts(f"{A}\n{B}", name="b.zip")])
    assert [one.count for one in outcome.findings] == [2]


def test_the_same_file_counts_once_and_a_refused_one_never():
    twice = facts(f"{A}\n{B}", sha256="ab"), facts(f"{A}\n{B}", sha256="ab", name="copy.zip")
    assert [one.count for one in judge(twice).findings] == [2]
    assert found(facts(f"{A}\n{B}", refusal="Damaged.")) == []


def test_the_order_of_the_bundles_changes_nothing():
    old = facts(A, name="a.zip", captured_at=moment("09 00:00:00"))
    new, undated = facts(B, name="b.zip"), facts(name="c.zip", captured_at=None)
    assert judge([new, undated, old]) == judge([old, new, undated])


def heat(number):
    return HeatRow(f"FR{number}", 50.0, alarmed=False, spot=spot(f"FR{number} is at 50"))


def supply():
    place = spot("PowerSupply2 faulted yes")
    return SupplyRow("FR1/PowerSupply2", "FR1", True, True, False, False, place, place, place)


def test_the_critical_stand_first_then_by_kind_and_subject():
    outcome = judge([facts("", [heat(2), heat(1), supply()])])
    assert [(one.severity.value, one.subject.id) for one in outcome.findings] == [
        ("critical", "FR1/PowerSupply2"),
        ("warning", "FR1"),
        ("warning", "FR2"),
    ]


def test_a_state_without_a_time_is_of_the_capture():
    (one,) = judge([facts("", [heat(1)])]).findings
    assert (one.count, one.first_seen) == (1, moment("11 05:06:07"))
    (one,) = judge([facts("", [heat(1)], captured_at=None)]).findings
    assert (one.first_seen, one.last_seen) == (None, None)


def test_findings_of_a_kind_beyond_the_limit_are_not_kept(monkeypatch):
    monkeypatch.setattr("tam.domain.logreview.judge.LIMITS", Limits(findings_per_kind=2))
    assert len(judge([facts("", [heat(n) for n in range(1, 6)])]).findings) == 2


def test_a_healthy_drive_list_says_nothing():
    assert judge([facts("", [drive()])]).findings == ()
