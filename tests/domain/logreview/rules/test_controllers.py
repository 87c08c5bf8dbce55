"""Controllers, packages, option keys, and drives lost to a partition."""

import pytest
from logfacts import drive, facts, history, spot, told

from tam.domain.logreview.history import History
from tam.domain.logreview.rows import ComponentRow, ControllerRow, KeyRow
from tam.domain.logreview.rules.controllers import (
    failovers,
    keys_expire,
    packages_differ,
    partitions_lost,
    unreachable,
)
from tam.domain.logreview.thresholds import DEFAULT

pytestmark = pytest.mark.clause("TAM-06")


def controller(name, **changed):
    said = {"failed_over": False, "taken_by": "", "takes_over": "", "connected": None}
    return ControllerRow(name, **(said | changed), spot=spot(name))


def failed(lines, *rows):
    return told(failovers(history(lines, rows), DEFAULT))


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"failed_over": True}, "FR1/LCM1"),
        ({"taken_by": "FR1/LCM2"}, "FR1/LCM1"),
        ({"takes_over": "FR1/LCM2"}, "FR1/LCM2"),
    ],
)
def test_the_failed_controller_is_named_whichever_side_says_it(changed, name):
    assert failed("", controller("FR1/LCM1", **changed)) == [f"controller-failover {name}"]
    assert failed("", controller("FR1/LCM1", connected=True)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Controller FR1/LCM2 took over from FR1/LCM1",
        "Controller FR1/LCM1 failed over to FR1/LCM2",
        "Failover: FR1/LCM2 is standing in for FR1/LCM1",
    ],
)
def test_a_message_names_the_one_that_something_was_taken_from(text):
    assert failed(f"08 05:00:00 F {text}") == ["controller-failover FR1/LCM1"]


def test_a_message_that_leaves_it_open_is_settled_by_the_state():
    line = "08 05:00:00 F Failover of controllers FR1/LCM2, FR1/LCM1 happened"
    assert failed(line) == ["controller-failover FR1/LCM2"]
    assert failed(line, controller("FR1/LCM1", failed_over=True)) == [
        "controller-failover FR1/LCM1"
    ]


def test_what_is_no_controller_did_not_fail_over():
    line = "08 05:00:00 F Failover: FR1/LCM2 took over after FR1/disk errors"
    assert failed(line) == ["controller-failover FR1/LCM2"]


def gone(lines, *rows, **changed):
    return told(unreachable(history(lines, rows, **changed), DEFAULT))


def missed(*minutes):
    return "\n".join(f"08 05:{at:02d}:00 E FR2/RIM1 not responding to poll" for at in minutes)


def test_polls_missed_for_more_than_ten_minutes_name_the_controller():
    assert gone(missed(0, 5, 11)) == ["controller-unreachable FR2/RIM1"]
    assert gone(missed(0, 5, 10)) == []


def test_an_answer_in_between_ends_the_silence():
    assert gone(f"{missed(0, 5, 11)}\n08 05:06:00 I FR2/RIM1 connected again") == []
    assert gone(f"{missed(0, 5, 11)}\n-- -- I FR2/RIM1 connected again") == [
        "controller-unreachable FR2/RIM1"
    ]


def test_silences_hours_apart_are_not_one():
    assert gone(f"{missed(0)}\n08 09:00:00 E FR2/RIM1 not responding to poll") == []


def test_a_line_without_a_time_measures_nothing():
    assert gone("-- -- E FR2/RIM1 not responding to poll") == []


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("14 min", True),
        ("700 s", True),
        ("1 h", True),
        ("9 minutes", False),
        ("500 seconds", False),
    ],
)
def test_one_line_may_state_how_long(stated, found):
    line = f"08 05:00:00 E FR2/RIM1 not responding for {stated}"
    assert gone(line) == ["controller-unreachable FR2/RIM1"] * found


UPDATE = (
    "08 04:50:00 I Package update to version 4.2.1 started",
    "08 05:30:00 I Package update to version 4.2.1 completed",
)


def test_controllers_away_during_an_announced_update_are_no_finding():
    began, ended = UPDATE
    assert gone(f"{began}\n{missed(0, 5, 20)}\n{ended}") == []


