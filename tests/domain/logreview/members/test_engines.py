"""The compiled kernel and plain Python answer alike, on whatever bytes."""

import ctypes
import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tam.adapters.evaluation.kernel import build
from tam.domain.logreview.members import codes, kernel
from tam.domain.logreview.members.bulklines import NONE
from tam.domain.logreview.members.bulkplain import Plain
from tam.domain.logreview.members.kernel import native
from tam.domain.logreview.members.kernel.native import Native, library
from tam.domain.logreview.thresholds import LIMITS

CC = shutil.which("cc")
PIECES = (
    b"2026-03-04 01:02:03",
    b"2026-03-05 23:59:60",
    b"Mar  4 01:02:03",
    b" I key 4 asc 53/00",
    b"4 , 53 /00h: 70 00 03 00 00",
    b"sense 0x012345",
    b"SeNsE: 0x12345",
    b"0X4h/0x53/0x00",
    b"f1,00 0x00 00",
    b" poll 17",
    b"\n",
    b"\n\n",
    b" ",
    b"deadbeef",
    b"\xc3\xa9\x00",
    b"z" * 70,
)
BYTES = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=30).map(b"".join),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The kernel, built for this run."""
    if CC is None:
        pytest.skip("there is no C compiler")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native.sys, "prefix", str(tmp_path_factory.mktemp("prefix")))
        library.cache_clear()
        assert "was built" in build(CC)
        found = library()
        library.cache_clear()
    assert isinstance(found, ctypes.CDLL)
    return found


def kinds(chunk):
    """Some kinds that a chunk's lines are of."""
    found = []
    for line in chunk.split(b"\n")[::2]:
        key = line.translate(None, b"0123456789abcdef")
        if key not in found:
            found.append(key)
    return found


def both(built, chunk):
    engines = Native(built), Plain()
    for engine in engines:
        for number, key in enumerate(kinds(chunk)):
            engine.add(key, number)
    return [(engine, *engine.cut(chunk)) for engine in engines]


@given(chunk=BYTES)
def test_the_same_lines_are_of_the_same_kinds(built, chunk):
    (_, lines, numbers), (_, plain, expected) = both(built, chunk)
    assert lines.starts.tolist() == plain.starts.tolist()
    assert lines.ends.tolist() == plain.ends.tolist()
    assert numbers.tolist() == expected.tolist()


@given(
    chunk=BYTES,
    start=st.integers(0, 4),
    days=st.lists(st.sampled_from([b"2026-03-04 ", b"2026-03-05 ", b"026-03-04 ", b"Mar  4 "])),
)
def test_the_same_clocks_are_read(built, chunk, start, days):
    known = {day: 86_400 * number for number, day in enumerate(days)}
    width = len(days[0]) if days else 11
    span = (start, start + width, start + width + 3, start + width + 6)
    found = [
        engine.moments(lines, len(lines.starts) // 3, span, known).tolist()
        for engine, lines, _ in both(built, chunk)
    ]
    assert found[0] == found[1]


def test_a_clock_is_read_by_its_digits_and_a_known_day(built):
    chunk = b"2026-03-04 01:02:03 a\n2026-03-05 01:02:03\n2026-03-04 24:00:00\n2026-03-04 01:02:0"
    for engine, lines, _ in both(built, chunk):
        found = engine.moments(lines, 0, (0, 11, 14, 17), {b"2026-03-04 ": 0})
        assert found.tolist() == [3723, NONE, NONE, NONE]


@given(chunk=BYTES, told=st.lists(st.integers(0, 6), unique=True, min_size=1), least=st.booleans())
def test_the_same_words_are_the_same_saying(built, chunk, told, least):
    told = tuple((place, 8 if least and place % 2 else 0) for place in sorted(told))
    lines = [line for line in chunk.split(b"\n") if line.count(b" ") >= 6]
    groups = []
    for engine, cut, _ in both(built, b"\n".join(lines)):
        sayings = engine.sayings(cut, np.arange(len(lines)), told) if lines else np.zeros(0)
        groups.append([sayings.tolist().index(one) for one in sayings.tolist()])
    assert groups[0] == groups[1]


@given(chunk=BYTES, start=st.integers(0, 30))
def test_no_line_with_a_code_is_passed_over(built, chunk, start):
    for engine, lines, _ in both(built, chunk):
        places = np.arange(len(lines.starts))
        may = engine.may_be_codes(lines, places, start)
        for place in places.tolist():
            assert may[place] or not codes.TRIPLES.findall(lines.line(place), start)


def test_many_lines_and_many_kinds_find_room(built):
    chunk = b"\n".join([b"z" * (number % 37) + b"y" * (number % 41) for number in range(40_000)])
    engine = Native(built)
    for number in range(37 * 41):
        engine.add(b"z" * (number % 37) + b"y" * (number % 41), number)
    _, kinds = engine.cut(chunk)
    assert kinds.tolist() == [number % (37 * 41) for number in range(40_000)]


def test_a_line_beyond_the_limit_is_no_business_of_the_kernel(built):
    with pytest.raises(ValueError, match="longer than the limit"):
        Native(built).cut(b"x" * (LIMITS.line_bytes + 1))


def test_without_a_kernel_plain_python_does_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr(native.sys, "prefix", str(tmp_path))
    library.cache_clear()
    try:
        assert library() is None
        assert isinstance(kernel.engine(), Plain)
    finally:
        library.cache_clear()


def test_a_kernel_that_was_built_is_used(built, monkeypatch):
    monkeypatch.setattr(kernel, "library", lambda: built)
    assert isinstance(kernel.engine(), Native)
