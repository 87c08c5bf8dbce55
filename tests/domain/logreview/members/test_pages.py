"""Log pages of drives, as tools print them in text and in hexadecimal."""

import pytest
from logdialects import facts

from tam.domain.logreview.rows import DrivePages

HEAD = "# FR1/DBA1/LTO-DRV1 serial YX10443587 at 2026-03-11 04:06:07 UTC\n    IBM       ULT3580-TD8       R3G3\n"
ZONE = "Library serial: 5E21C0D4\nCaptured: 2026-03-11 05:06:07\nUTC offset: +01:00\n"


def pages(text, **others):
    return [row for row in facts(pages__txt=text, **others).rows if isinstance(row, DrivePages)]


def values(row):
    return {name: value for name, value, _ in row.values}


def test_pages_of_one_drive():
    text = (
        HEAD
        + """Write error counter page  [0x2]
  Total uncorrected errors = 3
Sequential access device page (ssc-3)
  Cleaning action required
Temperature page  [0xd]
  Current temperature = 35 C
  Reference temperature = 60 C
Device statistics page (ssc-3 and adc)
  Lifetime media loads: 532
  Lifetime media motion (head) hours: 3269
  Hard write errors: 0
Volume statistics page (ssc-4), subpage=0
  Thread count: 232
  Volume barcode: CM2249L8
  Volume serial number: MF59TWPPJE
TapeAlert page (ssc-3)  [0x2e]
  Hard error: 1
  Cleaning required: 0
  Reserved (30h): 1
  Reserved parameter code 0x3d, flag: 1
"""
    )
    (row,) = pages(text, about__txt=ZONE)
    assert (row.drive, row.path, row.kind, row.firmware) == (
        "YX10443587",
        "FR1/DBA1/LTO-DRV1",
        "IBM ULT3580-TD8",
        "R3G3",
    )
    assert row.at.isoformat() == "2026-03-11T05:06:07+01:00"
    assert row.barcode == "CM2249L8"
    assert [flag for flag, _ in row.flags] == [3, 48, 61]
    assert values(row) == {
        "write uncorrected": 3,
        "cleaning wanted": 1,
        "celsius": 35,
        "reference celsius": 60,
        "loads": 532,
        "head hours": 3269,
        "hard write errors": 0,
        "tape threads": 232,
    }


def test_many_drives_in_one_member():
    text = (
        HEAD
        + "Temperature page  [0xd]\n  Current temperature = 35 C\n"
        + HEAD.replace("YX10443587", "YX10443588")
        + "Temperature page  [0xd]\n  Current temperature = 36 C\n"
    )
    assert [(row.drive, values(row)["celsius"]) for row in pages(text)] == [
        ("YX10443587", 35),
        ("YX10443588", 36),
    ]


def test_a_serial_may_follow_the_inquiry():
    text = "    IBM       ULT3580-TD8       R3G3\nUnit serial number: YX10443587\nTemperature page  [0xd]\n  Temperature: 35 C\nTemperature page  [0xd]\n"
    assert [(row.drive, row.firmware) for row in pages(text)] == [("YX10443587", "R3G3")]


def test_the_history_of_a_drive_names_cartridges():
    text = (
        HEAD
        + """Tape diagnostics data page (ssc-3) [0x16]
  Parameter code: 0
    Lifetime media motion hours: 6228
    Sense key: 0x4 [Hardware Error]
    Additional sense code: 0x53
    Additional sense code qualifier: 0x0
    Operation code: 0x1b
    Medium id number (in hex):
 00     4d 47 33 34 30 34 20 20  20 20 20 20 20 20 20 20    MG3404
  Parameter code: 1
    Sense key: 0x0 [No Sense]
    Additional sense code: bad
  Parameter code: 2
"""
    )
    (row,) = pages(text)
    assert [(str(one.sense), one.opcode, one.tape, one.hours) for one in row.history] == [
        ("4/53/00", 0x1B, "MG3404", 6228)
    ]


def test_the_response_page_and_the_status_page():
    text = (
        HEAD
        + "TapeAlert response page (ssc-3, adc-3) [0x12]\n  Flag01h: 0  02h: 0  14h: 1\n  Flag41h: 1\nDT device status page (ssc-3, adc-3) [0x11]\n  PAMR=0 CRQST=0 CRQRD=1 DINIT=1\n"
    )
    (row,) = pages(text)
    assert [flag for flag, _ in row.flags] == [20]
    assert values(row) == {"cleaning wanted CRQRD": 1}


HEX = """    IBM       ULT3580-TD8       R3G3
serial YX10443587
No ascii information for page = 0x2e, here is hex:
 00     2e 00 00 0f 00 03 c0 01  01 00 14 c0 01 01 00 15
 10     c0 01 00                                            ...
No ascii information for page = 0x0d, here is hex:
 00     0d 00 00 0c 00 00 03 02  00 42 00 01 03 02 00 3c    .......B.......<
"""


def test_pages_in_hexadecimal_are_decoded():
    (row,) = pages(HEX)
    assert [flag for flag, _ in row.flags] == [3, 20]
    assert values(row) == {"celsius": 66, "reference celsius": 60}


def test_rows_of_bytes_in_another_page_are_no_page():
    text = (
        HEAD
        + "DT device status page (ssc-3, adc-3) [0x11]\n Reserved [parameter_code=0x4]:\n 00     2e 00 00 05 00 03 c0 01  01\nTemperature page  [0xd]\n  Temperature: 35 C\n"
    )
    assert [row.flags for row in pages(text)] == [()]


@pytest.mark.parametrize("bit", ["required", "needed"])
def test_the_sentence_of_page_0c(bit):
    (row,) = pages(
        HEAD + f"Sequential access device page (ssc-3)  [0xc]\n  Cleaning action {bit}\n"
    )
    assert values(row) == {"cleaning wanted": 1}


def test_pages_that_say_nothing_are_not_kept():
    assert (
        pages(
            HEAD
            + "Temperature page  [0xd]\n  Temperature: <not available>\nTemperature page  [0xd]\n"
        )
        == []
    )


def test_where_no_zone_is_stated_the_pages_own_zone_is_no_help():
    (row,) = pages(HEAD + "Temperature page  [0xd]\n  Temperature: 35 C\nTemperature page  [0xd]\n")
    assert row.at is None
