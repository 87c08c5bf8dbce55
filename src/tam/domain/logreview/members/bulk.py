"""Many lines at once: lines of kinds that say nothing more are counted together.

Only first lines of a kind, and lines of kinds that are looked at, are taken one by one, in their
order; what comes out is what `LogLines.feed` gives.
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from tam.domain.logreview.members.bulklines import NONE, Engine, Flags, Numbers, moments
from tam.domain.logreview.members.bulkrhythm import touch
from tam.domain.logreview.members.bulkuse import Uses, Wanted
from tam.domain.logreview.members.kernel import engine
from tam.domain.logreview.members.loglines import Kind, LogLines, kind_key
from tam.domain.logreview.members.rhythm import Rhythm

_SILENT, _LOOK, _USE, _CODE = range(4)
_STEP = 16 * 1024
_Group = tuple[Uses, Numbers]


class Bulk:
    """A member's log lines, a chunk at a time; what is known of them stands in its `LogLines`."""

    def __init__(self, logs: LogLines, by: Engine | None = None) -> None:
        self.logs = logs
        self.engine = by or engine()
        self.table: dict[bytes, Kind] = {}
        self.kinds: list[Kind] = []
        self.how = np.zeros(0, np.uint8)
        self.rhythm = np.zeros(0, np.int32)
        self.rhythms: dict[Rhythm, int] = {}
        self.uses: dict[int, Uses] = {}
        self.wanted: dict[int, Wanted] = {}
        self.step = _STEP

    def take(self, chunk: bytes) -> None:
        """Take the lines of a chunk, few at first, until most kinds are known."""
        rest: bytes | None = chunk
        while rest is not None:
            end = rest.find(b"\n", self.step)
            part, after = (rest, None) if end < 0 else (rest[:end], rest[end + 1 :])
            self.step *= 4
            left = self._section(part)
            rest = after if left is None else left if after is None else left + b"\n" + after

    def finish(self) -> None:
        """Hand over what was counted."""
        for uses in self.uses.values():
            uses.flush(self.logs.sink)

    def _section(self, chunk: bytes) -> bytes | None:
        """Take the lines up to a heading; what follows it, None at the end."""
        logs = self.logs
        if logs.kinds is not self.table:
            self._begin()
        self._number()
        part = _Part(chunk, self.engine, logs)
        groups = self._plan(part)
        before = logs.number
        stop = self._visit(part, before)
        counted = ~part.taken
        counted[stop:] = False
        for uses, places in groups:
            uses.count(logs.sink, part.lines, places[counted[places]])
        self._number()
        self._count(part, stop)
        self._touch(part, stop, before)
        logs.number = before + stop
        return chunk[part.lines.ends[stop - 1] + 1 :] if stop < len(part.kinds) else None

    def _begin(self) -> None:
        """All kinds are new at the start and behind a heading."""
        self.finish()
        self.table, self.kinds, self.uses = self.logs.kinds, [], {}
        self.wanted, self.step = {}, _STEP
        self.how, self.rhythm = np.zeros(0, np.uint8), np.zeros(0, np.int32)
        self.engine.forget()

    def _number(self) -> None:
        """Number the kinds that were met since, and see how each is to be taken now."""
        fresh = list(islice(self.table.items(), len(self.kinds), None))
        for key, kind in fresh:
            self.engine.add(key, len(self.kinds))
            self.kinds.append(kind)
        if fresh:
            numbers = [self._rhythm(kind) for _, kind in fresh]
            self.rhythm = np.append(self.rhythm, np.array(numbers, np.int32))
            self.how = np.append(self.how, np.full(len(fresh), _LOOK, np.uint8))
        for number in np.flatnonzero(self.how).tolist():
            self.how[number] = _how(self.kinds[number])

    def _rhythm(self, kind: Kind) -> int:
        return self.rhythms.setdefault(kind.rhythm, len(self.rhythms))

    def _plan(self, part: "_Part") -> list[_Group]:
        """Choose the lines that are taken one by one; others say what can be counted together."""
        how = self.how[part.kinds] if len(self.how) else np.full(len(part.kinds), _LOOK, np.uint8)
        how[part.kinds < 0] = _LOOK
        part.chosen |= (how == _LOOK) & ~part.empty
        for number, places in part.by_kind(how == _CODE):
            codes = self.kinds[number].codes
            assert codes is not None  # noqa: S101 - what makes a kind one of these
            wanted = self.wanted.setdefault(number, Wanted(codes, self.engine))
            wanted.choose(part.lines, places, part.chosen)
        groups = []
        for number, places in part.by_kind(how == _USE):
            uses = self.uses.get(number)
            if uses is None:
                uses = self.uses[number] = Uses(self.kinds[number], self.engine)
            uses.choose(part.lines, places, part.chosen)
            groups.append((uses, places))
        return groups

    def _visit(self, part: "_Part", before: int) -> int:
        """Take the chosen lines one by one; how many lines there are up to a heading."""
        logs = self.logs
        for place, moment, line in part.visits():
            logs.number = before + place + 1
            logs.now = logs.now if moment == NONE else moment
            kind = self._kind(part, place, line)
            if kind is None or (kind.look is None and part.loose[place] < 0):
                continue
            part.taken[place] = True
            kind.count += 1
            if kind.look is not None:
                kind.look(logs, kind, line)
            if logs.kinds is not self.table:
                return place + 1
        return len(part.kinds)

    def _kind(self, part: "_Part", place: int, line: bytes) -> Kind | None:
        """The kind of a line, learned where it is new; None for an empty line."""
        number = int(part.kinds[place])
        if number >= 0:
            return self.kinds[number]
        key = kind_key(line)
        kind = self.table.get(key)
        if kind is None and not line.isspace():
            kind = self.logs.learn(line)
            part.loose[place] = self._rhythm(kind)
            if not key:  # from now on empty lines are of this kind
                part.empty[place:] = False
        return kind

    def _count(self, part: "_Part", stop: int) -> None:
        """Count what was not taken, also of kinds that were met meanwhile."""
        kinds = part.kinds[:stop]
        met = np.flatnonzero((kinds < 0) & ~part.empty[:stop])
        if len(met):
            numbers = {key: number for number, key in enumerate(self.table)}
            kinds[met] = [numbers.get(kind_key(line), -1) for line in part.lines.some(met)]
        times = np.bincount(kinds[~part.taken[:stop] & (kinds >= 0)], minlength=1)
        for number in np.flatnonzero(times).tolist():
            self.kinds[number].count += int(times[number])

    def _touch(self, part: "_Part", stop: int, before: int) -> None:
        """Let each source tell its rhythm."""
        timed = part.moments[:stop] != NONE
        stamped = part.moments[:stop][timed]
        self.logs.stamped += len(stamped)
        if len(stamped):
            self.logs.now = int(stamped[-1])
        names = list(self.rhythms)
        if len(names) == 1 and not part.empty.any():
            touch(names[0], part.lines, part.moments, np.flatnonzero(timed), before)
            return
        kinds, loose = part.kinds[:stop], part.loose[:stop]
        whose = self.rhythm[kinds] if len(self.rhythm) else np.zeros(stop, np.int32)
        whose = np.where(loose >= 0, loose, np.where(kinds >= 0, whose, -1))
        lines = np.bincount(whose[timed] + 1, minlength=1)
        for number in np.flatnonzero(lines[1:]).tolist():
            places = np.flatnonzero(timed & (whose == number))
            touch(names[number], part.lines, part.moments, places, before)


