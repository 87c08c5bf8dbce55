"""What fields mean: counters, keys, cartridges, places, messages, the library itself."""

import json

import pytest
from logdialects import facts

from tam.domain.logreview.rows import (
    AuditRow,
    ComponentRow,
    ControllerRow,
    CounterRow,
    KeyRow,
    PlaceRow,
    TapeRow,
)


def rows(kind, **record):
    """The rows of one kind that a JSON record of this name gives."""
    return [row for row in facts(x__json=json.dumps(record)).rows if isinstance(row, kind)]


def test_controllers_and_their_links():
    found = rows(
        ControllerRow,
        c=[
            {"ID": "FR1/RIM1", "failoverFrom": "FR1/RIM2"},
            {"ID": "RIM 2 in frame FR1", "failoverStatus": "FAILED_OVER"},
            {
                "component": {
                    "ID": "FR2/RIM1",
                    "connection": {"target": "FR1/LCM", "connected": "no"},
                }
            },
            {"ID": "x", "failoverTo": "FR1/RIM1"},
            {"connected": "no"},
            {"ID": "FR2/RIM2", "connected": "maybe"},
        ],
    )
    assert [(row.name, row.failed_over, row.takes_over, row.connected) for row in found] == [
        ("FR1/RIM1", False, "FR1/RIM2", None),
        ("FR1/RIM2", True, "", None),
        ("FR2/RIM1", False, "", False),
    ]


def test_counters():
    hhm = {
        "counter": [
            {
                "typeName": "Drive to Slot Move",
                "robot": "Robot 2",
                "subType": {
                    "typeName": "None",
                    "value": 9,
                    "reminder": {"defaultThreshold": 5, "currentThreshold": 10},
                },
            },
            {"name": "Vertical Axis Trip1", "value": 1, "threshold": 0},
            {"name": "FR1 filter", "hours": 10, "interval": 20},
            {"name": "x", "value": 1, "threshold": 2},
        ]
    }
    found = [
        (row.name, row.part, row.robot, row.frame, row.value, row.threshold)
        for row in rows(CounterRow, hhm=hhm)
    ]
    assert found == [
        ("Drive to Slot Move", "", "Robot 2", "", 9.0, 10.0),
        ("Filter", "", "", "FR1", 10.0, 20.0),
    ]
    found = rows(
        CounterRow, robot_2={"Rotational_Axis": {"subtype": "Trip2", "value": 9, "limit": 10}}
    )
    assert [(row.name, row.part, row.robot) for row in found] == [
        ("Rotational Axis", "Trip2", "Robot 2")
    ]


def test_keys_and_components():
    keys = {
        "optionKey": [
            {"keyValue": "SECRET", "description": "LTFS", "daysRemaining": "14 days"},
            {"description": "Base", "daysRemaining": "Permanent"},
            {"description": "x", "daysRemaining": "-1"},
        ]
    }
    found = facts(x__json=json.dumps(keys))
    assert [(row.name, row.days) for row in found.rows if isinstance(row, KeyRow)] == [("LTFS", 14)]
    assert "SECRET" not in repr(found)
    package = {
        "allComponentsFullyStaged": "no",
        "component": [
            {"name": "LCM", "currentVersion": "1", "packageVersion": "2"},
            {"name": "x", "version": "none", "package": "none"},
        ],
    }
    assert [
        (row.name, row.current, row.wanted, row.staged)
        for row in rows(ComponentRow, package=package)
    ] == [("LCM", "1", "2", False)]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            {"barcode": "TE0001L8", "LoadCount": 5, "MAMLoadCount": 6, "LifeRemainingPct": 2},
            (5, 6, 2.0, None, None),
        ),
        (
            {"Tape": "TE0001L8", "Loads": 5, "Loads (chip)": "4294967295", "Life used %": 98},
            (5, None, 2.0, None, None),
        ),
        (
            {
                "Volume": "TE0001L8",
                "mounts": 7,
                "last mount": "2026-03-04",
                "passes": 16000,
                "life %": 140,
            },
            (7, None, None, 16000, None),
        ),
        (
            {"barcode": "CLNQ01L1", "cleaningCyclesLeft": 3, "cleaningCyclesTotal": 50},
            (None, None, None, None, 3),
        ),
    ],
)
def test_cartridges(record, said):
    (row,) = rows(TapeRow, media=record)
    assert (row.loads, row.chip_loads, row.life_left, row.passes, row.cleans_left) == said


def test_what_is_no_cartridge():
    assert rows(TapeRow, media={"name": "not a code", "loads": 1}) == []
    assert rows(TapeRow, media={"name": "BACKUP", "loads": 1}) == []
    assert rows(TapeRow, media={"barcode": "TE0001L8", "size": 1}) == []


