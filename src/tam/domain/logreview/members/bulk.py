"""Many lines at once: lines of kinds that say nothing more are counted together.

Only first lines of a kind, and lines of kinds that are looked at, are taken one by one, in their
order; what comes out is what `LogLines.feed` gives.
"""

import re
from collections.abc import Iterator
from itertools import islice, repeat

import numpy as np

from tam.domain.logreview.members.bulkclock import NONE, Flags, Lines, Numbers, moments
from tam.domain.logreview.members.bulkrhythm import touch
from tam.domain.logreview.members.bulkuse import Group, Uses
from tam.domain.logreview.members.loglines import Kind, LogLines, kind_key
from tam.domain.logreview.members.rhythm import Rhythm

_SILENT, _LOOK, _USE, _CODE = range(4)
_MAY_BE_CODE = re.compile(
    rb"[/:,.-]\s?(?:0x)?[0-9a-f]{1,2}h?\s?[/:,.-]\s?(?:0x)?[0-9a-f]"
    rb"|[7f][0-3][ ,:]+(?:0x)?[0-9a-f]{2}[ ,:]+(?:0x)?[0-9a-f]{2}"
    rb"|sense\W{0,3}(?:0x)?[0-9a-f]{5,6}",
    re.IGNORECASE,
)


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
        self.uses: dict[int, Uses] = {}

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
        groups = self._plan(part)
        before = logs.number
        stop = self._visit(part, before)
        counted = ~part.taken
        counted[stop:] = False
        for group in groups:
            group.count(logs.sink, counted)
        self._number()
        self._count(part, stop, before)
        logs.number = before + stop
        return chunk[part.lines.ends[stop - 1] + 1 :] if stop < len(keys) else None

    def _begin(self) -> None:
        """All kinds are new at the start and behind a heading."""
        self.table, self.index, self.kinds, self.uses = self.logs.kinds, {}, [], {}
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

    def _plan(self, part: "_Part") -> list[Group]:
        """Choose the lines that are taken one by one; others say what can be counted together."""
        how = self.how[part.kinds] if len(self.how) else np.full(len(part.kinds), _LOOK, np.uint8)
        how[part.kinds < 0] = _LOOK
        part.chosen |= (how == _LOOK) & ~part.empty
        for number, places in _by_kind(part, how == _CODE):
            _choose_codes(part, self.kinds[number], places)
        groups = []
        for number, places in _by_kind(part, how == _USE):
            uses = self.uses.get(number)
            if uses is None:
                uses = self.uses[number] = Uses(self.kinds[number])
            groups.append(uses.group(part.lines, places, part.chosen))
        return groups

    def _visit(self, part: "_Part", before: int) -> int:
        """Take the chosen lines one by one; how many lines there are up to a heading."""
        logs = self.logs
        for place, moment, line in part.visits():
            logs.number = before + place + 1
            logs.now = logs.now if moment == NONE else moment
            key = part.keys[place]
            kind = self.table.get(key)
            if kind is None:
                if line.isspace():
                    continue
                kind = logs.learn(line)
                part.loose[place] = self._rhythm(kind)
                if not key:  # from now on empty lines are of this kind
                    part.empty[place:] = False
            elif kind.look is None:
                continue
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
        stamped = part.moments[:stop][timed]
        self.logs.stamped += len(stamped)
        if len(stamped):
            self.logs.now = int(stamped[-1])
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

    def visits(self) -> Iterator[tuple[int, int, bytes]]:
        """The lines to be taken one by one, and the last moment stated up to each."""
        places = np.flatnonzero(self.chosen)
        timed = np.flatnonzero(self.moments != NONE)
        moments = np.full(len(places), NONE, np.int64)
        if len(timed):
            last = np.searchsorted(timed, places, "right") - 1
            moments = np.where(last >= 0, self.moments[timed[last]], NONE)
        return zip(places.tolist(), moments.tolist(), self.lines.some(places), strict=True)


def _by_kind(part: _Part, which: Flags) -> list[tuple[int, Numbers]]:
    """The places of these lines, kind by kind."""
    places = np.flatnonzero(which)
    if not len(places):
        return []
    kinds = part.kinds[places]
    order = np.argsort(kinds, kind="stable")
    cuts = np.flatnonzero(np.diff(kinds[order])) + 1
    return [(int(part.kinds[group[0]]), group) for group in np.split(places[order], cuts)]


def _how(kind: Kind) -> int:
    if kind.look is None:
        return _SILENT
    if kind.look is LogLines.use and all(places for use in kind.tells for places in use):
        return _USE
    if kind.look is LogLines.look_at_code and kind.codes is not None and kind.codes.plain:
        return _CODE
    return _LOOK


def _choose_codes(part: _Part, kind: Kind, places: Numbers) -> None:
    """Of informational lines with codes, those whose codes are used."""
    codes = kind.codes
    if codes is None:
        return
    lines = part.lines.some(places)
    texts = [line[codes.start :] for line in lines]
    if _MAY_BE_CODE.search(b"\n|\n".join(texts)) is not None:
        part.chosen[places] = [
            _MAY_BE_CODE.search(text) is not None and codes.wanted(line)
            for text, line in zip(texts, lines, strict=True)
        ]
