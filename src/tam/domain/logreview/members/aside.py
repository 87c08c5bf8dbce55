"""Log lines in the midst of a member of names and values, as a dump of everything has them.

Fan 3
  RPM: 0
##### motion.log #####
10-Mar-2026 04:06:07 | ERROR | robot 2 could not pick at slot 21
"""

import re

from tam.domain.logreview.members.loglines import LogLines
from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.stamps import Stamper, detect, find_any

_CLOCK = re.compile(rb"\d[:.hH-][0-5]\d|\d{8}")
_NAMES = re.compile(rb"[^<\[(\"' ][^\d]*[:=]\s*$")
_HEADING = re.compile(rb"\s*(?:[=*#-]{2,}|\[)\s*\S")
_WORDS = re.compile(rb"[A-Za-z]\S*\s+\S+")
_FRONT = 24
_REACH = 64
_BEHIND = 512
_ENOUGH = 20


class Aside:
    """The log lines of one member, taken out of its batches and read apart."""

    def __init__(self, sink: Sink, sample: Sample) -> None:
        self.sink = sink
        self.sample = sample
        self.number = 0
        self.heading: tuple[int, bytes] | None = None
        self.waiting: list[tuple[int, bytes]] = []
        self.logs: LogLines | None = None

    def without(self, batch: list[bytes]) -> list[bytes]:
        """The batch with an empty line for each log line in it."""
        kept = []
        for line in batch:
            self.number += 1
            if _CLOCK.search(line, 0, _REACH) and self._is_log(line):
                if self.heading is not None:
                    self._take(*self.heading)
                    self.heading = None
                self._take(self.number, line)
                line = b""
            elif _HEADING.match(line):
                self.heading = (self.number, line)
            kept.append(line)
        return kept

    def _is_log(self, line: bytes) -> bool:
        """Whether a time stands in front, no name before it, and words behind."""
        stamper = self.logs.stamper if self.logs is not None else None
        found = stamper.find(line) if stamper else find_any(line[:_REACH], self.sink.hints)
        if found is None or found.start > _FRONT:
            return False
        named = _NAMES.match(line[: found.start].lstrip()) is not None
        return not named and _WORDS.search(line, found.end, found.end + _BEHIND) is not None

    def _take(self, number: int, line: bytes) -> None:
        if self.logs is None:
            self.waiting.append((number, line))
            if len(self.waiting) >= _ENOUGH:
                self._begin()
            return
        self.logs.number = number - 1
        self.logs.feed([line])

    def _begin(self) -> None:
        lines = tuple(line for _, line in self.waiting)
        stamper: Stamper | None = detect(lines, self.sink.hints)
        sample = Sample(self.sample.path, self.sample.sniffed, lines, stamper)
        self.logs = LogLines(self.sink, stamper, sample.stem, sample.habit())
        waiting, self.waiting = self.waiting, []
        for number, line in waiting:
            self._take(number, line)

    def finish(self) -> None:
        """The end of the member."""
        if self.waiting:
            self._begin()
        if self.logs is not None:
            self.logs.finish()
