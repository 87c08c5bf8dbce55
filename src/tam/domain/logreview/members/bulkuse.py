"""Mounts, moves and slots of many lines at once: what the same words let count is known."""

from collections import Counter
from collections.abc import Callable
from itertools import compress, repeat
from operator import itemgetter

from tam.domain.logreview.members.bulkclock import Flags, Lines, Numbers
from tam.domain.logreview.members.exposure import Part, Use
from tam.domain.logreview.members.loglines import Kind
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode

KEPT = 100_000
_Words = bytes | tuple[bytes, ...]


class _Way:
    """One value that is counted of a kind, and what is known of it."""

    def __init__(self, part: Part, words: Callable[[list[bytes]], _Words]) -> None:
        self.part = part
        self.words = words
        self.seen: dict[_Words, str] = {}

    def learn(self, said: _Words, text: bytes) -> str:
        value = self.part.read(decode(text))
        if len(self.seen) < KEPT:
            self.seen[said] = value
        return value

    def values(self, said: list[_Words], texts: list[bytes]) -> dict[_Words, str]:
        """The value of each saying; only new ones are read."""
        if len(self.seen) < KEPT and not self.seen.keys() >= set(said):
            for one, text in dict(zip(said, texts, strict=True)).items():
                if one not in self.seen:
                    self.learn(one, text)
        known = {one: self.seen[one] for one in set(said) & self.seen.keys()}
        for one, text in zip(said, texts, strict=True):
            if one not in known:
                known[one] = self.part.read(decode(text))
        return known


class Uses:
    """What lines of one kind let count, by the words that decide it."""

    def __init__(self, kind: Kind) -> None:
        self.ways: list[tuple[Use, list[_Way]]] = [
            (
                use,
                [
                    _Way(part, itemgetter(*places))
                    for part, places in zip(use.parts, told, strict=True)
                ],
            )
            for use, told in zip(kind.uses, kind.tells, strict=True)
        ]

    def group(self, lines: Lines, places: Numbers, chosen: Flags) -> "Group":
        """The lines of this kind in one chunk; those to be taken one by one are chosen.

        They say something new of which the first counts.
        """
        texts = lines.some(places)
        words = list(map(bytes.split, texts, repeat(b" ")))
        for way in [ways[0] for use, ways in self.ways if use.ordered]:
            said = list(map(way.words, words))
            if way.seen.keys() >= set(said):
                continue
            for place, one in enumerate(said):
                if one not in way.seen:
                    chosen[places[place]] = True
                    way.learn(one, texts[place])
        return Group(self, places, texts, words)


class Group:
    """The lines of one kind in one chunk, in words."""

    def __init__(
        self, uses: Uses, places: Numbers, texts: list[bytes], words: list[list[bytes]]
    ) -> None:
        self.uses = uses
        self.places = places
        self.texts = texts
        self.words = words

    def count(self, sink: Sink, which: Flags) -> None:
        """Count what these lines say, as far as they are not taken one by one."""
        wanted = which[self.places].tolist()
        texts, words = list(compress(self.texts, wanted)), list(compress(self.words, wanted))
        for _, ways in self.uses.ways:
            said = [list(map(way.words, words)) for way in ways]
            known = [way.values(one, texts) for way, one in zip(ways, said, strict=True)]
            if not all(all(values.values()) for values in known):
                said = _complete(said, known)
            for way, one, values in zip(ways, said, known, strict=True):
                for saying, times in Counter(one).items():
                    way.part.add(sink, values[saying], times)


def _complete(said: list[list[_Words]], known: list[dict[_Words, str]]) -> list[list[_Words]]:
    """Without the lines that name only a part of what is counted together."""
    whole = [
        all(values[one] for values, one in zip(known, line, strict=True))
        for line in zip(*said, strict=True)
    ]
    return [list(compress(one, whole)) for one in said]
