"""Bundles grown from small seeds by mutation, and what must hold of the review of any of them."""

import bz2
import gzip
import hashlib
import io
import lzma
from pathlib import Path

import zstandard
from hypothesis import strategies as st
from lying import Member, archive, streamed
from packing import tarred, zipped
from unpacking import walk

from tam.adapters.archives import Limits, leaves
from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.extract import extract
from tam.domain.logreview.judge import judge
from tam.domain.logreview.output import canonical, document
from tam.domain.logreview.text.lines import decode, sniff
from tam.domain.logreview.text.spots import Spot, clean

LIMITS = Limits(unpacked_bytes=1_000_000, members=60)
FOLDER = Path(__file__).parents[1] / "fuzz"
NAME = "5E21C0D4 2026-03-11 05.06.07.zip"
TEXTS = {path.name: path.read_bytes() for path in sorted((FOLDER / "seeds").iterdir())}
MAIL = (
    b"From: a@b.example\r\nTo: c@d.example\r\nSubject: logs\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nsee below\r\n--q\r\n"
    b'Content-Disposition: attachment; filename="trace.log"\r\n\r\n%s\r\n--q--\r\n'
)
WRAPS = (
    lambda data: zipped(("a.log", data), ("b/c.txt", TEXTS["words.txt"])),
    lambda data: archive(streamed(b"a.log", data), Member(b"../b", TEXTS["bars.log"], method=0)),
    lambda data: tarred(("a.log", data), ("d/e.csv", TEXTS["media.csv"])),
    lambda data: tarred(("a.log", data), mode="w:gz"),
    gzip.compress,
    bz2.compress,
    lzma.compress,
    zstandard.compress,
    lambda data: MAIL.replace(b"%s", data),
    lambda data: data.decode("latin-1").encode("utf-16"),
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: b"\n".join(TEXTS.values()) + data,
)
SEEDS = (
    *TEXTS.values(),
    *(WRAPS[place](text) for place in range(10) for text in list(TEXTS.values())[:6]),
)
PIECES = (
    b'\x00', b'\x00\x00' * 300, b'\xff', b'\xc0\xaf', b'\xed\xa0\x80', b'\xe2\x80\xa8',
    b'\x1b]8;;', b'\x1b[31m', b'\r', b'\r\n', b'\n\n', b'\t', b' ' * 300, b'x' * 5000,
    b'9' * 400, b'99999999999' * 400, b'-1', b'1e999', b'NaN', b'"', b"'", b'\\', b'\\u0000',
    b'\\ud800', b'{', b'}', b'[' * 300, b']', b'<', b'>', b'<a>' * 300, b'</', b'&',
    b'<!DOCTYPE x>', b'<![CDATA[', b'=', b': ', b',', b';', b'|', b'/', b'\xef\xbb\xbf',
    b'\xff\xfe', b'2026-02-30 25:61:61', b'0000-00-00', b'2026-03-04 10:00:00 ',
    b'Feb 29 10:00:00 ', b'1772600000', b'FR0/DBA0/', b'slot 99999', b'robot 9',
    b'key 4 asc 53/00', b'70 00 03 00', b'Flag40h: 1', b'=' * 90, b'\xc2\xb2', b'\xd9\xa3',
    b'\xc3\xa9', b'year', b'serial', b'[0x2e]', b'From a b\n',
)  # fmt: skip


def _mutated(data: bytes, how: int, first: int, second: int) -> bytes:
    """One change: bytes turned, cut, doubled, moved, put in; a piece of another seed; a wrap."""
    size = max(len(data), 1)
    at, to = sorted((first % size, second % size))
    piece = PIECES[second % len(PIECES)]
    other = SEEDS[second % len(SEEDS)]
    match how:
        case 0:
            return data[:at] + bytes((second % 256,)) + data[at + 1 :]
        case 1:
            return data[:at] + data[to:]
        case 2:
            return data[:to] + data[at : at + 700] + data[to:]
        case 3 | 4 | 5:
            return data[:at] + piece + data[at:]
        case 6:
            return data[:at] + other[first % len(other) :][:900] + data[to:]
        case 7:
            return data[:at]
        case 8:
            return data[:at] + piece * (1 + first % 9) + data[at + len(piece) :]
        case _:
            return WRAPS[second % len(WRAPS)](data[:20_000])


_STEP = st.tuples(st.integers(0, 9), st.integers(0, 1 << 16), st.integers(0, 1 << 16))
_GROWN = st.tuples(st.sampled_from(SEEDS), st.lists(_STEP, max_size=7))


def _grown(begin: tuple[bytes, list[tuple[int, int, int]]]) -> bytes:
    data, steps = begin
    for step in steps:
        data = _mutated(data, *step)
    return data[:60_000]


bundles = _GROWN.map(_grown)


def check(data: bytes) -> None:
    """The review of these bytes raises nothing, loses nothing, and proves what it says."""
    inside = leaves(io.BytesIO(data), NAME, LIMITS)
    facts = extract(Bundle(NAME, hashlib.sha256(data).hexdigest(), len(data), inside))
    found = walk(data, name=NAME, limits=LIMITS)
    assert [one.path for one in facts.members] == [one.path for one in found]
    for member, leaf in zip(facts.members, found, strict=True):
        assert member.size == len(leaf.data), member
        assert member.status in {"parsed", "mined", "opaque", "rejected"}
        assert (member.status == "rejected") == leaf.rejected
        assert member.reason or not leaf.rejected
        assert "reader stopped" not in (member.reason or ""), member
    said = document(judge([facts]))
    canonical(said).encode()
    (shown,) = said["bundles"]
    assert shown["coverage"]["bytes"] == sum(len(one.data) for one in found)
    _prove(spots(facts, said), found)


def spots(facts, said) -> list[Spot]:
    """Every line that the facts and the findings show."""
    rows = [row.spot for row in facts.rows] + [event.spot for event in facts.events]
    told = [*said["findings"], *said["undecided"]]
    return rows + [Spot(**spot) for finding in told for spot in finding["evidence"]]


def _prove(shown, found) -> None:
    lines: dict[str, list[list[str]]] = {}
    for leaf in found:
        lines.setdefault(leaf.path, []).append(_lines(leaf.data))
    for spot in set(shown):
        stands = [
            _bare(spot.text) in _bare(text) or _bare(spot.text) in _bare(clean(text))
            for member in lines[spot.member]
            for text in member[spot.line - 1 : spot.line]
        ]
        assert any(stands), spot


def _bare(text: str) -> str:
    return "".join(letter for letter in text if "!" <= letter <= "~")


def _lines(data: bytes) -> list[str]:
    """The lines of a member, counted without the reader's help."""
    sniffed = sniff(data[: 64 * 1024])
    if sniffed.encoding.value.startswith("utf-16"):
        data = data.decode(sniffed.encoding.value, "replace").encode("utf-8", "replace")
    if sniffed.returns_only:
        data = data.replace(b"\r", b"\n")
    return [decode(line) for line in data.split(b"\n")]