class _Part:
    """The lines of a chunk: what kind each is of, its moment, and what happened to it."""

    def __init__(self, chunk: bytes, by: Engine, logs: LogLines) -> None:
        self.lines, self.kinds = by.cut(chunk)
        self.moments = moments(by, logs.clock, self.lines)
        size = len(self.kinds)
        self.empty: Flags = (self.kinds < 0) & (self.lines.starts == self.lines.ends)
        self.chosen: Flags = np.zeros(size, np.bool_)
        self.taken: Flags = np.zeros(size, np.bool_)
        self.loose: Numbers = np.full(size, -1, np.int64)

    def visits(self) -> Iterator[tuple[int, int, bytes]]:
        """The lines to be taken one by one, and the last moment stated up to each."""
        places = np.flatnonzero(self.chosen)
        timed = np.flatnonzero(self.moments != NONE)
        last = np.full(len(places), NONE, np.int64)
        if len(timed):
            at = np.searchsorted(timed, places, "right") - 1
            last = np.where(at >= 0, self.moments[timed[at]], NONE)
        return zip(places.tolist(), last.tolist(), self.lines.some(places), strict=True)

    def by_kind(self, which: Flags) -> list[tuple[int, Numbers]]:
        """The places of these lines, kind by kind."""
        places = np.flatnonzero(which)
        if not len(places):
            return []
        kinds = self.kinds[places]
        order = np.argsort(kinds, kind="stable")
        cuts = np.flatnonzero(np.diff(kinds[order])) + 1
        return [(int(self.kinds[group[0]]), group) for group in np.split(places[order], cuts)]


def _how(kind: Kind) -> int:
    if kind.look is None:
        return _SILENT
    if kind.look is LogLines.use and all(told for tells in kind.tells for told in tells):
        return _USE
    if kind.look is LogLines.look_at_code and kind.codes is not None and kind.codes.plain:
        return _CODE
    return _LOOK
