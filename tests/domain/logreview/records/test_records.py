"""What fields mean: the same part under many names, and values that are unknown."""

import json

import pytest
from logdialects import facts

from tam.domain.logreview.records.record import absent, flag, number, whole
from tam.domain.logreview.rows import (
    DriveRow,
    FanRow,
    FeedRow,
    HeatRow,
    SupplyRow,
)


def rows(kind, **record):
    """The rows of one kind that a JSON record of this name gives."""
    return [row for row in facts(x__json=json.dumps(record)).rows if isinstance(row, kind)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("yes", True),
        ("OK", True),
        ("1", True),
        ("no", False),
        ("not okay", False),
        ("FAULTED", False),
        ("Not Connected", False),
        ("not present", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_yes_and_no(value, said):
    assert flag(value) is said


def test_what_is_not_there():
    assert [absent(value) for value in ("Not present", "n/a", "empty", "no")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("45 C", 45.0),
        ("230.9", 230.9),
        ("1,50", 1.5),
        ("1,234", 1234.0),
        ("-3", -3.0),
        ("4294967295", None),
        ("0xFFFFFFFF", None),
        ("none", None),
        ("", None),
        ("1.2.3", None),
    ],
)
def test_numbers(value, said):
    assert number(value) == said


def test_whole_numbers():
    assert (whole("17"), whole("x")) == (17, None)


@pytest.mark.parametrize(
    "record",
    [
        {
            "ID": "FR1/DBA1/LTO-DRV1",
            "manufacturerSerialNumber": "YX10443587",
            "serialNumber": "0C4BAE1C7A",
            "driveFirmware": "R3G3",
            "driveType": "TD8",
            "driveStatus": "Ready",
        },
        {
            "bay": "FR1/DBA1/LTO-DRV1",
            "mfg_sn": "YX10443587",
            "sn": "0C4BAE1C7A",
            "fw": "R3G3",
            "model": "TD8",
            "state": "Ready",
        },
        {
            "Drive": "FR1/DBA1/LTO-DRV1",
            "Vendor serial number": "YX10443587",
            "Serial": "0C4BAE1C7A",
            "Code level": "R3G3",
            "Type": "TD8",
            "Status": "Ready",
        },
    ],
)
def test_a_drive_by_any_names(record):
    (row,) = rows(DriveRow, drive=record)
    assert (row.path, row.serial, row.library_serial, row.firmware, row.kind, row.status) == (
        "FR1/DBA1/LTO-DRV1",
        "YX10443587",
        "0C4BAE1C7A",
        "R3G3",
        "TD8",
        "Ready",
    )
    assert not row.changing


@pytest.mark.parametrize(
    "staging",
    [{"percentStaged": 40}, {"complete": "no"}, {"state": "in progress"}, {"committing": "yes"}],
)
def test_a_drive_whose_firmware_changes(staging):
    (row,) = rows(
        DriveRow,
        drive={
            "ID": "FR1/DBA1/LTO-DRV1",
            "serialNumber": "YX10443587",
            "driveFirmware": "R3G3",
            "connection": {"hostID": "tsm1"},
            "firmwareStaging": staging,
        },
    )
    assert (row.changing, row.host) == (True, "tsm1")


def test_what_is_no_drive():
    assert rows(DriveRow, partition={"name": "Backup", "status": "ok", "x": 1}) == []
    assert (
        rows(DriveRow, drive={"serialNumber": "YX10443587", "driveFirmware": "R3G3", "x": 1}) == []
    )


def test_supplies():
    frame = {
        "frame": 2,
        "psu": [
            {"bay": 1, "status": "failed"},
            {"bay": 2, "output": "229.1", "input": "0"},
            {"bay": 3, "inputPowerOkay": "not present"},
            {"bay": 4, "status": "ok", "present": "no"},
            {"status": "ok"},
            {"bay": 5, "faulted": "critical", "overTemperature": "yes"},
        ],
    }
    found = {
        row.name: (row.faulted, row.input_okay, row.output_okay, row.hot)
        for row in rows(SupplyRow, f=frame)
    }
    assert found == {
        "FR2/PowerSupply1": (True, None, None, False),
        "FR2/PowerSupply2": (None, False, True, False),
        "FR2/PowerSupply5": (True, None, None, True),
    }


def test_a_supply_is_named_by_its_id_or_by_its_record():
    assert rows(SupplyRow, unit={"id": "FR3/PS2", "status": "ok"})[0].name == "FR3/PowerSupply2"
    assert rows(SupplyRow, frame3={"powerSupply1": {"status": "ok"}})[0].name == "FR3/PowerSupply1"
    assert rows(SupplyRow, x={"psu": {"bay": 1, "status": "ok"}}) == []


def test_feeds():
    found = [
        (row.frame, row.which, row.present)
        for row in rows(
            FeedRow, pcm={"ID": "FR1/PCM", "primaryACVoltage": 0, "secondaryACPresent": "yes"}
        )
    ]
    assert found == [("FR1", "primary", False), ("FR1", "secondary", True)]
    found = [
        (row.frame, row.which, row.present)
        for row in rows(
            FeedRow,
            f={
                "frame": 1,
                "acFeeds": [{"name": "B", "voltage": "0"}, {"name": "A", "status": "ok"}],
            },
        )
    ]
    assert found == [("FR1", "B", False), ("FR1", "A", True)]
    assert rows(FeedRow, pcm={"primaryACPresent": "no"}) == []


def test_fans():
    fans = [
        {"number": 1, "rpm": 3000},
        {"number": 2, "status": "not present"},
        {"number": 3, "on": "no", "rpm": 0},
        {"number": 4, "rpm": "n/a"},
        {"rpm": 1},
        {"name": "Fan 5", "status": "failed"},
    ]
    found = {
        row.name: (row.populated, row.okay, row.rpm)
        for row in rows(FanRow, fcm={"ID": "FR1/FCM", "fans": fans})
    }
    assert found == {
        "FR1/FCM/Fan1": (True, None, 3000.0),
        "FR1/FCM/Fan2": (False, None, None),
        "FR1/FCM/Fan3": (False, None, 0.0),
        "FR1/FCM/Fan4": (False, None, None),
        "FR1/FCM/Fan5": (True, False, None),
    }
    assert rows(FanRow, x={"fan": {"number": 1, "rpm": 1}}) == []
    assert rows(FanRow, frame1={"fan2": {"rpm": 10}})[0].name == "FR1/FCM/Fan2"


def test_heat():
    found = [
        (row.frame, row.celsius, row.alarmed)
        for row in rows(
            HeatRow,
            x={
                "fcm": {"ID": "FR1/FCM", "temperature": "104 F"},
                "frame": {"name": "FR2", "temperatureWarning": "yes"},
                "fmm": {"temperature": 30},
            },
        )
    ]
    assert found == [("FR1", 40.0, False), ("FR2", None, True)]
