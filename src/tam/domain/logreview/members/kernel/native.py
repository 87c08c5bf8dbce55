"""The kernel in C behind the same face as `Plain`."""

import ctypes
import os
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tam.domain.logreview.members.bulklines import NONE, Flags, Lines, Numbers, Span
from tam.domain.logreview.members.exposure import Told

_ROOM, _NO_ROOM = 32_768, -1
_TABLE = 4_096
_DAYS = 512
_TEXT, _NUMBERS = ctypes.c_char_p, ctypes.c_void_p
_WHOLE, _HASH = ctypes.c_int64, ctypes.c_uint64
_WORDS = npt.NDArray[np.uint64]
SIGNATURES: dict[str, tuple[tuple[type, ...], type | None]] = {
    "tam_lines": (
        (_TEXT, _WHOLE, _HASH, *(_NUMBERS,) * 2, _HASH, *(_NUMBERS,) * 4, _WHOLE),
        _WHOLE,
    ),
    "tam_moments": (
        (_TEXT, *(_NUMBERS,) * 2, _WHOLE, _NUMBERS, _TEXT, _NUMBERS, _WHOLE, _WHOLE, _NUMBERS),
        None,
    ),
    "tam_words": (
        (_TEXT, *(_NUMBERS,) * 2, _WHOLE, *(_NUMBERS,) * 2, _WHOLE, _HASH, _NUMBERS),
        None,
    ),
    "tam_codes": ((_TEXT, *(_NUMBERS,) * 2, _WHOLE, _WHOLE, _NUMBERS), None),
}


SOURCE = Path(__file__).with_name("kernel.c")


def built_path() -> Path:
    """Where a kernel built from this very text lies."""
    text = sha256(SOURCE.read_bytes()).hexdigest()[:16]
    return Path(sys.prefix) / "lib" / "tam" / f"kernel-{text}.so"


@cache
def library() -> ctypes.CDLL | None:
    """The built kernel; None where none was built for this text."""
    try:
        built = ctypes.CDLL(str(built_path()))
        for name, (takes, gives) in SIGNATURES.items():
            function = getattr(built, name)
            function.argtypes, function.restype = takes, gives
    except (OSError, AttributeError):
        return None
    return built


class _Room:
    """Arrays for what is found of so many lines."""

    def __init__(self, lines: int) -> None:
        self.starts, self.ends, self.kinds = (np.empty(lines, np.int64) for _ in range(3))
        self.hashes: _WORDS = np.empty(lines, np.uint64)
        every = (self.starts, self.ends, self.kinds, self.hashes)
        self.addresses = [one.ctypes.data for one in every]


class Native:
    """Lines by kind, their moments and words, by the compiled kernel."""

    def __init__(self, built: ctypes.CDLL) -> None:
        self.built = built
        self.seed = int.from_bytes(os.urandom(8), "little")
        self.room = _Room(_ROOM)
        self.one = _Room(1)
        self.forget()

    def forget(self) -> None:
        """Know no kind any more."""
        self.known: list[tuple[int, int]] = []
        self._make_table(_TABLE)

    def _make_table(self, size: int) -> None:
        self.keys: _WORDS = np.zeros(size, np.uint64)
        self.numbers = np.zeros(size, np.int32)
        for key, number in self.known:
            self._put(key, number)

    def _put(self, key: int, number: int) -> None:
        mask = len(self.keys) - 1
        slot = key & mask
        while self.numbers[slot] and int(self.keys[slot]) != key:
            slot = (slot + 1) & mask
        self.keys[slot], self.numbers[slot] = key, number + 1

    def add(self, key: bytes, number: int) -> None:
        """Know one more kind."""
        self._lines(key, self.one)
        self.known.append((int(self.one.hashes[0]), number))
        if 4 * len(self.known) > len(self.keys):
            self._make_table(4 * len(self.keys))
        else:
            self._put(*self.known[-1])

    def _lines(self, chunk: bytes, room: "_Room") -> int:
        count: int = self.built.tam_lines(
            chunk,
            len(chunk),
            self.seed,
            self.keys.ctypes.data,
            self.numbers.ctypes.data,
            len(self.keys) - 1,
            *room.addresses,
            len(room.starts),
        )
        return count

    def cut(self, chunk: bytes) -> tuple[Lines, Numbers]:
        """The lines of a chunk and the number of each one's kind, -1 for one not known.

        They hold until the next chunk is cut.
        """
        count = self._lines(chunk, self.room)
        while count == _NO_ROOM:
            self.room = _Room(4 * len(self.room.starts))
            count = self._lines(chunk, self.room)
        if count < 0:
            raise ValueError("a line is longer than the limit")
        lines = Lines(chunk, self.room.starts[:count], self.room.ends[:count])
        return lines, self.room.kinds[:count]

    def moments(self, lines: Lines, first: int, span: Span, days: dict[bytes, int]) -> Numbers:
        """The moments of the lines from this one on, NONE where a day is not known."""
        width = span[1] - span[0]
        keys = [key for key in days if len(key) == width][-_DAYS:]
        values = np.array([days[key] for key in keys], np.int64)
        starts, ends = lines.starts[first:], lines.ends[first:]
        found = np.empty(len(starts), np.int64)
        where = np.array(span, np.int64)
        self.built.tam_moments(
            lines.chunk,
            starts.ctypes.data,
            ends.ctypes.data,
            len(starts),
            where.ctypes.data,
            b"".join(keys),
            values.ctypes.data,
            len(keys),
            NONE,
            found.ctypes.data,
        )
        return found

    def sayings(self, lines: Lines, places: Numbers, told: Told) -> Numbers:
        """A number for the words that decide, the same for the same words."""
        starts, ends = lines.starts[places], lines.ends[places]
        words = np.array([place for place, _ in told], np.int64)
        least = np.array([most for _, most in told], np.int64)
        found = np.empty(len(places), np.int64)
        self.built.tam_words(
            lines.chunk,
            starts.ctypes.data,
            ends.ctypes.data,
            len(places),
            words.ctypes.data,
            least.ctypes.data,
            len(told),
            self.seed,
            found.ctypes.data,
        )
        return found

    def may_be_codes(self, lines: Lines, places: Numbers, start: int) -> Flags:
        """Which lines may hold sense data; never one that does is left out."""
        starts, ends = lines.starts[places], lines.ends[places]
        found: Flags = np.zeros(len(places), np.bool_)
        self.built.tam_codes(
            lines.chunk,
            starts.ctypes.data,
            ends.ctypes.data,
            len(places),
            start,
            found.ctypes.data,
        )
        return found
