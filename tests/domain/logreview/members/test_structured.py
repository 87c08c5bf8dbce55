"""Documents of names and values, whatever format carries them, become the same rows."""

import json

import pytest
from logdialects import facts

from tam.domain.logreview.rows import (
    ControllerRow,
    DriveRow,
    FanRow,
    FeedRow,
    SupplyRow,
    TapeRow,
)

XML = """<?xml version="1.0" encoding="ISO-8859-1"?>
<powerControlModule><ID>FR2/PCM </ID><primaryACPresent>yes </primaryACPresent>
<secondaryACPresent>no </secondaryACPresent>
<powerSupplyInPCM><position>1 </position><faulted>no </faulted></powerSupplyInPCM>
<powerSupplyInPCM><position>2 </position><faulted>yes </faulted></powerSupplyInPCM>
</powerControlModule>
"""
ATTRIBUTES = """<pcm id="FR2/PCM" primaryACPresent="yes" secondaryACPresent="no">
<powerSupply number="1" faulted="no"/><powerSupply number="2" faulted="yes"/></pcm>
"""
PROPERTIES = """<module><property name="ID" value="FR2/PCM"/><property name="secondaryACPresent">no</property>
<property name="primaryACPresent" value="yes"/><psu><param name="position" value="2"/><param name="faulted" value="yes"/></psu>
<psu><param name="position" value="1"/><param name="faulted" value="no"/></psu></module>
"""
JSON = json.dumps(
    {
        "pcm": {
            "supplies": [{"faulted": False, "number": 1}, {"faulted": True, "number": 2}],
            "primary_ac_present": True,
            "secondary_ac_present": False,
            "frame": "FR2",
        }
    }
)
YAML = """pcm:
  id: FR2/PCM
  primaryACPresent: yes
  secondaryACPresent: no
  powerSupplies:
    - number: 1
      faulted: no
    - number: 2
      faulted: yes
"""
INI = """[FR2/PCM]
primary AC present = yes
secondary AC present = no
[FR2/PowerSupply1]
faulted = no
[FR2/PowerSupply2]
faulted = yes
"""
DOTTED = """# written by a tool
pcm[0].ID=FR2/PCM
pcm[0].primaryACPresent=yes
pcm[0].secondaryACPresent=no
pcm[0].powerSupply[1].faulted=no
pcm[0].powerSupply[2].faulted=yes
"""
TRIPLES = """component,attribute,value
FR2/PCM,primaryACPresent,yes
FR2/PCM,secondaryACPresent,no
FR2/PowerSupply1,faulted,no
FR2/PowerSupply2,faulted,yes
"""
LINES = """pcm FR2/PCM primaryACPresent=yes secondaryACPresent=no
psu FR2/PowerSupply1 faulted=no inputPowerOkay=yes
psu FR2/PowerSupply2 faulted="yes" inputPowerOkay=yes
"""


@pytest.mark.parametrize(
    "text",
    [XML, ATTRIBUTES, PROPERTIES, JSON, YAML, INI, DOTTED, TRIPLES, LINES],
    ids=["xml", "attributes", "properties", "json", "yaml", "ini", "dotted", "triples", "lines"],
)
def test_power_is_read_from_every_format(text):
    found = facts(status=text)
    supplies = {row.name: row.faulted for row in found.rows if isinstance(row, SupplyRow)}
    feeds = {row.which: row.present for row in found.rows if isinstance(row, FeedRow)}
    assert supplies == {"FR2/PowerSupply1": False, "FR2/PowerSupply2": True}
    assert feeds == {"primary": True, "secondary": False}
    assert found.members[0].status == "parsed"
    assert all(row.spot.text in text for row in found.rows)


def test_a_report_that_words_its_states_is_read_too():
    text = """Library status report
Frame FR2
    Primary AC present: yes
    Power supply 1: okay
    Power supply 2: FAULTED
    Fans:
      Fan 1: okay
      Fan 2: stopped
      - cover
"""
    found = facts(report__txt=text)
    said = sorted((event.spot.line, *(c.name for c in event.concepts)) for event in found.events)
    assert said == [(5, "SUPPLY_FAILED"), (8, "FAN_FAILED")]
    assert [event.at for event in found.events] == [None, None]


COLUMNS = """Drives of the library

Drive                 Serial        Firmware   State      Partition
--------------------  ------------  ---------  ---------  ---------
FR1/DBA1/LTO-DRV1     YX10443587    R3G3       Ready      Backup
FR1/DBA1/LTO-DRV2     YX10443588    K4K0       Failed     Backup

Fans
Fan    Frame    RPM    Status
1      FR1      3000   ok
2      FR1      0      failed
"""


def test_tables_set_in_columns_are_read():
    found = facts(report__txt=COLUMNS)
    drives = [(r.path, r.serial, r.status) for r in found.rows if isinstance(r, DriveRow)]
    assert drives == [
        ("FR1/DBA1/LTO-DRV1", "YX10443587", "Ready"),
        ("FR1/DBA1/LTO-DRV2", "YX10443588", "Failed"),
    ]
    fans = [(r.name, r.rpm, r.okay) for r in found.rows if isinstance(r, FanRow)]
    assert fans == [("FR1/FCM/Fan1", 3000.0, True), ("FR1/FCM/Fan2", 0.0, False)]


