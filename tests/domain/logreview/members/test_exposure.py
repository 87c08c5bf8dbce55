"""What is counted of normal lines."""

from logparts import sink

from tam.domain.logreview.members.exposure import uses

MOUNT = "mount TE2789L8 from slot 107 of Mirror in FR1/DBA1/LTO-DRV1 by Robot 1 done in 9.5 s"


def test_a_mount_is_counted_for_its_drive_its_cartridge_and_its_robot():
    made = sink()
    for count in uses(MOUNT):
        count(made, MOUNT)
    assert made.mounts == {"FR1/DBA1/LTO-DRV1": 1}
    assert made.tape_mounts == {"TE2789L8": 1}
    assert made.robot_moves == {1: 1}


def test_a_line_alike_that_names_none_of_them_counts_nothing():
    made = sink()
    for count in (*uses(MOUNT), *uses("slot 107 of Mirror contains TE2789L8")):
        count(made, "mount done")
    assert (made.mounts, made.robot_moves, made.slot_partitions) == ({}, {}, {})


def test_a_failed_mount_is_no_use():
    assert uses("mount TE2789L8 in FR1/DBA1/LTO-DRV1 failed") == ()
