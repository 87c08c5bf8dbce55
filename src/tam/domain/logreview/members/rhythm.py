"""The rhythm of a source: how often it writes, when last, and where its clock jumped."""

from datetime import datetime, timedelta

from tam.domain.logreview.facts import ClockJump, Source
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.thresholds import DEFAULT

_KEPT = 200
_STEP = DEFAULT.clock_step


class Rhythm:
    """Lines of one source in the order they stand."""

    __slots__ = (
        "back",
        "down",
        "first",
        "forth",
        "gap",
        "gap_down",
        "last",
        "last_line",
        "last_number",
        "lines",
        "name",
        "up",
    )

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines = 0
        self.up = 0
        self.down = 0
        self.gap = timedelta(0)
        self.gap_down = timedelta(0)
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.last_number = 0
        self.last_line = b""
        self.back: list[tuple[datetime, datetime, int, bytes]] = []
        self.forth: list[tuple[datetime, datetime, int, bytes]] = []

    def touch(self, moment: datetime, number: int, line: bytes) -> None:
        """The next line of this source."""
        self.lines += 1
        last = self.last
        if last is None:
            self.first = moment
        elif moment > last:
            self.up += 1
            step = moment - last
            if step > self.gap:
                self.gap = step
            if step > _STEP and len(self.forth) < _KEPT:
                self.forth.append((last, moment, number, line))
        elif moment < last:
            self.down += 1
            if last - moment > self.gap_down:
                self.gap_down = last - moment
            if last - moment > _STEP and len(self.back) < _KEPT:
                self.back.append((last, moment, number, line))
        self.last, self.last_number, self.last_line = moment, number, line

    def source(self, sink: Sink) -> Source:
        """What to keep of the rhythm."""
        newest_first = self.down > self.up
        spot = (
            sink.spot(self.last_number, decode(self.last_line))
            if self.last_number and not newest_first
            else None
        )
        span = (self.last - self.first).total_seconds() if self.first and self.last else 0.0
        mean = abs(span) / max(self.lines - 1, 1)
        return Source(
            self.name,
            sink.member,
            self.lines,
            self.last if newest_first else self.first,
            self.first if newest_first else self.last,
            (self.gap_down if newest_first else self.gap).total_seconds(),
            mean,
            spot,
        )

    def jumps(self, sink: Sink) -> list[ClockJump]:
        """Steps back in a source that writes oldest first.

        Its largest leaps forward are kept beside.
        """
        if self.down > self.up:
            return []
        kept = self.back[:20] + sorted(self.forth, key=lambda leap: leap[0] - leap[1])[:3]
        return [
            ClockJump(
                (after - before).total_seconds(),
                before,
                after,
                self.name,
                sink.spot(number, decode(line)),
            )
            for before, after, number, line in kept
        ]
