"""Bytes become numbered lines, whatever their encoding and their ends."""

import pytest

from tam.domain.logreview.text.lines import Encoding, Text, cut, decode, sniff
from tam.domain.logreview.thresholds import LIMITS


def lines(data, step=7):
    blocks = (data[at : at + step] for at in range(0, len(data), step))
    text = Text(blocks, sniff(data[:65536]))
    return [line for batch in text.batches() for line in batch]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"plain text\n", Encoding.TEXT),
        ("Pr\u00fcfung bestanden\n".encode(), Encoding.TEXT),
        ("Pr\u00fcfung bestanden\n".encode("latin-1"), Encoding.TEXT),
        ("\ufefffault\n".encode("utf-16-le"), Encoding.UTF16_LE),
        ("\ufefffault\n".encode("utf-16-be"), Encoding.UTF16_BE),
        ("drive fault\n".encode("utf-16-le"), Encoding.UTF16_LE),
        ("drive fault\n".encode("utf-16-be"), Encoding.UTF16_BE),
        (bytes(range(256)) * 4, Encoding.BINARY),
        (b"\0" * 4096, Encoding.BINARY),
        (b"a\0b\0\0\0c fault\n" + b"\0" * 100, Encoding.TEXT),
        (b"\x89PNG\r\n\x1a\n0000", Encoding.BINARY),
        (b"\xe9" * 2000, Encoding.BINARY),
        (b"", Encoding.TEXT),
    ],
)
def test_the_encoding_is_read_from_the_bytes(data, encoding):
    assert sniff(data).encoding is encoding


def test_a_character_cut_at_the_end_of_the_beginning_is_no_damage():
    assert sniff(("\u00e9" * 40).encode()[:-1]).encoding is Encoding.TEXT


def test_only_a_line_feed_ends_a_line():
    data = "a\u2028b\x0bc\x85d\r\nsecond\rstill second\n\nfourth".encode()
    assert lines(data) == ["a\u2028b\x0bc\x85d".encode(), b"second\rstill second", b"", b"fourth"]


def test_carriage_returns_alone_end_lines_and_say_so():
    assert lines(b"one\rtwo\rthree") == [b"one", b"two", b"three"]
    assert sniff(b"one\rtwo").reasons == ("carriage returns alone end the lines",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_every_encoding_gives_the_same_lines(encoding):
    data = "\ufefffan 3 \u00e9\nstopped\n".encode(encoding.removesuffix("-sig"))
    assert lines(data) == ["fan 3 \u00e9".encode(), b"stopped"]


def test_a_line_without_end_is_cut_and_the_next_is_whole():
    data = b"x" * 300_000 + b"\nnext\n" + b"y" * 70_000 + b"\r\nlast"
    found = lines(data, step=50_000)
    assert [len(line) for line in found] == [65_536, 4, 65_536, 4]
    assert found[-1] == b"last"


def test_the_last_line_counts_without_its_end():
    assert list(cut([b"a\nb"], sniff(b"a\nb"))) == [[b"a"], [b"b"]]


def test_pieces_of_a_long_line_keep_its_number():
    text = Text(iter([b"ab\r\n" + b"x" * 100_000, b"x" * 40_000 + b"\nend"]), sniff(b"ab\n"))
    pieces = [(len(piece), ends) for piece, ends in text.pieces()]
    assert pieces == [(2, True), (65_536, False), (34_464, False), (40_000, True), (3, True)]
    assert text.lines == 3


def test_a_last_piece_without_end_is_counted():
    text = Text(iter([b"x" * 70_000]), sniff(b"x"))
    assert [ends for _, ends in text.pieces()] == [False, False, True]
    assert text.lines == 1


def test_lines_that_are_no_utf8_are_counted_and_still_read():
    text = Text(iter([b"good\n", "Stra\u00dfe\n".encode("latin-1"), b"good\n"]), sniff(b"good\n"))
    found = [decode(line) for batch in text.batches() for line in batch]
    assert (found, text.odd_lines) == (["good", "Stra\u00dfe", "good"], 1)


def test_a_long_line_is_cut_wherever_it_stands_and_the_others_stay_whole():
    long = b"x" * (LIMITS.line_bytes + 5)
    text = b"a\n" * 40_000 + long + b"\nb\n" + long + b"\nc\n" * 3
    found = [line for batch in cut([text], sniff(text[:100])) for line in batch]
    cut_line = long[: LIMITS.line_bytes]
    assert found == [b"a"] * 40_000 + [cut_line, b"b", cut_line, b"c", b"", b"c", b"", b"c"]


def test_a_line_as_long_as_the_limit_is_whole_at_every_place():
    for before in (0, 1, LIMITS.line_bytes // 2 - 1, LIMITS.line_bytes // 2):
        text = b"y" * before + b"\n" + b"z" * LIMITS.line_bytes + b"\nend"
        found = [line for batch in cut([text], sniff(b"y\n")) for line in batch]
        assert [len(line) for line in found] == [before, LIMITS.line_bytes, 3]
