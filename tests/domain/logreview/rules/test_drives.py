"""Cleaning, heat, firmware and links of drives, from lines and from states."""

import pytest
from logfacts import drive, facts, history, spot, told

from tam.domain.logreview.history import History
from tam.domain.logreview.rows import DrivePages
from tam.domain.logreview.rules.drives import (
    firmware_mismatch,
    link_errors,
    needs_cleaning,
    over_temperature,
)
from tam.domain.logreview.thresholds import DEFAULT

pytestmark = pytest.mark.clause("TAM-06")

D1, D2, D3 = (f"drive FR1/DBA1/LTO-DRV{n} sn YX1044358{n}" for n in (1, 2, 3))


def pages(name, flags=(), **values):
    """Log pages of a drive: set flags, and values by name (`_` for a blank)."""
    said = tuple(
        (key.replace("_", " "), value, spot(f"{key} {value}")) for key, value in values.items()
    )
    shown = tuple((flag, spot(f"flag {flag}")) for flag in flags)
    return DrivePages(name, "", "TD8", "R3G3", None, said, shown, (), "", spot())


def cleaning(lines, *rows, **changed):
    return told(needs_cleaning(history(lines, rows, **changed), DEFAULT))


ASKS = f"08 05:00:00 W TapeAlert flag 20 set on {D1}"
DONE = f"08 06:00:00 I {D1} was cleaned with CLNS01L1"


def test_cleaning_asked_for_and_not_done_is_said():
    assert cleaning(ASKS) == ["drive-needs-cleaning YX10443581"]


def test_cleaning_asked_for_and_done_is_no_finding():
    assert cleaning(f"{ASKS}\n{DONE}") == []


def test_cleaning_asked_for_again_within_fifty_hours_is_said():
    assert cleaning(
        f"{ASKS}\n{DONE}\n09 06:00:00 W TapeAlert flag 20 set on {D1}\n"
        f"09 07:00:00 I {D1} was cleaned with CLNS01L1"
    ) == ["drive-needs-cleaning YX10443581"]
    assert (
        cleaning(
            f"{ASKS}\n{DONE}\n10 09:00:00 W TapeAlert flag 20 set on {D1}\n"
            f"10 10:00:00 I {D1} was cleaned with CLNS01L1"
        )
        == []
    )


def test_a_request_minutes_before_the_capture_may_still_be_served():
    assert cleaning(f"11 04:50:00 W TapeAlert flag 20 set on {D1}") == []
    assert cleaning(f"11 04:50:00 W TapeAlert flag 20 set on {D1}", captured_at=None) == [
        "drive-needs-cleaning YX10443581"
    ]


def test_a_request_without_a_time_proves_nothing():
    assert cleaning(f"-- -- W TapeAlert flag 20 set on {D1}", drive(serial="YX10443581")) == []


def test_the_cleaning_bit_of_the_newest_pages_decides():
    asks, calm = pages("YX10443581", cleaning_wanted=1), pages("YX10443581")
    assert cleaning("", asks) == ["drive-needs-cleaning YX10443581"]
    assert cleaning("", pages("YX10443581", flags=(21,))) == ["drive-needs-cleaning YX10443581"]
    assert cleaning("", asks, calm) == []
    assert cleaning(DONE, asks) == []
    assert cleaning("", pages("", cleaning_wanted=1)) == []


def hot(lines, *rows):
    return told(over_temperature(history(lines, rows), DEFAULT))


def test_flag_36_and_a_message_say_too_hot():
    assert hot(f"08 05:00:00 W TapeAlert flag 36 set on {D1}") == [
        "drive-over-temperature YX10443581"
    ]
    assert hot("", pages("YX10443581", flags=(36,))) == ["drive-over-temperature YX10443581"]


