"""What is counted of normal lines."""

import pytest
from logparts import sink

from tam.domain.logreview.members.exposure import (
    MOUNT_DRIVE,
    MOUNT_TAPE,
    MOVE_ROBOT,
    SLOT_PLACE,
    count,
    telling,
    uses,
)

LOADED = "mount TE2789L8 from slot 107 of Mirror in FR1/DBA1/LTO-DRV1 by Robot 1 done in 9.5 s"


def test_a_mount_is_counted_for_its_drive_its_cartridge_and_its_robot():
    made = sink()
    count(made, uses(LOADED), LOADED)
    assert made.mounts == {"FR1/DBA1/LTO-DRV1": 1}
    assert made.tape_mounts == {"TE2789L8": 1}
    assert made.robot_moves == {1: 1}


def test_a_line_alike_that_names_none_of_them_counts_nothing():
    made = sink()
    kinds = (*uses(LOADED), *uses("slot 107 of Mirror contains TE2789L8"))
    count(made, kinds, "mount done")
    assert (made.mounts, made.robot_moves, made.slot_partitions) == ({}, {}, {})


def test_a_failed_mount_is_no_use():
    assert uses("mount TE2789L8 in FR1/DBA1/LTO-DRV1 failed") == ()


LINE = b"2026-03-04 01:02:03 #17 load TE2789L8 from slot 7 of Mirror in 10WT000001 by robot # 2 ok in 9.5 s"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (MOUNT_DRIVE, "in 10WT000001 in 9.5"),
        (MOUNT_TAPE, "TE2789L8"),
        (MOVE_ROBOT, "robot # 2 ok"),
        (SLOT_PLACE, "slot 7 of Mirror in"),
    ],
)
def test_few_words_of_a_line_decide_what_it_lets_count(part, words):
    told = [LINE.split(b" ")[place].decode() for place, _ in telling(part, LINE, 0, 19)]
    assert " ".join(told) == words


def test_a_line_with_a_text_before_its_time_is_read_as_it_is():
    assert telling(MOVE_ROBOT, b"at 2026-03-04 01:02:03 robot 1 done", 3, 22) == ()
