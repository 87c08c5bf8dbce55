"""drive-failing and cartridge-failing: hard errors of pairs, given to the side the partners name."""

import pytest
from logfacts import drive, history, spot, told

from tam.domain.logreview.meaning.senses import Sense
from tam.domain.logreview.rows import DrivePages, PastError, TapeRow
from tam.domain.logreview.rules.hard_errors import failing
from tam.domain.logreview.thresholds import DEFAULT

pytestmark = pytest.mark.clause("TAM-06")

D1, D2, D3 = (f"drive FR1/DBA1/LTO-DRV{n} sn YX1044358{n}" for n in (1, 2, 3))
READ = "key 3 asc/ascq 11/00"
LOAD = "key 4 asc/ascq 53/00"
TWO_TAPES = f"""
    08 05:00:00 E {D1} vol TE2812L8 {READ}
    08 06:00:00 E {D1} vol TE2813L8 {READ}
"""
ONE_PAIR = f"08 05:00:00 E {D1} vol TE2812L8 {READ}"


def found(lines, rows=(), **changed):
    return failing(history(lines, rows, **changed), DEFAULT)


def names(lines, rows=(), **changed):
    return told(found(lines, rows, **changed))


def test_two_cartridges_name_the_drive_and_two_drives_the_cartridge():
    (draft,) = found(TWO_TAPES)
    assert told([draft]) == ["drive-failing YX10443581"]
    assert (draft.count, draft.detail) == (2, "with 2 different cartridges")
    lines = f"""
        08 05:00:00 E {D1} vol TE2812L8 {READ}
        08 06:00:00 E {D2} vol TE2812L8 {READ}
    """
    (draft,) = found(lines)
    assert told([draft]) == ["cartridge-failing TE2812L8"]
    assert (draft.count, draft.detail) == (2, "in 2 different drives")


def test_ten_errors_of_one_pair_name_nobody():
    lines = "\n".join(f"08 {hour:02d}:00:00 E {D1} vol TE2812L8 {READ}" for hour in range(10))
    (draft,) = found(lines)
    assert told([draft]) == ["?drive-failing YX10443581"]
    assert (draft.count, draft.detail) == (10, "drive YX10443581 and cartridge TE2812L8")


def test_a_single_pair_whose_evidence_is_the_cartridges_is_asked_of_the_cartridge():
    assert names(f"08 05:00:00 E {D1} vol TE2812L8 key 3 asc/ascq 52/00") == [
        "?cartridge-failing TE2812L8"
    ]


def test_one_drive_only_event_weighs_as_one_partner_and_stays_undecided():
    (draft,) = found(f"08 05:00:00 E {D1} {LOAD}")
    assert told([draft]) == ["?drive-failing YX10443581"]
    assert draft.detail == "drive YX10443581"


def test_drive_only_evidence_beside_a_pair_names_the_drive():
    assert names(f"08 05:00:00 E {D1} {LOAD}\n{ONE_PAIR}") == ["drive-failing YX10443581"]


def test_drive_only_evidence_again_and_again_names_the_drive_by_itself():
    (draft,) = found(f"08 05:00:00 E {D1} {LOAD}\n08 09:00:00 E {D1} {LOAD}")
    assert told([draft]) == ["drive-failing YX10443581"]
    assert (draft.count, draft.detail) == (2, "by its own evidence")


def test_many_drives_with_many_cartridges_within_an_hour_point_past_both():
    lines = "\n".join(
        f"08 05:{place:02d}:00 E {name} vol {tape} {READ}"
        for place, (name, tape) in enumerate(
            (name, tape) for name in (D1, D2, D3) for tape in ("TE2812L8", "TE2813L8", "TE2814L8")
        )
    )
    assert names(lines) == []


def test_a_line_without_a_time_is_no_part_of_a_crowd():
    lines = f"""
        -- -- E {D1} vol TE2812L8 {READ}
        -- -- E {D1} vol TE2813L8 {READ}
    """
    assert names(lines, [drive(serial="YX10443581")]) == ["drive-failing YX10443581"]


@pytest.mark.parametrize(
    "lines",
    [
        f"08 05:00:00 E {D1} vol TE2812L8 key 3 asc/ascq 14/00 op 11h",
        f"08 05:00:00 I {D1} vol TE2812L8 6/29/07",
        "08 05:00:00 E sense key 3 asc/ascq 11/00 of an unknown part",
        f"08 05:00:00 E {D1} vol TE2812L8 TapeAlert flag 20",
    ],
    ids=["end of data by SPACE", "informational", "of no part", "no hard flag"],
)
def test_no_hard_error_is_no_suspicion(lines):
    assert names(lines) == []


def test_a_drive_listed_as_failed_is_named_by_the_list():
    (draft,) = found("", [drive(status="Failed"), drive("FR1/DBA1/LTO-DRV2", "YX10443588")])
    assert told([draft]) == ["drive-failing YX10443587"]
    assert len(draft.proofs) == 1


