"""Records of controllers: failed over, taking over, connected or not."""

import pytest
from logfacts import record, rows

from tam.domain.logreview.rows import ControllerRow

pytestmark = pytest.mark.clause("TAM-06")


def said(*made):
    return [
        (row.name, row.failed_over, row.taken_by, row.takes_over, row.connected)
        for row in rows(*made)
        if isinstance(row, ControllerRow)
    ]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"failoverStatus": "Failed over"}, (True, "", "")),
        ({"failoverStatus": "None"}, (False, "", "")),
        ({"failoverTo": "FR1/LCM2"}, (False, "FR1/LCM2", "")),
        ({"failoverFrom": "FR1/LCM2"}, (False, "", "FR1/LCM2")),
        ({"failoverTo": "none"}, (False, "", "")),
    ],
)
def test_a_controllers_part_in_a_takeover(fields, state):
    assert said(record("controller", id="FR1/LCM1", **fields)) == [("FR1/LCM1", *state, None)]


@pytest.mark.parametrize(
    ("value", "connected"),
    [
        ("Connected", True),
        ("No", False),
        ("disconnected", False),
        ("lost", False),
        ("no link", False),
    ],
)
def test_a_link_is_connected_or_not(value, connected):
    assert said(record("controller", id="FR1/LCM1", connectionStatus=value)) == [
        ("FR1/LCM1", False, "", "", connected)
    ]


def test_a_link_belongs_to_the_controller_around_it():
    around = record("controller", id="FR2/RIM1")
    link = record("link", around, connected="No")
    around.waiting.append(link)
    assert said(around) == [("FR2/RIM1", False, "", "", False)]


def test_a_link_of_no_controller_or_of_unknown_state_says_nothing():
    assert said(record("port", id="eth0", connected="No")) == []
    assert said(record("controller", id="FR1/LCM1", connectionStatus="testing")) == []
    assert said(record("controller", id="one", failoverStatus="Failed over")) == []
