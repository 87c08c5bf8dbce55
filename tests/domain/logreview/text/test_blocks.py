"""Bytes on their way to a reader: holes closed, lines beyond the limit counted."""

import pytest

from tam.domain.logreview.text.blocks import Blocks
from tam.domain.logreview.text.lines import Encoding, Sniffed
from tam.domain.logreview.thresholds import LIMITS

LIMIT = LIMITS.line_bytes


def through(data, *, size=1 << 20, sniffed=None):
    """What comes out of blocks of this size, and how many lines were too long."""
    parts = (data[at : at + size] for at in range(0, len(data), size))
    blocks = Blocks(parts, sniffed or Sniffed(Encoding.TEXT))
    return b"".join(blocks), blocks.long


@pytest.mark.parametrize("size", [1 << 20, 7_000, 65_536, 65_537])
@pytest.mark.parametrize(
    ("lines", "long"),
    [
        ([LIMIT], 0),
        ([LIMIT + 1], 1),
        ([5, LIMIT, 9, LIMIT + 1, LIMIT - 1], 1),
        ([3 * LIMIT, 0, 0, 4 * LIMIT, 7], 2),
        ([100] * 2_000, 0),
        ([], 0),
    ],
)
def test_lines_beyond_the_limit_are_counted_however_the_blocks_fall(lines, long, size):
    data = b"".join(b"x" * length + b"\n" for length in lines)
    assert through(data, size=size) == (data, long)
    assert through(data.removesuffix(b"\n"), size=size)[1] == long


def test_where_carriage_returns_end_lines_they_are_what_is_looked_for():
    sniffed = Sniffed(Encoding.TEXT, returns_only=True)
    assert through(b"x" * 50_000 + b"\r" + b"y" * 50_000, sniffed=sniffed)[1] == 0


def test_two_bytes_a_letter_make_twice_the_length():
    data = ("x" * 60_000 + "\n").encode("utf-16-le")
    assert through(data, sniffed=Sniffed(Encoding.UTF16_LE)) == (data, 0)


def test_a_hole_becomes_one_zero_and_single_zeros_stay():
    assert through(b"a\0b" + bytes(5_000) + b"c\0\0d")[0] == b"a\0b\0c\0\0d"


def test_zeros_of_two_byte_letters_are_no_hole():
    data = "\0\0\0\0\0\0x".encode("utf-16-le")
    assert through(data, sniffed=Sniffed(Encoding.UTF16_LE))[0] == data
