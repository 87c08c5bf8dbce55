"""A calendar compiled: sorted UTC intervals, covered seconds before each, a table to find them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tam.domain.clock.offsets import spans
from tam.domain.clock.spec import ALWAYS, CalendarSpec, Scope

DAY = 86_400
SHIFT = 16
EPOCH_DAY = date(1970, 1, 1).toordinal()


class OutOfRange(ValueError):
    """A moment outside the years a clock can count in; never a guess."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Covered time of some years: seconds since 1970 in, seconds out.

    `starts[i]` to `ends[i]` are disjoint and sorted; `cum[i]` counts covered seconds before
    `starts[i]`; `base[i]` is `starts[i] - cum[i]`; `table` leads from a moment to its interval.
    """

    since: int
    until: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    cum: tuple[int, ...]
    base: tuple[int, ...]
    table: tuple[int, ...]

    def index(self, moment: int) -> int:
        """The last interval that starts at or before a moment; -1 before the first."""
        found = self.table[(moment - self.since) >> SHIFT]
        starts = self.starts
        while found + 1 < len(starts) and starts[found + 1] <= moment:
            found += 1
        return found

    def used(self, moment: int) -> int:
        """Covered seconds from the beginning of the years to a moment."""
        found = self.index(moment)
        if found < 0:
            return 0
        return min(moment - self.base[found], self.cum[found + 1])

    def covers(self, moment: int) -> bool:
        """Whether a moment lies in a window."""
        found = self.index(moment)
        return found >= 0 and moment < self.ends[found]

    def when(self, used: int) -> int:
        """The first moment by which so many covered seconds have passed (A33: due at closing)."""
        if used > self.cum[-1]:
            raise OutOfRange("beyond the compiled years")
        found = max(0, bisect_left(self.cum, used) - 1)
        return used + self.base[found]

    def back(self, used: int) -> int:
        """The last moment by which no more than so many covered seconds had passed."""
        if used < 0:
            raise OutOfRange("before the compiled years")
        found = min(bisect_right(self.cum, used) - 1, len(self.base) - 1)
        return used + self.base[found]

    def next_open(self, moment: int) -> int:
        """The moment itself if covered, else the next that is."""
        if self.covers(moment):
            return moment
        found = self.index(moment) + 1
        if found >= len(self.starts):
            raise OutOfRange("beyond the compiled years")
        return self.starts[found]

    def due(self, start: int, seconds: int) -> int:
        """The moment at which so many covered seconds have passed since a start."""
        return self.when(self.used(start) + seconds) if seconds else start


def _walls(spec: CalendarSpec, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Covered wall-clock spans in local seconds, by the dates they open on, closures taken out."""
    special = dict(spec.special)
    cuts: dict[int, list[tuple[int, int]]] = {}
    for day, (opens, closes) in spec.closures:
        at = (day.toordinal() - EPOCH_DAY) * DAY
        cuts.setdefault(day.toordinal(), []).append((at + opens * 60, at + closes * 60))
    shown = spec.closed if spec.scope is not Scope.ANCHOR else frozenset()
    for day in shown:
        at = (day.toordinal() - EPOCH_DAY) * DAY
        cuts.setdefault(day.toordinal(), []).append((at, at + DAY))
    closed = {day.toordinal() for day in spec.closed} if spec.scope is not Scope.DATE else set()
    specials = {day.toordinal(): windows for day, windows in special.items()}
    for ordinal in range(first, last + 1):
        if ordinal in closed:
            continue
        windows = specials.get(ordinal)
        if windows is None:
            windows = spec.weekly[(ordinal - 1) % 7]
        at = (ordinal - EPOCH_DAY) * DAY
        for opens, closes in windows:
            wall = (at + opens * 60, at + closes * 60)
            yield from _cut(wall, sorted([*cuts.get(ordinal, ()), *cuts.get(ordinal + 1, ())]))


def _cut(wall: tuple[int, int], holes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = wall
    for low, high in holes:
        if high <= start or low >= end:
            continue
        if low > start:
            yield start, low
        start = max(start, high)
    if start < end:
        yield start, end


def _joined(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted, and joined where they touch or overlap."""
    pieces.sort()
    done: list[tuple[int, int]] = []
    for start, end in pieces:
        if done and start <= done[-1][1]:
            if end > done[-1][1]:
                done[-1] = (done[-1][0], end)
        else:
            done.append((start, end))
    return done


def _instants(spec: CalendarSpec, since: int, until: int) -> list[tuple[int, int]]:
    """Covered UTC intervals: an instant is covered when its wall lies in a window (A34)."""
    if spec.weekly == ALWAYS and not (spec.closed or spec.closures or spec.special):
        return [(since, until)]
    first = since // DAY + EPOCH_DAY - 3
    last = until // DAY + EPOCH_DAY + 2
    walls = _joined(list(_walls(spec, max(1, first), min(date.max.toordinal(), last))))
    pieces: list[tuple[int, int]] = []
    begin = 0
    for start, end, offset in spans(spec.zone, since, until):
        while begin < len(walls) and walls[begin][1] - offset <= start:
            begin += 1
        at = max(0, begin - 2)
        while at < len(walls) and walls[at][0] - offset < end:
            low, high = max(start, walls[at][0] - offset), min(end, walls[at][1] - offset)
            if low < high:
                pieces.append((low, high))
            at += 1
    return _joined(pieces)


@lru_cache(maxsize=512)
def compiled(spec: CalendarSpec, first_year: int, last_year: int) -> Coverage:
    """The calendar from 1 January of the first year to the end of the last, in UTC."""
    if not 1 < first_year <= last_year < 9999:
        raise OutOfRange(f"The years {first_year} to {last_year} are beyond what can be counted.")
    since = (date(first_year, 1, 1).toordinal() - EPOCH_DAY) * DAY
    until = (date(last_year + 1, 1, 1).toordinal() - EPOCH_DAY) * DAY
    pieces = _instants(spec, since, until)
    cum, total = [0], 0
    for start, end in pieces:
        total += end - start
        cum.append(total)
    starts = tuple(start for start, _ in pieces)
    table, found = [], -1
    for bucket in range(((until - since) >> SHIFT) + 1):
        edge = since + (bucket << SHIFT)
        while found + 1 < len(starts) and starts[found + 1] <= edge:
            found += 1
        table.append(found)
    return Coverage(
        since=since,
        until=until,
        starts=starts,
        ends=tuple(end for _, end in pieces),
        cum=tuple(cum),
        base=tuple(start - used for (start, _), used in zip(pieces, cum, strict=False)),
        table=tuple(table),
    )
