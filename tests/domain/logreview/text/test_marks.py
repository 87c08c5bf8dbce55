"""Heads of lines that end before they say anything, and bytes at the edge of a block."""

import pytest

from tam.domain.logreview.text.headers import header
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.lines import Encoding, sniff
from tam.domain.logreview.text.spots import plain


@pytest.mark.parametrize(
    ("after", "level", "source", "body"),
    [
        (" 77 | E", Level.ERROR, "", ""),
        (" 77 | Motion | seek failed", Level.UNKNOWN, "Motion", "seek failed"),
        (" 1 2 3 4 5 6 7 seek", Level.UNKNOWN, "", "7 seek"),
        (" [12] E MOTION: seek", Level.ERROR, "MOTION", "seek"),
        ("", Level.UNKNOWN, "", ""),
    ],
)
def test_numbers_and_marks_in_front_are_no_part_of_the_text(after, level, source, body):
    head = header("", after)
    assert (head.level, head.source, head.body) == (level, source, body)


@pytest.mark.clause("TAM-06")
def test_a_broken_character_in_the_last_bytes_makes_no_text_binary():
    text = "\u00e9".encode() * 400
    assert sniff(text + b"\xc3(abc").encoding is Encoding.TEXT
    assert sniff(b"\xe9(" + text).encoding is Encoding.BINARY


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("\x1b[1;31mfan 3\x1b[0m stopped", "fan 3 stopped"),
        ("\x1b]0;title\x07fan 3", "fan 3"),
        ("f\0a\0n\x08 3\tbad", "fan  3\tbad"),
    ],
)
def test_terminal_escapes_and_nul_bytes_are_no_part_of_the_text(line, shown):
    assert plain(line) == shown
