"""Many lines at once: lines of kinds that say nothing more are counted together.

Only first lines of a kind, and lines of kinds that are looked at, are taken one by one, in their
order; what comes out is what `LogLines.feed` gives.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice, repeat

import numpy as np

from tam.domain.logreview.members.bulkclock import NONE, Flags, Lines, Numbers, moments
from tam.domain.logreview.members.bulkrhythm import touch
from tam.domain.logreview.members.exposure import Used, count, used
from tam.domain.logreview.members.loglines import Kind, LogLines, kind_key
from tam.domain.logreview.members.rhythm import Rhythm
from tam.domain.logreview.text.lines import decode

_KEPT = 100_000
_SILENT, _LOOK, _USE, _CODE = range(4)
_MAY_BE_CODE = re.compile(
    rb"[/:,.-]\s?(?:0x)?[0-9a-f]{1,2}h?\s?[/:,.-]"
    rb"|[7f][0-3][ ,:]+(?:0x)?[0-9a-f]{2}[ ,:]+(?:0x)?[0-9a-f]{2}"
    rb"|sense\W{0,3}(?:0x)?[0-9a-f]{5,6}",
    re.IGNORECASE,
)
_Words = tuple[bytes, ...]


class Bulk:
    """A member's log lines, a chunk at a time; what is known of them stands in its `LogLines`."""

    def __init__(self, logs: LogLines) -> None:
        self.logs = logs
        self.table: dict[bytes, Kind] = {}
        self.index: dict[bytes, int] = {}
        self.kinds: list[Kind] = []
        self.how = np.zeros(0, np.uint8)
        self.rhythm = np.zeros(0, np.int32)
        self.rhythms: dict[Rhythm, int] = {}
        self.seen: dict[tuple[Kind, _Words], tuple[Used, ...]] = {}

    def take(self, chunk: bytes) -> None:
        """Take the lines of a chunk."""
        while (rest := self._section(chunk)) is not None:
            chunk = rest

    def _section(self, chunk: bytes) -> bytes | None:
        """Take the lines up to a heading; what follows it, None at the end."""
        logs = self.logs
        if logs.kinds is not self.table:
            self._begin()
        self._number()
        keys = kind_key(chunk).split(b"\n")
        part = _Part(chunk, keys, self.index, logs)
        times = self._plan(part)
        before = logs.number
        stop = self._visit(part, before)
        for (kind, words), number in times.items():
            count(logs.sink, self.seen[kind, words], number)
        self._number()
        self._count(part, stop, before)
        logs.number = before + stop
        return chunk[part.lines.ends[stop - 1] + 1 :] if stop < len(keys) else None

    def _begin(self) -> None:
        """All kinds are new at the start and behind a heading."""
        self.table, self.index, self.kinds, self.seen = self.logs.kinds, {}, [], {}
        self.how, self.rhythm = np.zeros(0, np.uint8), np.zeros(0, np.int32)

    def _number(self) -> None:
        """Number the kinds that were met since, and see how each is to be taken now."""
        fresh = list(islice(self.table.items(), len(self.kinds), None))
        for key, kind in fresh:
            self.index[key] = len(self.kinds)
            self.kinds.append(kind)
        numbers = [self._rhythm(kind) for _, kind in fresh]
        self.rhythm = np.append(self.rhythm, np.array(numbers, np.int32))
        self.how = np.append(self.how, np.full(len(fresh), _LOOK, np.uint8))
        for number in np.flatnonzero(self.how).tolist():
            self.how[number] = _how(self.kinds[number])

    def _rhythm(self, kind: Kind) -> int:
        return self.rhythms.setdefault(kind.rhythm, len(self.rhythms))

    def _plan(self, part: "_Part") -> Counter[tuple[Kind, _Words]]:
        """Choose the lines that are taken one by one; how often others say what is known."""
        how = self.how[part.kinds] if len(self.how) else np.full(len(part.kinds), _LOOK, np.uint8)
        how[part.kinds < 0] = _LOOK
        part.chosen |= (how == _LOOK) & ~part.empty
        for number in np.unique(part.kinds[how == _CODE]).tolist():
            _choose_codes(part, self.kinds[number], np.flatnonzero(part.kinds == number))
        times: Counter[tuple[Kind, _Words]] = Counter()
        for place in np.flatnonzero(how == _USE).tolist():
            self._choose_use(part, place, times)
        return times

    def _choose_use(self, part: "_Part", place: int, times: Counter[tuple[Kind, _Words]]) -> None:
        kind, line = self.kinds[part.kinds[place]], part.lines.line(place)
        words = line.split(b" ")
        known = (kind, tuple([words[one] for one in kind.tells]))
        if known in self.seen:
            times[known] += 1
            return
        part.chosen[place] = True
        if len(self.seen) < _KEPT:
            self.seen[known] = used(kind.uses, decode(line))

    def _visit(self, part: "_Part", before: int) -> int:
        """Take the chosen lines one by one; how many lines there are up to a heading."""
        logs = self.logs
        for place in np.flatnonzero(part.chosen).tolist():
            key, line = part.keys[place], part.lines.line(place)
            kind = self.table.get(key)
            if kind is None:
                if line.isspace():
                    part.moments[place] = NONE
                    continue
                part.now(logs, place, before)
                kind = logs.learn(line)
                part.loose[place] = self._rhythm(kind)
                if not key:  # from now on empty lines are of this kind
                    part.empty[place:] = False
            elif kind.look is None:
                continue
            part.now(logs, place, before)
            part.taken[place] = True
            kind.count += 1
            if kind.look is not None:
                kind.look(logs, kind, line)
            if logs.kinds is not self.table:
                return place + 1
        return len(part.keys)

    def _count(self, part: "_Part", stop: int, before: int) -> None:
        """Count what was not taken, and let each source tell its rhythm."""
        kinds = part.kinds[:stop]
        for place in np.flatnonzero((kinds < 0) & ~part.empty[:stop]).tolist():
            kinds[place] = self.index.get(part.keys[place], -1)
        rest = kinds[~part.taken[:stop] & (kinds >= 0)]
        numbers = np.bincount(rest, minlength=1)
        for number in np.flatnonzero(numbers).tolist():
            self.kinds[number].count += int(numbers[number])
        self._touch(part, stop, before, kinds)

    def _touch(self, part: "_Part", stop: int, before: int, kinds: Numbers) -> None:
        timed = part.moments[:stop] != NONE
        self.logs.stamped += int(np.count_nonzero(timed))
        if timed.any():
            self.logs.now = int(part.moments[:stop][timed][-1])
        whose = self.rhythm[kinds] if len(self.rhythm) else np.zeros(stop, np.int32)
        loose = part.loose[:stop]
        whose = np.where(loose >= 0, loose, np.where(kinds >= 0, whose, -1))
        names = list(self.rhythms)
        for number in np.unique(whose[timed]).tolist():
            if number >= 0:
                places = np.flatnonzero(timed & (whose == number))
                touch(names[number], part.lines, part.moments, places, before)


