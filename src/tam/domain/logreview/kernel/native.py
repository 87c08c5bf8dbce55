"""The kernel in C behind the same face as `Plain`."""

import ctypes
import os
import sys
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tam.domain.logreview.members.bulklines import NONE, PAD, Flags, Lines, Numbers, Span
from tam.domain.logreview.members.exposure import Told

_ROOM = 32_768
_TABLE = 4_096
_DAYS = 512
_TEXT, _NUMBERS = ctypes.c_char_p, ctypes.c_void_p
_WHOLE, _HASH = ctypes.c_int64, ctypes.c_uint64
_WORDS = npt.NDArray[np.uint64]
SIGNATURES: dict[str, tuple[tuple[type, ...], type | None]] = {
    "tam_lines": (
        (_NUMBERS, _WHOLE, _HASH, *(_NUMBERS,) * 2, _HASH, *(_NUMBERS,) * 4, _WHOLE),
        _WHOLE,
    ),
    "tam_moments": (
        (*(_NUMBERS,) * 3, _WHOLE, _NUMBERS, _TEXT, _NUMBERS, _WHOLE, _WHOLE, _NUMBERS),
        None,
    ),
    "tam_words": ((*(_NUMBERS,) * 3, _WHOLE, *(_NUMBERS,) * 2, _WHOLE, _HASH, _NUMBERS), None),
    "tam_codes": ((*(_NUMBERS,) * 3, _WHOLE, _WHOLE, _NUMBERS), None),
}


def source() -> bytes:
    """The kernel's text."""
    return resources.files("tam.domain.logreview.kernel").joinpath("kernel.c").read_bytes()


def built_path() -> Path:
    """Where a kernel built from this very text lies."""
    return Path(sys.prefix) / "lib" / "tam" / f"kernel-{sha256(source()).hexdigest()[:16]}.so"


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


class Native:
    """Lines by kind, their moments and words, by the compiled kernel."""

    def __init__(self, built: ctypes.CDLL) -> None:
        self.built = built
        self.seed = int.from_bytes(os.urandom(8), "little")
        self.forget()
        self._make_room(_ROOM)

    def _make_room(self, lines: int) -> None:
        self.starts, self.ends, self.kinds = (np.zeros(lines, np.int64) for _ in range(3))
        self.hashes: _WORDS = np.zeros(lines, np.uint64)

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
        self._lines(np.frombuffer(key + PAD, np.uint8), len(key))
        self.known.append((int(self.hashes[0]), number))
        if 4 * len(self.known) > len(self.keys):
            self._make_table(4 * len(self.keys))
        else:
            self._put(*self.known[-1])

    def _lines(self, raw: npt.NDArray[np.uint8], size: int) -> int:
        count = -1
        while count == -1:
            count = self.built.tam_lines(
                raw.ctypes.data,
                size,
                self.seed,
                self.keys.ctypes.data,
                self.numbers.ctypes.data,
                len(self.keys) - 1,
                self.starts.ctypes.data,
                self.ends.ctypes.data,
                self.kinds.ctypes.data,
                self.hashes.ctypes.data,
                len(self.starts),
            )
            if count == -1:
                self._make_room(4 * len(self.starts))
        if count < 0:
            raise ValueError("a line is longer than the limit")
        return int(count)

    def cut(self, chunk: bytes) -> tuple[Lines, Numbers]:
        """The lines of a chunk and the number of each one's kind, -1 for one not known."""
        raw = np.frombuffer(chunk + PAD, np.uint8)
        count = self._lines(raw, len(chunk))
        starts, ends, kinds = (one[:count].copy() for one in (self.starts, self.ends, self.kinds))
        return Lines(chunk, raw, starts, ends), kinds

    def moments(self, lines: Lines, first: int, span: Span, days: dict[bytes, int]) -> Numbers:
        """The moments of the lines from this one on, NONE where a day is not known."""
        width = span[1] - span[0]
        keys = [key for key in days if len(key) == width][-_DAYS:]
        values = np.array([days[key] for key in keys], np.int64)
        starts, ends = lines.starts[first:], lines.ends[first:]
        found = np.empty(len(starts), np.int64)
        where = np.array(span, np.int64)
        self.built.tam_moments(
            lines.raw.ctypes.data,
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
            lines.raw.ctypes.data,
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
            lines.raw.ctypes.data,
            starts.ctypes.data,
            ends.ctypes.data,
            len(places),
            start,
            found.ctypes.data,
        )
        return found
