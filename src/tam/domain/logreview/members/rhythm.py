"""The rhythm of a source: how often it writes, when last, and where its clock jumped."""

from tam.domain.logreview.facts import ClockJump, Source
from tam.domain.logreview.members.clock import wall
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.thresholds import DEFAULT

KEPT = 20
STEP = DEFAULT.clock_step.total_seconds()


class Rhythm:
    """Lines of one source in the order they stand; moments are seconds of its wall clock."""

    __slots__ = (
        "back",
        "down",
        "first",
        "gap",
        "gap_down",
        "last",
        "last_line",
        "last_number",
        "leap",
        "lines",
        "name",
        "up",
    )

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines = 0
        self.up = 0
        self.down = 0
        self.gap = 0
        self.gap_down = 0
        self.first: int | None = None
        self.last: int | None = None
        self.last_number = 0
        self.last_line = b""
        self.back: list[tuple[int, int, int, bytes]] = []
        self.leap: tuple[int, int, int, bytes] | None = None

    def touch(self, moment: int, number: int, line: bytes) -> None:
        """The next line of this source."""
        self.lines += 1
        last = self.last
        if last is None:
            self.first = moment
        elif moment > last:
            self.up += 1
            if moment - last > self.gap:
                self.gap = moment - last
                self.leap = (last, moment, number, line)
        elif moment < last:
            self._back(last, moment, number, line)
        self.last, self.last_number, self.last_line = moment, number, line

    def _back(self, last: int, moment: int, number: int, line: bytes) -> None:
        self.down += 1
        self.gap_down = max(self.gap_down, last - moment)
        if last - moment > STEP and len(self.back) < KEPT:
            self.back.append((last, moment, number, line))

    def source(self, sink: Sink) -> Source:
        """What to keep of the rhythm."""
        newest_first = self.down > self.up
        spot = (
            sink.spot(self.last_number, decode(self.last_line))
            if self.last_number and not newest_first
            else None
        )
        first = wall(self.first) if self.first is not None else None
        last = wall(self.last) if self.last is not None else None
        span = abs(self.last - self.first) if self.last and self.first else 0
        return Source(
            self.name,
            sink.member,
            self.lines,
            last if newest_first else first,
            first if newest_first else last,
            float(self.gap_down if newest_first else self.gap),
            span / max(self.lines - 1, 1),
            spot,
        )

    def jumps(self, sink: Sink) -> list[ClockJump]:
        """Steps back in a source that writes oldest first; beside them its largest leap."""
        if self.down > self.up:
            return []
        leaps = [self.leap] if self.leap is not None and self.gap > STEP else []
        return [
            ClockJump(
                float(after - before),
                wall(before),
                wall(after),
                self.name,
                sink.spot(number, decode(line)),
            )
            for before, after, number, line in self.back + leaps
        ]
