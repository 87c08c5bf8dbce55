"""Which reader a member gets, and what it turns out to be."""

import pytest
from logdialects import facts
from logparts import sample, sink

from tam.domain.logreview.members.registry import parser_for


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<?xml version="1.0"?>\n<drives/>', "xml"),
        ("Temperature page  [0xd]\n  Current temperature = 35 C", "drive-pages"),
        ('{"drives": [\n{"serial": "YX1"}]}', "json"),
        ("Barcode,Health,Loads\nTE2789L8,GREEN,1312", "table"),
        ("2026-03-04 01:02:03 W fan 3 in FR2 stopped", "log-lines"),
        ('{"ts": "2026-03-04T01:02:03Z", "msg": "a"}\n' * 2, "log-lines"),
        ("Time,Severity,Message\n" + "2026-03-04 01:02:03,E,fan 3 stopped\n" * 4, "log-lines"),
        ("Drive  Serial  State\nFR1    YX1     Ready", "columns"),
        ("psu FR1/2 input=ok output=fail", "entities"),
        ("[fan FR2/3]\nspeed = 0", "outline"),
        ("state: ready\nserial: YX1", "names-and-values"),
        ("once upon a time", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_reader_is_chosen_by_what_a_member_begins_with(text, name):
    assert parser_for(sample(text), sink()).name == name


def test_lines_after_broken_xml_are_mined_and_long_ones_only_where_they_end():
    text = "<a>\n<b></a>\n" + "x" * 70_000 + "\nfan 3 in FR2 stopped\n"
    found = facts(status__xml=text)
    assert [event.spot.line for event in found.events] == [4]
    assert found.members[0].lines == 4
