"""Mounts, moves and slots of many lines at once: what the same words let count is known."""

import numpy as np

from tam.domain.logreview.members.bulklines import Engine, Flags, Lines, Numbers
from tam.domain.logreview.members.exposure import Part, Told, Use
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

    def value(self, saying: int, line: bytes) -> str:
        """The value that a saying stands for; `line` is one that has it."""
        value = self.seen.get(saying)
        if value is None:
            value = self.part.read(decode(line))
            if len(self.seen) < KEPT:
                self.seen[saying] = value
        return value


class Uses:
    """What lines of one kind let count."""

    def __init__(self, kind: Kind, engine: Engine) -> None:
        self.engine = engine
        self.ways: list[tuple[Use, list[_Way]]] = [
            (use, [_Way(part, told) for part, told in zip(use.parts, tells, strict=True)])
            for use, tells in zip(kind.uses, kind.tells, strict=True)
        ]

    def choose(self, lines: Lines, places: Numbers, chosen: Flags) -> None:
        """Choose lines that say something new of which the first counts."""
        for way in [ways[0] for use, ways in self.ways if use.ordered]:
            sayings = self.engine.sayings(lines, places, way.told)
            fresh = [one for one in np.unique(sayings).tolist() if one not in way.seen]
            if fresh:
                news = np.flatnonzero(np.isin(sayings, fresh))
                for place in news.tolist():
                    if int(sayings[place]) not in way.seen:
                        chosen[places[place]] = True
                        way.value(int(sayings[place]), lines.line(places[place]))

    def count(self, sink: Sink, lines: Lines, places: Numbers) -> None:
        """Count what these lines say."""
        for use, ways in self.ways:
            if not use.ordered and len(places):
                self._count(sink, lines, places, ways)

    def _count(self, sink: Sink, lines: Lines, places: Numbers, ways: list[_Way]) -> None:
        told = [
            np.unique(
                self.engine.sayings(lines, places, way.told),
                return_index=True,
                return_inverse=True,
                return_counts=True,
            )
            for way in ways
        ]
        values = [
            [
                way.value(saying, lines.line(places[first]))
                for saying, first in zip(sayings.tolist(), firsts.tolist(), strict=True)
            ]
            for way, (sayings, firsts, _, _) in zip(ways, told, strict=True)
        ]
        whole = np.ones(len(places), np.bool_)
        for known, (_, _, inverse, _) in zip(values, told, strict=True):
            if not all(known):
                whole &= np.array([bool(value) for value in known], np.bool_)[inverse]
        for way, known, (_, _, inverse, counts) in zip(ways, values, told, strict=True):
            if not whole.all():
                counts = np.bincount(inverse[whole], minlength=len(known))
            for value, times in zip(known, counts.tolist(), strict=True):
                if times:
                    way.part.add(sink, value, times)