def test_a_document_of_one_long_line_keeps_short_proofs():
    drives = [
        {"path": f"FR1/DBA1/LTO-DRV{n}", "serial": f"YX1044{n:04d}", "fw": "R3", "type": "TD8"}
        for n in range(3000)
    ]
    found = facts(drives__json=json.dumps({"drives": drives}))
    rows = [row for row in found.rows if isinstance(row, DriveRow)]
    assert len(rows) == 3000
    assert found.members[0].lines == 1
    assert all(row.path in row.spot.text and len(row.spot.text) <= 400 for row in rows)


def test_an_xml_document_of_one_long_line_keeps_short_proofs():
    one = "<drive><ID>FR1/DBA1/LTO-DRV{0}</ID><serialNumber>YX1044{0:04d}</serialNumber><driveFirmware>R3</driveFirmware></drive>"
    text = "<driveList>" + "".join(one.format(n) for n in range(3000)) + "</driveList>"
    rows = [row for row in facts(drives__xml=text).rows if isinstance(row, DriveRow)]
    assert {row.path for row in rows} == {f"FR1/DBA1/LTO-DRV{n}" for n in range(3000)}
    assert all(row.spot.text in text and len(row.spot.text) >= 8 for row in rows)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "not allowed"),
        ('<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><x/>', "not allowed"),
        ("<a>" * 300, "nested deeper"),
        ("<a " + "".join(f" x{n}='1'" for n in range(1001)) + "/>", "more attributes"),
        ('<?xml version="1.0" encoding="utf-7"?><a>+ADw-b+AD4-</a>', "not supported"),
        ("<a><b>1</b>", "not well-formed"),
        ("<a><b></a>", "not well-formed"),
    ],
)
def test_xml_that_must_not_or_cannot_be_read_says_why(text, reason):
    member = facts(x__xml=text).members[0]
    assert reason in member.reason
    assert member.lines == 1


def test_what_follows_broken_xml_is_read_as_text():
    text = "<a>\n<b></a>\n2026-03-04 01:02:03 E fan 3 in FR2 stopped\n"
    found = facts(x__xml=text)
    assert [(event.spot.line, event.at) for event in found.events] == [(3, None)]
    assert found.members[0].lines == 3


def test_a_record_before_the_break_is_kept():
    text = "<list><drive><ID>FR1/DBA1/LTO-DRV1</ID><serialNumber>YX10443587</serialNumber><driveStatus>Ready</driveStatus></drive>\n<oops"
    assert [row.serial for row in facts(x__xml=text).rows] == ["YX10443587"]


def test_utf16_xml_is_read():
    text = '<?xml version="1.0" encoding="UTF-16"?>\n' + XML.split("\n", 1)[1]
    found = facts(x__xml=text.encode("utf-16"))
    assert {row.name for row in found.rows if isinstance(row, SupplyRow)} == {
        "FR2/PowerSupply1",
        "FR2/PowerSupply2",
    }


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, 2, {"b": null}], "c": "\\ud800"}',
        "[" * 400 + "]" * 400,
        '{"a": NaN',
        '{"a": "x',
        '{"a": {"b": 1',
    ],
)
def test_odd_json_never_stops_the_reader(text):
    assert facts(x__json=text).members[0].status == "parsed"


def test_what_is_open_when_json_ends_is_still_read():
    text = '{"drives": [{"path": "FR1/DBA1/LTO-DRV1", "serial": "YX10443587", "fw": "R3"'
    assert [row.serial for row in facts(x__json=text).rows] == ["YX10443587"]


def test_a_list_of_plain_values_is_kept_as_fields():
    found = facts(
        x__json='{"controllers": ["FR1/RIM1"], "controller": "FR1/RIM2", "failover_to": "FR1/RIM1"}'
    )
    assert [(row.name, row.taken_by) for row in found.rows if isinstance(row, ControllerRow)] == [
        ("FR1/RIM2", "FR1/RIM1")
    ]


def test_a_table_with_an_open_quote_loses_no_row():
    text = 'Barcode,Loads,Loads (MAM)\nTE0001L8,1,1\n"TE0002L8,2,3\nTE0003L8,4,4\n'
    rows = [row for row in facts(x__csv=text).rows if isinstance(row, TapeRow)]
    assert [(row.barcode, row.loads, row.chip_loads) for row in rows] == [
        ("TE0001L8", 1, 1),
        ("TE0002L8", 2, 3),
        ("TE0003L8", 4, 4),
    ]


def test_only_so_many_columns_are_read():
    names = ",".join(f"c{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300))
    text = names + "\n" + ("1," * 299 + "1\n") * 3
    assert "only the first 200 columns" in facts(x__csv=text).members[0].reason


def test_semicolons_and_tabs_and_comments():
    for separator in ";\t|":
        text = "# export\n" + "Barcode,Loads,Loads (MAM)\nTE0001L8,1,2\nTE0002L8,2,2\n\n".replace(
            ",", separator
        )
        rows = [row for row in facts(x__csv=text).rows if isinstance(row, TapeRow)]
        assert [row.chip_loads for row in rows] == [2, 2]
