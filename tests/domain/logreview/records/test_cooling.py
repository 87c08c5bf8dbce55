"""Records of fans and of frames' temperatures."""

import pytest
from logfacts import record, rows

from tam.domain.logreview.rows import FanRow, HeatRow

pytestmark = pytest.mark.clause("TAM-06")


def fans(made):
    return [
        (row.name, row.populated, row.okay, row.rpm)
        for row in rows(made)
        if isinstance(row, FanRow)
    ]


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("fan", {"id": "FR1/FCM/Fan3", "speedInRPM": "5000"}, ("FR1/FCM/Fan3", True, None, 5000.0)),
        ("fan", {"frame": "FR1", "number": "2", "okay": "No"}, ("FR1/FCM/Fan2", True, False, None)),
        ("Fan4", {"frame": "FR1", "rpm": "0"}, ("FR1/FCM/Fan4", True, None, 0.0)),
        ("row", {"frame": "FR1", "fan": "1", "rpm": "9"}, ("FR1/FCM/Fan1", True, None, 9.0)),
        (
            "fan",
            {"frame": "FR1", "number": "2", "rpm": "0", "populated": "No"},
            ("FR1/FCM/Fan2", False, None, 0.0),
        ),
        (
            "fan",
            {"frame": "FR1", "number": "2", "status": "Not installed"},
            ("FR1/FCM/Fan2", False, None, None),
        ),
        (
            "fan",
            {"frame": "FR1", "number": "2", "rpm": "n/a"},
            ("FR1/FCM/Fan2", False, None, None),
        ),
        (
            "fan",
            {"frame": "FR1", "number": "2", "rpm": "4294967295"},
            ("FR1/FCM/Fan2", True, None, None),
        ),
    ],
)
def test_a_fan_with_its_speed_state_and_bay(name, fields, said):
    assert fans(record(name, **fields)) == [said]


def test_a_fan_without_frame_or_number_is_none():
    assert fans(record("fan", number="2", rpm="5000")) == []
    assert fans(record("fan", frame="FR1", rpm="5000")) == []
    assert fans(record("FanControlModule", id="FR1/FCM", status="OK", number="1")) == []


def heats(made):
    return [
        (row.frame, row.celsius if row.celsius is None else round(row.celsius, 1), row.alarmed)
        for row in rows(made)
        if isinstance(row, HeatRow)
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"id": "FR1", "temperatureInCelsius": "41"}, ("FR1", 41.0, False)),
        ({"id": "FR1", "temperature": "104 F"}, ("FR1", 40.0, False)),
        ({"id": "FR1", "temperature": "30", "temperatureWarning": "Yes"}, ("FR1", 30.0, True)),
        ({"id": "FR1", "temperatureStatus": "High"}, ("FR1", None, True)),
        ({"id": "FR1", "temperature": "n/a"}, ("FR1", None, False)),
    ],
)
def test_a_frames_temperature_in_degrees_or_by_its_alarm(fields, said):
    assert heats(record("frame", **fields)) == [said]


def test_a_temperature_without_a_frame_or_of_another_part_is_none():
    assert heats(record("ambient", temperature="50")) == []
    assert heats(record("frame", id="FR1", temperatureStatus="Normal")) == []
    assert heats(record("frame", id="FR1", temperatureWarning="OK")) == []
    assert heats(record("board", id="FR1/LCM1", temperature="70")) == []
