"""Failed moves of robots and at slots, motion restarts, counters near their reminder."""

import pytest
from logfacts import drive, history, spot, told

from tam.domain.logreview.rows import CounterRow, PlaceRow
from tam.domain.logreview.rules.moves import (
    axis_near,
    motion_restarts,
    robot_failures,
    slot_failures,
)
from tam.domain.logreview.thresholds import DEFAULT

pytestmark = pytest.mark.clause("TAM-06")


def failed(*moves, partition="Backup"):
    """Lines an hour apart, one for each move as (robot, slot, cartridge)."""
    return "\n".join(
        f"08 {hour:02d}:00:00 E Move failed: robot {robot} slot {slot} of partition {partition}"
        f" cartridge {tape}"
        for hour, (robot, slot, tape) in enumerate(moves)
    )


def slots(lines, *rows, **changed):
    return told(slot_failures(history(lines, rows, **changed), DEFAULT))


def robots(lines, *rows, **changed):
    return told(robot_failures(history(lines, rows, **changed), DEFAULT))


BACKUP = drive()


def test_three_failures_at_one_place_of_any_robot_and_cartridge_name_the_slot():
    lines = failed((1, 58, "TE2812L8"), (2, 58, "TE2813L8"), (1, 58, "TE2814L8"))
    assert slots(lines, BACKUP) == ["slot-move-failures Backup/58"]
    assert robots(lines, BACKUP) == []


def test_two_failures_at_one_place_are_too_few():
    assert slots(failed((1, 58, "TE2812L8"), (2, 58, "TE2813L8")), BACKUP) == []


def test_one_robot_and_one_cartridge_may_be_guilty_themselves():
    assert slots(failed(*[(1, 58, "TE2812L8")] * 3), BACKUP) == []


def test_a_place_with_its_partition_is_named_as_the_line_names_it():
    lines = "\n".join(
        f"08 0{hour}:00:00 E Move from Backup/slot 58 failed, robot {1 + hour % 2}"
        f" cartridge TE281{hour}L8"
        for hour in range(3)
    )
    assert slots(lines, BACKUP) == ["slot-move-failures Backup/58"]


def test_what_only_looks_like_a_place_is_none():
    lines = "\n".join(
        f"08 0{hour}:00:00 E Move failed: robot 1 card/7 slot {hour} cartridge TE281{hour}L8"
        for hour in range(3)
    )
    assert slots(lines, BACKUP) == []


def test_a_bare_slot_is_that_slot_of_the_only_partition_that_has_it():
    lines = "\n".join(
        f"08 0{hour}:00:00 E Move failed: robot {1 + hour % 2} slot 58 cartridge TE281{hour}L8"
        for hour in range(3)
    )
    assert slots(lines) == ["slot-move-failures 58"]
    assert slots(lines, slot_partitions=((58, "Vault"),)) == ["slot-move-failures Vault/58"]
    assert slots(lines, place("Vault", 58, 1)) == ["slot-move-failures Vault/58"]


def place(partition, slot, failures):
    return PlaceRow(partition, slot, 1, failures, None, spot(f"slot {slot} failed {failures}"))


def test_what_the_library_counted_itself_is_enough():
    assert slots("", place("Backup", 58, 3)) == ["slot-move-failures Backup/58"]
    assert slots("", place("Backup", 58, 2), place("Backup", None, 9)) == []
    assert slots("", place("", 58, 3)) == ["slot-move-failures 58"]


def test_a_drive_is_no_slot():
    lines = "\n".join(
        f"08 0{hour}:00:00 E Move to drive FR1/DBA1/LTO-DRV1 failed, robot 1, cartridge TE281{hour}L8"
        for hour in range(3)
    )
    assert slots(lines, BACKUP) == []


def test_three_places_of_one_robot_name_the_robot():
    lines = failed((1, 5, "TE2812L8"), (1, 17, "TE2813L8"), (1, 58, "TE2814L8"))
    assert robots(lines, BACKUP) == ["robot-move-failures Robot 1"]
    assert slots(lines, BACKUP) == []


def test_two_places_are_too_few():
    assert (
        robots(failed((1, 5, "TE2812L8"), (1, 17, "TE2813L8"), (1, 17, "TE2814L8")), BACKUP) == []
    )