@pytest.mark.parametrize(
    ("now", "reference", "found"),
    [(61, 60, True), (60, 60, True), (59, 60, False), (255, 60, False), (40, 0, False)],
)
def test_a_drive_is_hot_at_its_own_reference_and_all_ones_are_unknown(now, reference, found):
    said = hot("", pages("YX10443581", celsius=now, reference_celsius=reference))
    assert said == ["drive-over-temperature YX10443581"] * found


def test_a_temperature_without_a_reference_says_nothing():
    assert hot("", pages("YX10443581", celsius=90)) == []


def test_hours_in_heat_count_when_they_moved():
    calm, moved = pages("YX10443581", heat_hours=7), pages("YX10443581", heat_hours=8)
    assert hot("", calm, calm) == []
    assert hot("", calm, moved) == ["drive-over-temperature YX10443581"]


def firmware(lines, *rows):
    return told(firmware_mismatch(history(lines, rows), DEFAULT))


FLEET = [drive(f"FR1/DBA1/LTO-DRV{n}", f"YX1044358{n}") for n in (1, 2)]


@pytest.mark.parametrize(
    ("odd", "found"),
    [
        ({"firmware": "R3G1"}, True),
        ({"firmware": "R3G1", "changing": True}, False),
        ({"firmware": "R3G1", "kind": "TD9"}, False),
        ({"firmware": ""}, False),
        ({}, False),
    ],
    ids=["other level", "staging", "other type", "unknown level", "same level"],
)
def test_the_drive_that_differs_from_most_of_its_type_is_named(odd, found):
    assert firmware("", *FLEET, drive("FR1/DBA1/LTO-DRV3", "YX10443583", **odd)) == (
        ["drive-firmware-mismatch YX10443583"] * found
    )


def test_levels_are_not_compared_during_an_update():
    began = "11 05:00:00 I Package update to version 4.2.1 started"
    assert firmware(began, *FLEET, drive("FR1/DBA1/LTO-DRV3", "YX10443583", firmware="R3G1")) == []


def test_a_level_that_was_put_right_since_is_no_finding():
    odd = facts("", [*FLEET, drive("FR1/DBA1/LTO-DRV3", "YX10443583", firmware="R3G1")])
    right = facts("", [*FLEET, drive("FR1/DBA1/LTO-DRV3", "YX10443583")])
    assert told(firmware_mismatch(History([odd, right]), DEFAULT)) == []
    assert told(firmware_mismatch(History([right, odd]), DEFAULT)) == [
        "drive-firmware-mismatch YX10443583"
    ]


def test_flags_34_and_58_name_the_drive():
    assert firmware(f"08 05:00:00 W TapeAlert flag 34 set on {D1}") == [
        "drive-firmware-mismatch YX10443581"
    ]


def links(lines, *rows):
    return told(link_errors(history(lines, rows), DEFAULT))


def test_three_events_on_one_drive_are_an_unreliable_link_and_two_are_not():
    lines = [f"08 0{hour}:00:00 W {D1} sense B/47/03" for hour in range(1, 4)]
    assert links("\n".join(lines)) == ["drive-link-errors YX10443581"]
    assert links("\n".join(lines[:2])) == []


def test_all_drives_of_one_host_at_once_are_the_hosts_doing():
    lines = "\n".join(
        f"0{day} 05:0{place}:00 W {name} sense B/47/03"
        for day in (7, 8, 9)
        for place, name in enumerate((D1, D2, D3))
    )
    rows = [drive(f"FR1/DBA1/LTO-DRV{n}", f"YX1044358{n}", host="nbu-media01") for n in (1, 2, 3)]
    assert links(lines, *rows) == []
    apart = [
        drive(f"FR1/DBA1/LTO-DRV{n}", f"YX1044358{n}", host=f"nbu-media0{n}") for n in (1, 2, 3)
    ]
    assert links(lines, *apart) == [f"drive-link-errors YX1044358{n}" for n in (1, 2, 3)]


def test_link_errors_without_times_are_no_crowd_and_no_count():
    line = f"-- -- W {D1} sense B/47/03"
    assert links("\n".join([line] * 3), drive(serial="YX10443581")) == []
