"""What is counted of normal lines."""

import pytest
from logparts import sink

from tam.domain.logreview.members.exposure import count, telling, used, uses

MOUNT = "mount TE2789L8 from slot 107 of Mirror in FR1/DBA1/LTO-DRV1 by Robot 1 done in 9.5 s"


def test_a_mount_is_counted_for_its_drive_its_cartridge_and_its_robot():
    made = sink()
    count(made, used(uses(MOUNT), MOUNT), times=3)
    assert made.mounts == {"FR1/DBA1/LTO-DRV1": 3}
    assert made.tape_mounts == {"TE2789L8": 3}
    assert made.robot_moves == {1: 3}


def test_a_line_alike_that_names_none_of_them_counts_nothing():
    made = sink()
    kinds = (*uses(MOUNT), *uses("slot 107 of Mirror contains TE2789L8"))
    count(made, used(kinds, "mount done"))
    assert (made.mounts, made.robot_moves, made.slot_partitions) == ({}, {}, {})


def test_a_failed_mount_is_no_use():
    assert uses("mount TE2789L8 in FR1/DBA1/LTO-DRV1 failed") == ()


@pytest.mark.parametrize(
    ("line", "stamp", "words"),
    [
        (
            b"2026-03-04 01:02:03 #17 mount TE2789L8 from slot 7 in FR1/DBA1/X1 in 9.5 s",
            (0, 19),
            "mount TE2789L8 from slot 7 in FR1/DBA1/X1 in 9.5 s",
        ),
        (
            b"[2026-03-04 01:02:03] 17 robot # 2 moved 12 cells, done",
            (1, 20),
            "robot # 2 moved cells, done",
        ),
        (b"moved 12 cells by drive 5 bad 17 4 3", (0, 0), "moved cells by drive 5 bad 17"),
        (b"at 2026-03-04 01:02:03 robot 1 done", (3, 22), ""),
    ],
)
def test_numbers_decide_only_behind_a_word_that_announces_a_name(line, stamp, words):
    told = [line.split(b" ")[place].decode() for place in telling(line, stamp)]
    assert " ".join(told) == words