def test_places_audits_and_slots():
    place = {
        "excessiveMoveFailures": {
            "partition": "Mirror",
            "source": "slot 107",
            "destination": "FR1/DBA1/LTO-DRV1",
            "numberOfFailures": 7,
            "robot": "Robot 1",
            "lastFailedMoveTime": "2026-03-10 13:17:52",
        }
    }
    (row,) = rows(PlaceRow, **place)
    assert (row.partition, row.slot, row.robot, row.failures, row.at.isoformat()) == (
        "Mirror",
        107,
        1,
        7,
        "2026-03-10T13:17:52+00:00",
    )
    assert rows(PlaceRow, moveFailures={"source": "drive", "failures": "n/a"}) == []
    (row,) = rows(PlaceRow, moveFailures={"from": "drive 3", "failures": 4})
    assert (row.slot, row.at) == (None, None)
    audit = {
        "contentsMatch": "no",
        "expected": "TE0001L8",
        "actualContents": {"slot": [{"barcode": "TE0002L8"}, {"barcode": ""}]},
    }
    assert [(row.expected, row.found) for row in rows(AuditRow, auditResults=audit)] == [
        (("TE0001L8",), ("TE0002L8",))
    ]
    assert rows(AuditRow, auditResults={"contentsMatch": "yes"}) == []
    found = facts(
        x__json=json.dumps(
            {
                "partition": {
                    "name": "Vault",
                    "storageSlot": [{"id": 5, "barcode": "TE0001L8"}, {"id": "x"}],
                },
                "slot": {"number": 9, "partition": "Cleaning"},
            }
        )
    )
    assert found.slot_partitions == ((5, "Vault"),)


def test_messages_from_records():
    messages = [
        {
            "severity": "Warning",
            "date": {"month": 3, "day": 4, "year": 2026},
            "time": {"hour": 1, "minute": 2, "second": 3},
            "notification": "Fan 3 in FR2 stopped.",
        },
        {
            "level": "error",
            "date": "04.03.2026",
            "time": "01:02:03",
            "text": "Fan 3 in FR2 stopped.",
        },
        {
            "sev": "warn",
            "posted": "2026-03-04 01:02:03",
            "msg": "it stopped turning",
            "fan": "3",
            "frame": "FR2 fan 3",
        },
        {
            "severity": "error",
            "message": "Fan 3 in FR2 stopped.",
            "date": {"month": 13, "day": 4, "year": 2026},
        },
        {"severity": "info", "message": "Fan 3 in FR2 stopped."},
        {"severity": "info", "message": "All is well."},
        {"severity": "info", "message": "The day begins."},
        {"severity": "error", "message": "short"},
        {"severity": "error", "message": "Nobody knows this."},
        {"message": "no weight and no time"},
    ]
    found = facts(x__json=json.dumps({"messages": messages}))
    assert [event.at.isoformat() if event.at else None for event in found.events] == [
        "2026-03-04T01:02:03+00:00"
    ] * 3 + [None]
    assert len(found.quiet) == 1
    assert sorted(kind.count for kind in found.templates) == [1, 1, 3]


def test_settings_and_the_library_itself():
    found = facts(
        a__ini="[MLMSettings]\nmaxTapeLoadsBeforeWarningCount = 1000\nmin cleaning passes = 5\nmax loads = none\n",
        b__json=json.dumps(
            {
                "library": {
                    "serialNumber": "5E21C0D4",
                    "libraryName": "gamma",
                    "libraryType": "T950",
                    "timezone": "Europe/Oslo",
                },
                "captured": "2026-07-11 05:06:07",
            }
        ),
        c__txt="AutoSupport log for library gamma\nHardware ID 5E21C0D4\nLibrary type T950\nMade 03/11/2026 05:06:07\n",
    )
    assert found.settings == (("max_loads", 1000.0), ("min_cleans", 5.0))
    assert (found.library_serial, found.library_name, found.model) == ("5E21C0D4", "gamma", "T950")


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("+02:00", "+02:00"),
        ("UTC+5:30", "+05:30"),
        ("GMT -7", "-07:00"),
        ("UTC", "+00:00"),
        ("Europe/Oslo", "+01:00"),
        ("+99:00", None),
        ("Mars/Base", None),
    ],
)
def test_the_zone_of_the_library(text, offset):
    found = facts(
        about__txt=f"Library serial: 5E21C0D4\nCaptured: 2026-03-11 05:06:07\nTime zone: {text}\n"
    )
    assert found.zone_stated is (offset is not None)
    assert found.captured_at.isoformat() == f"2026-03-11T05:06:07{offset or '+00:00'}"


def test_a_failed_move_is_read_like_a_line_that_says_so():
    moves = [
        {
            "startTime": "2026-03-10 13:17:50",
            "endTime": "2026-03-10 13:17:52",
            "overallStatus": "FAILED",
            "overallSense": "4/15/01",
            "source": "slot 12",
            "destination": "FR1/DBA1/LTO-DRV1",
            "firstRobot": "Robot 2",
            "partition": "Vault",
        },
        {"overallStatus": "OK", "source": "slot 12", "destination": "slot 13", "firstRobot": "1"},
        {"overallStatus": "FAILED", "source": "slot 12"},
    ]
    (event,) = facts(x__json=json.dumps({"move": moves})).events
    assert (event.who.robots, event.who.slots, event.who.partitions) == ((2,), (12,), ("Vault",))
    assert (str(event.senses[0]), event.at.isoformat()) == ("4/15/01", "2026-03-10T13:17:52+00:00")
