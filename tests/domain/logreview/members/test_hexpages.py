"""Log pages printed as bytes."""

import pytest
from logparts import sink

from tam.domain.logreview.members.hexpages import HexPages, is_hex_line

ALERTS = (
    "00     2e 00 00 14 00 05 03 01  01 00 14 03 01 00 00 15    ................",
    "10     03 01 01 00 16 03 01 00",
)


def pages(*lines):
    made, found = sink(), HexPages()
    for number, line in enumerate(lines, start=1):
        found.add(line, made.spot(number, line))
    return found


@pytest.mark.parametrize(
    ("line", "is_row"),
    [
        (ALERTS[0], True),
        ("0x0010: 00 01 02 03", True),
        ("2e 00 00 0f 00", True),
        ("Temperature page", False),
        ("12 34", False),
    ],
)
def test_a_row_of_bytes_is_known(line, is_row):
    assert is_hex_line(line) is is_row


@pytest.mark.clause("TAM-06")
def test_set_flags_of_page_2e_are_read_across_rows_and_clear_ones_are_not():
    found = pages(*ALERTS, "no row of bytes")
    assert [(code, spot.line) for code, spot in found.flags()] == [(5, 1), (21, 1)]


def test_temperature_of_page_0d_is_read_and_all_ones_are_unknown():
    found = pages("00  0d 00 00 0c 00 00 03 02 00 23 00 01 03 02 00 28")
    assert [(name, value) for name, value, _ in found.values()] == [
        ("celsius", 35),
        ("reference celsius", 40),
    ]
    unknown = pages("00  0d 00 00 06 00 00 03 02 ff ff")
    assert unknown.values() == []


def test_offset_zero_begins_the_next_page():
    found = pages(
        "00  0d 00 00 06 00 00 03 02 00 23",
        "00  03 00 00 08 00 06 03 04 00 00 00 02",
    )
    assert [(name, value) for name, value, _ in found.values()] == [
        ("celsius", 35),
        ("read uncorrected", 2),
    ]


def test_without_offsets_a_page_ends_where_its_length_says():
    found = pages(
        "0d 00 00 06 00 00 03 02 00 23",
        "2e 00 00 05 00 05 03 01 01",
    )
    assert [value for _, value, _ in found.values()] == [35]
    assert [code for code, _ in found.flags()] == [5]


def test_a_page_of_unknown_code_or_without_a_whole_head_says_nothing():
    found = pages("00  30 00 00 06 00 06 03 02 00 23")
    assert (found.values(), found.flags()) == ([], [])
    found.pages.append((bytearray(b"\x2e\x00"), sink().spot(9, "2e 00")))
    assert found.flags() == []


def test_a_flag_number_beyond_64_is_none():
    assert pages("00  2e 00 00 05 00 41 03 01 01").flags() == []


UNFINISHED = "00     2e 00 00 0f 00 05 03 01  01 00 14 03 01 01 00 15"


@pytest.mark.parametrize(
    "last", ["10     03 01 01", "03 01 01", "0x10: 03 01 01", "10: 03 01 01  ..."]
)
def test_a_last_row_of_fewer_than_four_bytes_completes_its_page(last):
    assert not is_hex_line(last)
    assert pages(UNFINISHED).takes(last)
    assert [code for code, _ in pages(UNFINISHED, last).flags()] == [5, 20, 21]


@pytest.mark.parametrize("line", ["03 01", "20     03 01 01", "Temperature", "03 01 0"])
def test_a_short_row_that_is_not_what_the_page_lacks_is_none(line):
    assert not pages(UNFINISHED).takes(line)
    assert not HexPages().takes(line)