@pytest.mark.parametrize("status", ["Ready", "No failure"])
def test_a_healthy_state_names_nobody(status):
    assert names("", [drive(status=status)]) == []


def test_what_a_state_weighs_is_never_shown_as_a_cartridge():
    lines = f"""
        08 05:00:00 E {D1} vol TE2812L8 key 3 asc/ascq 52/00
        08 06:00:00 E {D2} vol TE2812L8 key 3 asc/ascq 52/00
        08 07:00:00 E {D3} vol TE2812L8 {READ}
    """
    drafts = found(lines, [drive(serial="YX10443581", status="Failed")])
    assert drafts
    assert all(one.subject.id.isalnum() and "\1" not in one.detail for one in drafts)


def test_a_drive_removed_by_the_announced_operation_is_no_failure():
    said = "09 05:00:00 I Drive FR1/DBA1/LTO-DRV1 sn YX10443587 was removed by operator"
    assert names(said, [drive(status="Failed")]) == []


def pages(*history_, **changed):
    """Pages of the first drive: 5,000 head hours, and past errors as (key/asc, tape, hours)."""
    past = tuple(
        PastError(Sense(key, asc, 0), opcode, tape, hours, spot("page 16h", place))
        for place, (key, asc, opcode, tape, hours) in enumerate(history_)
    )
    values = changed.get("values", (("head hours", 5000, spot()),))
    name = changed.get("drive", "YX10443581")
    return DrivePages(name, "", "TD8", "R3G3", None, values, (), past, "", spot())


def test_the_drives_own_history_is_the_second_partner():
    (draft,) = found(ONE_PAIR, [pages((3, 0x11, 8, "TE2813L8", 4990))])
    assert told([draft]) == ["drive-failing YX10443581"]


def test_past_errors_with_the_same_cartridges_are_shown_beside_the_lines():
    rows = [
        pages((3, 0x11, 8, "TE2812L8", 4990), (3, 0x11, 8, "TE2999L8", 4990)),
        pages((3, 0x11, 8, "TE2812L8", 4990), drive="YX10443582"),
    ]
    (draft,) = found(TWO_TAPES, rows)
    assert [proof.spot.line for proof in draft.proofs] == [1, 2, 0]


@pytest.mark.parametrize(
    "past",
    [
        (3, 0x11, 8, "TE2813L8", 4700),
        (1, 0x17, 8, "TE2813L8", 4990),
        (3, 0x14, 0x11, "TE2813L8", 4990),
        (3, 0x11, 8, "", 4990),
    ],
    ids=["long ago", "recovered", "end of data", "no cartridge"],
)
def test_a_past_error_that_says_nothing_is_no_partner(past):
    assert names(ONE_PAIR, [pages(past)]) == ["?drive-failing YX10443581"]


def test_history_alone_accuses_nobody():
    assert names("", [pages((3, 0x11, 8, "TE2813L8", 4990), (3, 0x11, 8, "TE2814L8", 4990))]) == []


def tape(code, health):
    return TapeRow(code, None, None, None, None, None, health, False, spot(f"{code},{health}"))


def test_a_failing_cartridges_bad_health_is_shown_too():
    lines = f"""
        08 05:00:00 E {D1} vol TE2812L8 {READ}
        08 06:00:00 E {D2} vol TE2812L8 {READ}
    """
    (draft,) = found(lines, [tape("TE2812L8", "Red"), tape("TE2813L8", "Red")])
    assert [proof.spot.text for proof in draft.proofs][2:] == ["TE2812L8,Red"]
    (draft,) = found(lines, [tape("TE2812L8", "Green")])
    assert len(draft.proofs) == 2


def test_words_alone_of_a_single_pair_are_too_little_for_a_cross_test():
    assert names(f"08 05:00:00 W {D1} read error on cartridge TE2812L8") == []


def test_a_drive_with_most_of_the_mounts_is_not_named_by_its_share():
    lines = f"{TWO_TAPES}\n08 09:00:00 E {D2} vol TE2815L8 {READ}"
    few = (("YX10443581", 5), ("YX10443582", 400))
    most = (("YX10443581", 900), ("YX10443582", 100))
    assert "drive-failing YX10443581" in names(lines, mounts=few)
    assert "drive-failing YX10443581" not in names(lines, mounts=most)


def test_a_replaced_drive_is_another_drive_at_the_same_path():
    lines = f"""
        08 05:00:00 E drive FR1/DBA1/LTO-DRV1 sn YX10443581 vol TE2812L8 {READ}
        09 06:00:00 E drive FR1/DBA1/LTO-DRV1 sn YX10443599 vol TE2813L8 {READ}
    """
    assert names(lines) == ["?drive-failing YX10443581", "?drive-failing YX10443599"]
