"""Whatever is done to an archive, its reader raises nothing and stays within its budget."""

import bz2
import gzip
import lzma

import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from lying import Member, archive, streamed
from packing import LINES, tarred, zipped
from unpacking import walk

from tam.adapters.archives import Limits

LIMITS = Limits(unpacked_bytes=1_000_000, members=40)
NETS = ("what lies behind the damage", "could not be read beyond")  # for mistakes of our own
MAIL = (
    b"From: a@b\nTo: c@d\nSubject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\n"
    b"Content-Transfer-Encoding: base64\n\nbGluZSBvbmUK\n--q\n\ntext\n--q--\n"
)
WHOLE = [
    zipped(("a.log", LINES), ("b.gz", gzip.compress(LINES)), ("c.zip", zipped(("d", LINES)))),
    archive(streamed(b"a.log", LINES), Member(b"b", LINES, method=0), Member(b"c/", b"")),
    zipped(("a.log", LINES)) + zipped(("b.log", LINES)),
    tarred(("a.log", LINES), mode="w:gz"),
    tarred(("a.log", LINES), ("b" * 200, b""), ("c", MAIL)),
    lzma.compress(LINES),
    lzma.compress(LINES, lzma.FORMAT_ALONE),
    zstandard.compress(LINES) * 2,
    bz2.compress(LINES) + bz2.compress(LINES),
    MAIL,
    b"From a b\n" + MAIL + b"\nFrom a b\n" + MAIL,
]


@st.composite
def damaged(draw):
    """An archive with bytes changed, pieces repeated or moved, and its end cut off."""
    data = bytearray(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(data) - 1))
        match draw(st.integers(0, 3)):
            case 0:
                data[place] = draw(st.integers(0, 255))
            case 1:
                data[place : place + 4] = draw(st.sampled_from([b"\xff" * 4, b"\x00" * 4]))
            case 2:
                data[place:place] = data[: draw(st.integers(1, 600))]
            case _:
                other = draw(st.integers(0, len(data) - 1))
                data[place : place + 46] = data[other : other + 46]
    return bytes(data[: draw(st.integers(0, len(data)))])


def check(data):
    found = walk(data, limits=LIMITS)
    assert found != []
    assert sum(len(one.data) for one in found if one.path != "bundle.bin") <= 1_000_000
    assert len(found) <= 40 + 20
    assert [one for one in found if any(net in one.why for net in NETS)] == []
    assert all(len(one.path) <= 255 * 4 and one.path.isprintable() for one in found)


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_no_damage_ever_raises_or_leaves_the_budget(data):
    check(data)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2_000), st.sampled_from([one[:40] for one in WHOLE]))
def test_nothing_that_only_begins_like_an_archive_raises(tail, head):
    check(head + tail)
