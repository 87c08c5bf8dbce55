"""Many lines as they lie in one chunk of bytes, and what can be asked of them together."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tam.domain.logreview.members.clock import Clock
from tam.domain.logreview.members.exposure import Told

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Span = tuple[int, int, int, int]
NONE = int(np.iinfo(np.int64).min)
_TURNS = 12


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one chunk by where they start and end."""

    chunk: bytes
    starts: Numbers
    ends: Numbers

    def line(self, place: int) -> bytes:
        """One of them."""
        return self.chunk[self.starts[place] : self.ends[place]]

    def some(self, places: Numbers) -> list[bytes]:
        """The lines at these places."""
        chunk = self.chunk
        cuts = zip(self.starts[places].tolist(), self.ends[places].tolist(), strict=True)
        return [chunk[begin:end] for begin, end in cuts]


class Engine(Protocol):
    """What is asked of many lines together."""

    def forget(self) -> None:
        """Know no kind any more."""

    def add(self, key: bytes, number: int) -> None:
        """Know one more kind."""

    def cut(self, chunk: bytes) -> tuple[Lines, Numbers]:
        """The lines of a chunk and the number of each one's kind, -1 for one not known."""

    def moments(self, lines: Lines, first: int, span: Span, days: dict[bytes, int]) -> Numbers:
        """The moments of the lines from this one on, NONE where a day is not known."""

    def sayings(self, lines: Lines, places: Numbers, told: Told) -> Numbers:
        """A number for the words that decide, the same for the same words."""

    def may_be_codes(self, lines: Lines, places: Numbers, start: int) -> Flags:
        """Which lines may hold sense data; never one that does is left out."""


def moments(engine: Engine, clock: Clock | None, lines: Lines) -> Numbers:
    """The moment of each line, NONE where it states none.

    A line whose time does not stand where the last ones had it is left to the member's clock.
    """
    found = np.full(len(lines.starts), NONE, np.int64)
    first = 0 if clock is not None else len(found)
    for _ in range(_TURNS):
        if clock is None or first == len(found):
            return found
        if clock.span is not None:
            found[first:] = engine.moments(lines, first, clock.span, clock.days)
        first = _mend(clock, lines, found, first)
    for place in range(first, len(found)):
        moment = clock(lines.line(place)) if clock is not None else None
        found[place] = NONE if moment is None else moment
    return found


def _mend(clock: Clock, lines: Lines, found: Numbers, first: int) -> int:
    """Ask the clock for what is missing until it learns something; where to go on from there."""
    span, days = clock.span, len(clock.days)
    for place in (np.flatnonzero(found[first:] == NONE) + first).tolist():
        moment = clock(lines.line(place))
        if moment is not None:
            found[place] = moment
        if clock.span != span or len(clock.days) != days:
            return int(place) + 1
    return len(found)
