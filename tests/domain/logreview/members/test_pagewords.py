"""The words of log pages: headings, drives, wishes, hexadecimal values."""

import pytest
from logparts import rows, sink

from tam.domain.logreview.members.pagewords import cleaning_wish, drive_named, hexed, page_of
from tam.domain.logreview.members.sglogs import SgLogs


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("Temperature page  [0xd]", 0x0D),
        ("TapeAlert page (ssc-3)  [0x2e, 0x0]", 0x2E),
        ("Device statistics page (ssc-3 and adc)", 0x14),
        ("  Current temperature = 35 C", None),
    ],
)
def test_a_heading_opens_a_page_by_its_code_or_by_its_name(line, page):
    assert page_of(line) == page


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    ("line", "page", "drive"),
    [
        ("# FR1/DBA1/LTO-DRV1 serial YX10443587", -1, "YX10443587"),
        ("Volume serial number: MF59TWPPJE", 0x17, None),
        ("serial number: UNKNOWN", -1, None),
        ("Thread count: 232", 0x17, None),
        ("=== YX10443587 ===", 0x17, "YX10443587"),
        ("# FR1/DBA1/LTO-DRV1", -1, "FR1/DBA1/LTO-DRV1"),
        ("--- end ---", -1, None),
    ],
)
def test_a_line_announces_a_drive_unless_it_is_of_a_cartridge(line, page, drive):
    assert drive_named(line, page) == drive


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("PAMR=0 CRQST=1 CRQRD=0", "cleaning wanted CRQST"),
        ("Cleaning action required", "cleaning wanted"),
        ("Cleaning action not required (or completed)", ""),
        ("Cleaning action", ""),
        ("CRQST=0 CRQRD=0", ""),
    ],
)
def test_a_wish_to_be_cleaned_is_told_from_its_absence(line, wish):
    assert cleaning_wish(line) == wish


@pytest.mark.parametrize(
    ("text", "value"),
    [("0x53", 0x53), ("4h, hardware", 4), ("53", 0x53), ("bad one", 0xBAD), ("none", None), (None, None), ("", None)],
)  # fmt: skip
def test_a_value_is_hexadecimal_or_none(text, value):
    assert hexed(text) == value


def test_a_medium_without_letters_in_its_bytes_names_no_cartridge():
    made = sink()
    reader = SgLogs(made)
    reader.feed(
        rows(
            "serial YX10443587\nTape diagnostics data page [0x16]\n  Parameter code: 0\n"
            "    Sense key: 0x4\n    Additional sense code: 0x53\n"
            "    Additional sense code qualifier: 0x0\n    Medium id number (in hex):\n"
            " 00     20 20 20 20 20 20 20 20  20 20 20 20 20 20 20 20      ..        \n"
        )
    )
    reader.finish()
    assert [(str(one.sense), one.tape) for one in made.rows[0].history] == [("4/53/00", "")]
