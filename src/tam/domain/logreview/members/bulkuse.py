"""Mounts, moves and slots of many lines at once: what the same words let count is known."""

from collections import Counter

import numpy as np

from tam.domain.logreview.members.bulklines import Engine, Flags, Lines, Numbers
from tam.domain.logreview.members.codes import Codes
from tam.domain.logreview.members.exposure import Part, Told, count
from tam.domain.logreview.members.loglines import Kind
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode

KEPT = 100_000


class _Way:
    """One value that is counted of a kind, and what is known of it by the words that decide it."""

    def __init__(self, part: Part, told: Told) -> None:
        self.part = part
        self.told = told
        self.seen: dict[int, str] = {}
        self.times: Counter[int] = Counter()

    def learn(self, sayings: list[int], lines: Lines, places: Numbers) -> bool:
        """Read what is new; whether everything is known and names something."""
        fresh = set(sayings) - self.seen.keys()
        if not fresh:
            return True
        for saying, place in zip(sayings, places.tolist(), strict=True):
            if saying in fresh and len(self.seen) < KEPT:
                value = self.part.read(decode(lines.line(place)))
                if not value:
                    return False
                self.seen[saying] = value
                fresh.remove(saying)
        return not fresh

    def flush(self, sink: Sink) -> None:
        """Add what was counted."""
        for saying, times in self.times.items():
            self.part.add(sink, self.seen[saying], times)
        self.times.clear()


class Uses:
    """What lines of one kind let count."""

    def __init__(self, kind: Kind, engine: Engine) -> None:
        self.engine = engine
        self.kind = kind
        ways = [
            [_Way(part, told) for part, told in zip(use.parts, tells, strict=True)]
            for use, tells in zip(kind.uses, kind.tells, strict=True)
        ]
        self.ordered = [
            way for use, group in zip(kind.uses, ways, strict=True) for way in group if use.ordered
        ]
        self.ways = [
            (use, group) for use, group in zip(kind.uses, ways, strict=True) if not use.ordered
        ]

    def choose(self, lines: Lines, places: Numbers, chosen: Flags) -> None:
        """Choose lines that say something new of which the first counts."""
        for way in self.ordered:
            sayings = self.engine.sayings(lines, places, way.told).tolist()
            fresh = set(sayings) - way.seen.keys()
            for saying, place in zip(sayings, places.tolist(), strict=True) if fresh else ():
                if saying not in way.seen:
                    chosen[place] = True
                    if len(way.seen) < KEPT:
                        way.seen[saying] = ""

    def count(self, sink: Sink, lines: Lines, places: Numbers) -> None:
        """Count what these lines say; what is told apart from other lines waits for `flush`."""
        for use, ways in self.ways if len(places) else ():
            sayings = [self.engine.sayings(lines, places, way.told).tolist() for way in ways]
            known = [
                way.learn(said, lines, places) for way, said in zip(ways, sayings, strict=True)
            ]
            if all(known):
                for way, said in zip(ways, sayings, strict=True):
                    way.times.update(said)
            else:
                for line in lines.some(places):
                    count(sink, (use,), decode(line))

    def flush(self, sink: Sink) -> None:
        """Add what waits."""
        for _, ways in self.ways:
            for way in ways:
                way.flush(sink)


class Wanted:
    """Which informational lines of one kind hold a code that is used."""

    def __init__(self, codes: Codes, engine: Engine) -> None:
        self.codes = codes
        self.engine = engine
        self.told: Told = ()
        self.seen: dict[int, bool] = {}

    def choose(self, lines: Lines, places: Numbers, chosen: Flags) -> None:
        """Choose them."""
        may = places[self.engine.may_be_codes(lines, places, self.codes.start)]
        if not len(may):
            return
        self.told = self.told or self.codes.tell(lines.line(may[0]))
        sayings = self.engine.sayings(lines, may, self.told)
        each, firsts, inverse = np.unique(sayings, return_index=True, return_inverse=True)
        found = [
            self._is(saying, lines.line(may[first]))
            for saying, first in zip(each.tolist(), firsts.tolist(), strict=True)
        ]
        chosen[may] = np.array(found, np.bool_)[inverse]

    def _is(self, saying: int, line: bytes) -> bool:
        known = self.seen.get(saying)
        if known is None:
            known = self.codes.wanted(line)
            if len(self.seen) < KEPT:
                self.seen[saying] = known
        return known
