"""The four steps that a compiled kernel takes, in NumPy and plain Python, with the same outcome."""

import re
from itertools import repeat
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from tam.domain.logreview.members.bulklines import NONE, Flags, Lines, Numbers, Span
from tam.domain.logreview.members.exposure import Told
from tam.domain.logreview.members.loglines import kind_key

_PAD = bytes(256)
_MAY_BE_CODE = re.compile(
    rb"[/:,.-]\s?(?:0x)?[0-9a-f]{1,2}h?\s?[/:,.-]\s?(?:0x)?[0-9a-f]"
    rb"|[7f][0-3][ ,:]+(?:0x)?[0-9a-f]{2}[ ,:]+(?:0x)?[0-9a-f]{2}"
    rb"|sense\W{0,3}(?:0x)?[0-9a-f]{5,6}",
    re.IGNORECASE,
)


class Plain:
    """Lines by kind, their moments and words, without compiled code of ours."""

    def __init__(self) -> None:
        self.index: dict[bytes, int] = {}
        self.raw = np.zeros(0, np.uint8)

    def forget(self) -> None:
        """Know no kind any more."""
        self.index = {}

    def add(self, key: bytes, number: int) -> None:
        """Know one more kind."""
        self.index[key] = number

    def cut(self, chunk: bytes) -> tuple[Lines, Numbers]:
        """The lines of a chunk and the number of each one's kind, -1 for one not known."""
        self.raw = np.frombuffer(chunk + _PAD, np.uint8)
        ends = np.append(np.flatnonzero(self.raw[: len(chunk)] == 10), len(chunk))
        starts = np.zeros_like(ends)
        starts[1:] = ends[:-1] + 1
        lines = Lines(chunk, starts, ends)
        keys = kind_key(chunk).split(b"\n")
        return lines, np.fromiter(map(self.index.get, keys, repeat(-1)), np.int64, len(keys))

    def moments(self, lines: Lines, first: int, span: Span, days: dict[bytes, int]) -> Numbers:
        """The moments of the lines from this one on, NONE where a day is not known."""
        start, hour, minute, second = span
        width = -(-(second + 2 - start) // 8) * 8
        size = len(self.raw) - start - width + 1
        every = np.lib.stride_tricks.as_strided(
            self.raw[start:], (size, width), (1, 1), writeable=False
        )
        rows = every[lines.starts[first:]]
        long = lines.ends[first:] - lines.starts[first:] >= second + 2
        day, known = _days(days, rows, hour - start)
        hours, good_hours = _pair(rows, hour - start, 24)
        minutes, good_minutes = _pair(rows, minute - start, 60)
        seconds, good_seconds = _pair(rows, second - start, 60)
        good = long & known & good_hours & good_minutes & good_seconds
        found: Numbers = np.where(good, day + hours * 3600 + minutes * 60 + seconds, NONE)
        return found

    def sayings(self, lines: Lines, places: Numbers, told: Told) -> Numbers:
        """A number for the words that decide, the same for the same words."""
        words = map(bytes.split, lines.some(places), repeat(b" "))
        if any(least for _, least in told):
            kept = (
                tuple([one[place] if len(one[place]) >= least else b"" for place, least in told])
                for one in words
            )
            return np.fromiter(map(hash, kept), np.int64, len(places))
        chosen = itemgetter(*[place for place, _ in told])
        return np.fromiter(map(hash, map(chosen, words)), np.int64, len(places))

    def may_be_codes(self, lines: Lines, places: Numbers, start: int) -> Flags:
        """Which lines may hold sense data; never one that does is left out."""
        texts = [line[start:] for line in lines.some(places)]
        if _MAY_BE_CODE.search(b"\n|\n".join(texts)) is None:
            return np.zeros(len(places), np.bool_)
        return np.array([_MAY_BE_CODE.search(text) is not None for text in texts], np.bool_)


def _pair(rows: npt.NDArray[np.uint8], at: int, most: int) -> tuple[Numbers, Flags]:
    """Two digits as a number, and whether they are digits of a number below this one."""
    tens, ones = rows[:, at] - np.uint8(48), rows[:, at + 1] - np.uint8(48)
    value = tens.astype(np.int64) * 10 + ones
    return value, (tens < 10) & (ones < 10) & (value < most)


def _days(days: dict[bytes, int], rows: npt.NDArray[np.uint8], width: int) -> tuple[Numbers, Flags]:
    """The days by the bytes in front of the clock; neighbours mostly share one."""
    words = rows.view(np.uint64)
    change = np.zeros(len(rows), np.bool_)
    change[:1] = True
    for number in range(-(-width // 8)):
        kept = min(8, width - 8 * number)
        word = words[:, number] & np.uint64((1 << 8 * kept) - 1)
        change[1:] |= word[1:] != word[:-1]
    begins = np.flatnonzero(change)
    keys = [bytes(row) for row in rows[begins, :width]]
    counts = np.diff(np.append(begins, len(rows)))
    every = np.repeat(np.array([days.get(key, NONE) for key in keys], np.int64), counts)
    return every, every != NONE
