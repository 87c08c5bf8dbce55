"""The stretches of a zone in which its offset from UTC stays the same, exact to the second.

Read from the pinned zone files: the listed transitions, then the rule in the file's last line for
the years after them. `ZoneInfo` shows an offset at one instant; a calendar needs all of them.
"""

import re
import struct
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tam.domain.clock import zones

DAY = 86_400
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
LAST_ORDINAL = date.max.toordinal()
LONG_AGO = -(1 << 60)
HEADER = struct.Struct(">4s1c15x6l")
TYPE = struct.Struct(">lbb")


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds since 1970 from `start` up to but not at `end`, all at one `offset` from UTC."""

    start: int
    end: int
    offset: int


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A yearly change: the `week`-th `weekday` (0 is Sunday, week 5 the last) of a month."""

    month: int
    week: int
    weekday: int
    seconds: int

    def wall(self, year: int) -> int:
        """Its wall-clock seconds since 1970 in a year."""
        first = date(year, self.month, 1)
        day = (self.weekday - first.isoweekday()) % 7 + (self.week - 1) * 7
        while (first + timedelta(days=day)).month != self.month:
            day -= 7
        return (first.toordinal() + day - EPOCH_ORDINAL) * DAY + self.seconds


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """The rule after the last listed transition: one offset, or two with their changes."""

    standard: int
    other: int | None = None
    begins: ChangeDay | None = None
    ends: ChangeDay | None = None

    def changes(self, year: int) -> list[tuple[int, int]]:
        """The changes of a year as (instant, offset from then on), in order."""
        if self.other is None or self.begins is None or self.ends is None:
            return []
        return sorted(
            [
                (self.begins.wall(year) - self.standard, self.other),
                (self.ends.wall(year) - self.other, self.standard),
            ]
        )


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """A zone's file: `offsets[i]` holds from `instants[i]` on; `first` holds before them all."""

    first: int
    instants: tuple[int, ...]
    offsets: tuple[int, ...]
    yearly: YearlyRule


NAME = r"(?:<[^>]+>|[A-Za-z]+)"
TIME = r"[+-]?\d+(?::\d+)?(?::\d+)?"
DATE = r"M(\d+)\.(\d+)\.(\d+)(?:/(" + TIME + r"))?"
FOOTER = re.compile(rf"{NAME}({TIME})(?:{NAME}({TIME})?,{DATE},{DATE})?")
TWO_O_CLOCK = "2"


def _seconds(text: str) -> int:
    """Seconds of `[+-]h[:m[:s]]`."""
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")]
    return sign * sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))


def yearly_rule(text: str) -> YearlyRule:
    """The rule of a file's last line, such as `CET-1CEST,M3.5.0,M10.5.0/3`.

    Its signs are those of POSIX: hours to add for UTC, so Europe has minus one.
    """
    found = FOOTER.fullmatch(text)
    if found is None:
        raise ValueError(f"The zone data has a rule of an unknown form: {text!r}.")
    standard, other, *days = found.groups()
    offset = -_seconds(standard)
    if days[0] is None:
        return YearlyRule(offset)
    begins, ends = (
        ChangeDay(int(month), int(week), int(weekday), _seconds(time or TWO_O_CLOCK))
        for month, week, weekday, time in (days[:4], days[4:])
    )
    return YearlyRule(offset, offset + 3600 if other is None else -_seconds(other), begins, ends)


@cache
def rules(name: str) -> ZoneRules:
    """The rules of a zone by name."""
    return parse(zones.content(name))


def parse(data: bytes) -> ZoneRules:
    """The rules in a zone file; its second part, with 64-bit instants, is the one that counts."""
    place = _size(data, 0, 4)
    utc, std, leap, count, types, chars = _counts(data, place)
    place += HEADER.size
    instants = struct.unpack_from(f">{count}q", data, place)
    place += count * 8
    indices = data[place : place + count]
    place += count
    kinds = [TYPE.unpack_from(data, place + i * TYPE.size) for i in range(types)]
    place += types * TYPE.size + chars + leap * 12 + std + utc
    footer = data[place:].strip().decode("ascii")
    offsets = [kind[0] for kind in kinds]
    first = next((offset for offset, is_dst, _ in kinds if not is_dst), offsets[0])
    return ZoneRules(first, instants, tuple(offsets[i] for i in indices), yearly_rule(footer))


def _counts(data: bytes, place: int) -> tuple[int, int, int, int, int, int]:
    """The six counts of a header."""
    _, _, utc, std, leap, count, types, chars = HEADER.unpack_from(data, place)
    return utc, std, leap, count, types, chars


def _size(data: bytes, place: int, width: int) -> int:
    """Where the part after this one begins."""
    utc, std, leap, count, types, chars = _counts(data, place)
    body = count * (width + 1) + types * TYPE.size + chars + leap * (width + 4) + std + utc
    return place + HEADER.size + body


@cache
def _yearly_changes(name: str, year: int) -> list[tuple[int, int]]:
    """The changes of a year after the last listed transition."""
    known = rules(name)
    last = known.instants[-1] if known.instants else LONG_AGO
    return [change for change in known.yearly.changes(year) if change[0] > last]


def year_of(instant: int) -> int:
    """The year of an instant in UTC, held inside 1 to 9999."""
    ordinal = instant // DAY + EPOCH_ORDINAL
    return date.fromordinal(min(max(ordinal, 1), LAST_ORDINAL)).year


def spans(name: str, start: int, end: int) -> list[Span]:
    """The stretches of one offset between two instants, in order and without gaps."""
    known = rules(name)
    at = bisect_right(known.instants, start)
    offset = known.offsets[at - 1] if at else known.first
    changes = list(zip(known.instants[at:], known.offsets[at:], strict=True))
    last = known.instants[-1] if known.instants else LONG_AGO
    if end > last:
        if start > last:
            offset = known.yearly.standard
        for year in range(max(year_of(max(start, last)) - 1, 1), min(year_of(end) + 1, 9999) + 1):
            changes += _yearly_changes(name, year)
    return _cut(changes, offset, start, end)


def _cut(changes: list[tuple[int, int]], offset: int, start: int, end: int) -> list[Span]:
    """Spans from changes in order; a change that keeps the offset makes none."""
    made = []
    since = start
    for instant, following in changes:
        if instant >= end:
            break
        if instant > since and following != offset:
            made.append(Span(since, instant, offset))
            since = instant
        offset = following
    made.append(Span(since, end, offset))
    return made


def offset_at(name: str, instant: int) -> int:
    """The offset of a zone at an instant, in seconds."""
    return spans(name, instant, instant + 1)[0].offset
