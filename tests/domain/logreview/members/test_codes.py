"""Codes in informational lines: decided once for each code, and only the useful ones are read."""

import pytest

from tam.domain.logreview.members import codes
from tam.domain.logreview.members.codes import Codes


def wanted(first, *others):
    made = Codes(first, 0)
    return [made.wanted(line.encode()) for line in (first, *others)]


@pytest.mark.clause("TAM-06")
def test_a_reset_is_wanted_and_a_drive_that_becomes_ready_is_not():
    lines = ("LTO-DRV1 2/04/01 seen", "LTO-DRV1 6/29/00 seen", "LTO-DRV1 2/04/01 seen")
    assert wanted(*lines) == [False, True, False]


def test_the_answer_for_a_code_is_kept(monkeypatch):
    made = Codes("LTO-DRV1 6/29/00 seen", 0)
    assert made.wanted(b"LTO-DRV1 6/29/00 seen")
    monkeypatch.setattr(codes, "senses", lambda _: pytest.fail("read again"))
    assert made.wanted(b"LTO-DRV7 6/29/00 seen")


def test_only_so_many_codes_are_kept_and_others_are_read_each_time(monkeypatch):
    monkeypatch.setattr(codes, "_KEPT", 0)
    made = Codes("LTO-DRV1 6/29/00 seen", 0)
    assert [made.wanted(b"LTO-DRV1 6/29/00 seen"), made.known] == [True, {}]


def test_a_sense_page_of_a_cache_holds_no_code():
    assert wanted("mode sense page 44ed1eb8 served from cache") == [False]


def test_bytes_of_sense_data_are_codes_too():
    line = "sense bytes 70 00 06 00 00 00 00 0a 00 00 00 00 29 00"
    assert wanted(line) == [True]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("drive LTO-DRV1: TapeAlert 11", True),
        ("drive LTO-DRV1: TapeAlert 11 cleared", False),
        ("drive LTO-DRV1 sense key 6 asc 29 ascq 00", True),
        ("drive LTO-DRV1 sense key 2 asc 04 ascq 01", False),
    ],
)
def test_flags_and_keys_in_words_are_read_line_by_line(line, told):
    assert wanted(line) == [told]


def test_the_time_in_front_of_a_line_is_no_code():
    line = b"10/15/2025 05:29:00 sense of rail"
    assert not Codes("sense of rail", 19).wanted(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            b"#17 Error FR1/D2 1/17/01 recovered with retries, vol TE2789L8",
            "Error FR1/D2 1/17/01 recovered retries, vol",
        ),
        (b"log sense page 0c94 length 17 of 4", "sense page length of"),
        (b"poll 70 00 03 00", "70 00 03 00"),
        (b"voltage: 72.41 mA", "voltage: 72.41 mA"),
        (b"drive 3 -53/00", "3 -53/00"),
        (b"vol 3", ""),
    ],
)
def test_a_lone_word_is_no_part_of_a_code(line, words):
    told = [line.split(b" ")[place].decode() for place, _ in Codes("sense", 0).tell(line)]
    assert " ".join(told) == words