def test_a_link_that_is_down_is_enough_and_shows_every_line():
    assert gone("", controller("FR2/RIM1", connected=False)) == ["controller-unreachable FR2/RIM1"]
    (found,) = unreachable(history(missed(0), [controller("FR2/RIM1", connected=False)]), DEFAULT)
    assert len(found.proofs) == 2


def component(name="Robotics", current="4.1", wanted="4.2", *, staged=True):
    return ComponentRow(name, current, wanted, staged, spot(f"{name},{current},{wanted}"))


def packages(lines, *rows, **changed):
    return told(packages_differ(history(lines, rows, **changed), DEFAULT))


def test_a_component_at_another_level_is_named_unless_it_is_staged_or_updated():
    assert packages("", component()) == ["package-mismatch Robotics"]
    assert packages("", component(current="4.2")) == []
    assert packages("", component(staged=False)) == []
    assert packages("11 05:00:00 I Package update to version 4.2 started", component()) == []
    assert packages("", component(), library_serial=None) == []


def test_a_message_names_its_component_by_the_list_else_by_its_own_words():
    line = "08 05:00:00 W Component Motion Control is at version 4.1, but the package has 4.2"
    same = component("Motion Control", "4.2"), component("Control", "4.2")
    assert packages(line, *same) == ["package-mismatch Motion Control"]
    assert packages(line) == ["package-mismatch motion control"]
    assert packages(line, component("Robotics", "4.2")) == []


def key(name, days):
    return KeyRow(name, days, spot(f"{name} {days}"))


def keys(lines, *rows, **changed):
    return told(keys_expire(history(lines, rows, **changed), DEFAULT))


def test_a_key_with_sixty_days_or_less_is_named():
    assert keys("", key("Capacity", 60)) == ["option-key-expiring 5E21C0D4"]
    assert keys("", key("Capacity", 61)) == []
    assert keys("") == []
    assert keys("", key("Capacity", 60), library_serial=None) == []


def test_the_newest_bundle_decides_on_keys():
    old = facts("", [key("Capacity", 20)], name="old.zip")
    new = facts("", [key("Capacity", 380)], name="new.zip")
    assert told(keys_expire(History([old, new]), DEFAULT)) == []
    assert told(keys_expire(History([new, old]), DEFAULT)) == ["option-key-expiring 5E21C0D4"]


@pytest.mark.parametrize(
    ("level", "days", "found"), [("W", 30, True), ("W", 90, False), ("W", 0, True)]
)
def test_a_message_of_a_key_counts_by_its_days(level, days, found):
    line = f"08 05:00:00 {level} Option key Capacity expires in {days} days"
    assert keys(line) == ["option-key-expiring 5E21C0D4"] * found


def lost(lines, *rows, **changed):
    return told(partitions_lost(history(lines, rows, **changed), DEFAULT))


def fleet(*states):
    return [
        drive(f"FR1/DBA1/LTO-DRV{n}", f"YX1044358{n}", status=status)
        for n, status in enumerate(states)
    ]


def test_half_of_the_drives_is_the_limit():
    assert lost("", *fleet("Failed", "Not responding", "Ready", "Ready")) == [
        "partition-drive-loss Backup"
    ]
    assert lost("", *fleet("Failed", "Ready", "Ready", "Ready")) == []


@pytest.mark.parametrize("share", [75.0, 0.75])
def test_the_librarys_own_share_holds(share):
    settings = (("drive_share", share),)
    three, two = ("Failed",) * 3 + ("Ready",), ("Failed",) * 2 + ("Ready",) * 2
    assert lost("", *fleet(*three), settings=settings) == ["partition-drive-loss Backup"]
    assert lost("", *fleet(*two), settings=settings) == []


def test_drives_taken_out_by_the_announced_operation_are_not_lost():
    removed = "08 05:00:00 I Drive FR1/DBA1/LTO-DRV0 sn YX10443580 was removed by operator"
    assert lost(removed, *fleet("Removed", "Failed", "Ready", "Ready")) == []


def test_a_partition_of_one_drive_and_a_drive_of_none_say_nothing():
    assert lost("", *fleet("Failed")) == []
    assert lost("", drive(status="Failed", partition=""), drive(partition="")) == []


def test_a_message_names_the_partition():
    line = "08 05:00:00 F Partition Backup lost 3 of 4 drives"
    assert lost(line, *fleet("Ready", "Ready")) == ["partition-drive-loss Backup"]