class _Part:
    """The lines of a chunk: what kind each is of, its moment, and what happened to it."""

    def __init__(
        self, chunk: bytes, keys: list[bytes], index: dict[bytes, int], logs: LogLines
    ) -> None:
        size = len(keys)
        self.keys = keys
        self.lines = Lines.of(chunk)
        self.kinds: Numbers = np.fromiter(map(index.get, keys, repeat(-1)), np.int64, size)
        self.moments = (
            moments(logs.clock, self.lines)
            if logs.clock is not None
            else np.full(size, NONE, np.int64)
        )
        self.empty: Flags = (self.kinds < 0) & (self.lines.starts == self.lines.ends)
        self.chosen: Flags = np.zeros(size, np.bool_)
        self.taken: Flags = np.zeros(size, np.bool_)
        self.loose: Numbers = np.full(size, -1, np.int64)
        self._timed: Numbers | None = None

    def now(self, logs: LogLines, place: int, before: int) -> None:
        """Set the number and the moment of the line that is taken next."""
        logs.number = before + place + 1
        if self._timed is None:
            self._timed = np.flatnonzero(self.moments != NONE)
        last = int(np.searchsorted(self._timed, place, "right"))
        if last:
            logs.now = int(self.moments[self._timed[last - 1]])


def _how(kind: Kind) -> int:
    if kind.look is None:
        return _SILENT
    if kind.look is LogLines.use and kind.tells:
        return _USE
    if kind.look is LogLines.look_at_code and kind.codes is not None and kind.codes.plain:
        return _CODE
    return _LOOK


def _choose_codes(part: _Part, kind: Kind, places: Numbers) -> None:
    """Of informational lines with codes, those that may hold one."""
    start = kind.codes.start if kind.codes is not None else 0
    texts = [part.lines.line(place)[start:] for place in places.tolist()]
    if _MAY_BE_CODE.search(b"\n|\n".join(texts)) is None:
        return
    part.chosen[places] = _found(texts)


def _found(texts: Iterable[bytes]) -> list[bool]:
    return [_MAY_BE_CODE.search(text) is not None for text in texts]
