"""The moment of each line, cheaply: the day is looked up, the clock is read by its digits."""

from datetime import datetime, timedelta

from tam.domain.logreview.text.stamps import Stamper

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clocks of a zone not known yet
_DAYS = 50_000
_HOURS = {b"%02d" % number: number * 3600 for number in range(24)}
_MINUTES = {b"%02d" % number: number * 60 for number in range(60)}
_SECONDS = {b"%02d" % number: number for number in range(60)}


def wall(seconds: int) -> datetime:
    """Seconds of a wall clock as a moment without a zone."""
    return EPOCH + timedelta(seconds=seconds)


class Clock:
    """One member's clock; days it has met are remembered."""

    def __init__(self, stamper: Stamper) -> None:
        self.stamper = stamper
        self.days: dict[bytes, int] = {}
        self.span: tuple[int, int, int, int] | None = None
        self.offset: timedelta | None = None

    def __call__(self, line: bytes) -> int | None:
        """The line's moment as seconds of the wall clock, None when it states none."""
        if self.span is not None:
            start, hour, minute, second = self.span
            try:
                return (
                    self.days[line[start:hour]]
                    + _HOURS[line[hour : hour + 2]]
                    + _MINUTES[line[minute : minute + 2]]
                    + _SECONDS[line[second : second + 2]]
                )
            except KeyError:
                return self._slow(line)
        return self._slow(line)

    def _slow(self, line: bytes) -> int | None:
        match = self.stamper.match(line)
        at = self.stamper.moment(match) if match is not None else None
        if match is None or at is None:
            return None
        if at.tzinfo is not None:
            self.offset = at.utcoffset()
        moment = int((at.replace(tzinfo=None, microsecond=0) - EPOCH).total_seconds())
        part = match.groupdict()
        plain = not part.get("half") and not part.get("y2")
        if plain and len(part.get("h") or b"") == 2 and part.get("s") and part.get("mi"):
            self.span = (match.start(), match.start("h"), match.start("mi"), match.start("s"))
            if len(self.days) < _DAYS:
                self.days[line[match.start() : match.start("h")]] = moment - moment % 86400
        return moment
