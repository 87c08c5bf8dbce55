"""Records of supplies and feeds: what counts as fed, faulted, absent, and in which frame."""

import pytest
from logfacts import record, rows

from tam.domain.logreview.records.power import frame_of
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.rows import FeedRow, SupplyRow

pytestmark = pytest.mark.clause("TAM-06")


def supplies(*made):
    return [
        (row.name, row.faulted, row.input_okay, row.output_okay, row.hot)
        for row in rows(*made)
        if isinstance(row, SupplyRow)
    ]


@pytest.mark.parametrize(
    ("name", "fields", "frame"),
    [
        ("psu", {"id": "FR2/PowerSupply1"}, "FR2"),
        ("psu", {"frame": "3"}, "FR3"),
        ("psu", {"location": "Frame 4, rear"}, "FR4"),
        ("FR5", {}, "FR5"),
        ("psu", {"note": "mounted in FR6"}, "FR6"),
        ("psu", {"id": "one"}, ""),
    ],
)
def test_the_frame_is_named_by_the_record_in_many_ways(name, fields, frame):
    assert frame_of(record(name, **fields)) == frame


def test_the_frame_may_be_named_by_what_is_around():
    assert frame_of(record("psu", record("frame", number="1", id="FR1"), position="2")) == "FR1"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"faulted": "No", "inputPowerOkay": "Yes", "outputPowerOkay": "Yes"}, (False, True, True)),
        ({"faulted": "Yes", "inputPowerOkay": "Yes", "outputPowerOkay": "No"}, (True, True, False)),
        ({"status": "Failed"}, (True, None, None)),
        ({"status": "OK"}, (False, None, None)),
        ({"status": "Standby"}, (None, None, None)),
        ({"fault": "OK"}, (True, None, None)),
        ({"fault": "Tripped"}, (None, None, None)),
        ({"input": "230 V", "output": "0 V"}, (None, True, False)),
        ({"input": "0 V", "output": "0 V"}, (None, False, False)),
    ],
)
def test_the_signs_of_a_supply(fields, said):
    assert supplies(record("PowerSupply", id="FR1/PowerSupply2", **fields)) == [
        ("FR1/PowerSupply2", *said, False)
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "FR1/PowerSupply2", "status": "Not present"},
        {"id": "FR1/PowerSupply2", "status": "OK", "present": "No"},
        {"id": "PowerSupply2", "status": "Failed"},
        {"id": "FR1/PowerSupply", "status": "Failed"},
    ],
    ids=["empty bay", "not populated", "no frame", "no number"],
)
def test_an_empty_bay_and_a_nameless_supply_are_none(fields):
    assert supplies(record("PowerSupply", **fields)) == []


def test_a_supply_goes_by_its_position_or_by_the_number_in_its_names():
    assert supplies(record("psu", frame="FR1", position="2", status="OK"))[0][0] == (
        "FR1/PowerSupply2"
    )
    assert supplies(record("PSU3", frame="FR1", status="OK"))[0][0] == "FR1/PowerSupply3"
    assert supplies(record("unit", name="FR1 PSU 4", status="OK"))[0][0] == "FR1/PowerSupply4"


def test_a_supply_that_warns_of_heat_is_hot():
    made = record("psu", id="FR1/PSU1", status="OK", temperatureWarning="Yes")
    assert supplies(made)[0][4] is True
    made = record("psu", id="FR1/PSU1", status="OK", temperatureWarning="OK")
    assert supplies(made)[0][4] is False
    made = record("psu", id="FR1/PSU1", status="OK", temperatureWarning="No", tempAlarm="Yes")
    assert supplies(made)[0][4] is True


def feeds(*made):
    return [(row.frame, row.which, row.present) for row in rows(*made) if isinstance(row, FeedRow)]


def test_feeds_are_present_or_gone_by_flag_and_by_volts():
    made = record(
        "pcm", id="FR1/PCM", primaryAcPresent="Yes", secondaryAcPresent="No", primaryVoltage="230",
        secondaryVoltage="0", backupVoltage="4294967295",
    )  # fmt: skip
    assert feeds(made) == [
        ("FR1", "primary", True),
        ("FR1", "secondary", False),
        ("FR1", "primary", True),
        ("FR1", "secondary", False),
    ]


def test_a_feed_that_says_neither_is_unknown():
    assert feeds(record("pcm", id="FR1/PCM", primaryAcPresent="N/A")) == []
    assert feeds(record("pcm", id="PCM", primaryAcPresent="No")) == []


def test_a_record_of_its_own_for_each_feed():
    assert feeds(record("feed", frame="FR1", name="A", status="lost")) == [("FR1", "A", False)]
    assert feeds(record("feed", frame="FR1", voltage="230 V")) == [("FR1", "feed", True)]
    assert feeds(record("feed", frame="FR1", status="standby")) == []
    assert feeds(record("feed", frame="FR1", colour="red")) == []


def test_a_record_of_nothing_else_is_no_part():
    assert rows(Record("motor", record("x").spot)) == []