def test_informational_lines_are_no_failures():
    lines = failed((1, 5, "TE2812L8"), (1, 17, "TE2813L8"), (1, 58, "TE2814L8"))
    informed = history(lines, [BACKUP])
    assert told(robot_failures(informed, DEFAULT))
    moved = "08 05:00:00 I robot 1 sense 6/29/00"
    assert robots(moved) == []


def test_a_robot_code_counts_where_a_robot_is_named():
    lines = "\n".join(
        f"08 0{hour}:00:00 E robot 1 slot {5 + hour} sense 4/15/01 (Mechanical positioning error)"
        for hour in range(3)
    )
    assert robots(lines) == ["robot-move-failures Robot 1"]
    assert robots(lines.replace("robot 1 ", "")) == []


SIX = [(1, slot, f"TE28{slot:02d}L8") for slot in range(10, 16)]


def test_a_robot_that_fails_no_more_than_its_peer_is_not_named():
    both = SIX + [(2, slot, tape) for _, slot, tape in SIX[:5]]
    even = ((1, 500), (2, 500))
    assert robots(failed(*both), BACKUP, robot_moves=even) == []
    assert robots(failed(*SIX), BACKUP, robot_moves=even) == ["robot-move-failures Robot 1"]


def test_failures_are_compared_with_the_moves_of_each_robot():
    assert robots(failed(*SIX), BACKUP, robot_moves=((1, 900), (2, 100))) == []


def test_a_robot_whose_moves_nobody_counted_is_held_against_an_even_share():
    assert robots(failed(*SIX), BACKUP, robot_moves=((2, 100),)) == ["robot-move-failures Robot 1"]


def restarts(lines, **changed):
    return [
        (one.subject.id, one.count) for one in motion_restarts(history(lines, **changed), DEFAULT)
    ]


RESTART = "08 05:00:00 F Motion system restarted unexpectedly"


def test_each_restart_counts_once_however_many_lines_it_writes():
    lines = f"{RESTART}\n{RESTART.replace('05:00', '05:04')}\n{RESTART.replace('05:00', '09:00')}"
    assert restarts(lines) == [("Robot 1", 2)]


def test_a_restart_names_its_robot_or_is_the_one_that_others_name():
    named = "08 06:00:00 F Robot 2: motion system restarted unexpectedly"
    two = ((1, 10), (2, 10))
    assert restarts(named, robot_moves=two) == [("Robot 2", 1)]
    assert restarts(f"{RESTART}\n{named}", robot_moves=two) == [("Robot 2", 2)]
    assert restarts(RESTART, robot_moves=two) == []


def test_a_restart_during_an_update_is_part_of_it():
    began = "08 04:50:00 I Package update to version 4.2.1 started"
    ended = "08 05:30:00 I Package update to version 4.2.1 completed"
    assert restarts(f"{began}\n{RESTART}\n{ended}") == []


def counter(value, robot="Robot 1", name="Horizontal Axis"):
    return CounterRow(name, "", robot, "", value, 1000.0, spot(f"{name} {value}"))


def axes(lines, *rows):
    return told(axis_near(history(lines, rows), DEFAULT))


@pytest.mark.parametrize(
    ("value", "found"), [(900, True), (1200, True), (899, False), (4294967295.0, False)]
)
def test_a_counter_counts_from_nine_tenths_and_all_ones_are_unknown(value, found):
    assert axes("", counter(value)) == ["axis-near-threshold Robot 1/Horizontal Axis"] * found


def test_a_counter_without_a_robot_is_the_only_robots():
    assert axes("", counter(1), counter(950, robot="")) == [
        "axis-near-threshold Robot 1/Horizontal Axis"
    ]
    assert axes("", counter(950, robot="")) == ["axis-near-threshold Horizontal Axis"]
    assert axes("", counter(950, name="Filter")) == []


def test_a_message_of_a_counter_is_enough():
    line = "08 05:00:00 W Robot 2 Horizontal Axis travel is near its service reminder threshold"
    assert axes(line) == ["axis-near-threshold Robot 2/Horizontal Axis"]
