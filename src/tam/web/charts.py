"""Charts drawn here, as numbers of a small picture: courses of counters, lanes of findings.

Every chart stands beside its numbers as text; the picture itself is hidden from readers aloud.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tam.apps.logreview.selectors import FindingLine
from tam.domain.logreview.series import TrendLine
from tam.domain.logreview.trends import Trend

WIDTH, HEIGHT, EDGE = 240.0, 56.0, 4.0
MOST_PICTURES = 8
LONGEST = timedelta(days=90)
LANE = 14


@dataclass(frozen=True)
class Course:
    """One counter as a picture: a line through its readings, the threshold across."""

    line: TrendLine
    points: str
    dots: list[tuple[float, float]]
    threshold: float | None


@dataclass(frozen=True)
class Bar:
    """One finding on its part's lane, from its first to its last line."""

    finding: FindingLine
    start: float
    width: float
    top: float


@dataclass(frozen=True)
class Lane:
    """One part of the library and the findings about it."""

    part: str
    bars: list[Bar]


@dataclass(frozen=True)
class Lanes:
    """All parts with findings over one stretch of time; `marks` are the captures of bundles."""

    first: datetime
    last: datetime
    lanes: list[Lane]
    marks: list[float]
    height: int


def courses(lines: Iterable[TrendLine]) -> tuple[list[Course], list[TrendLine]]:
    """The counters worth a picture, and those that stand in the table alone."""
    known = list(lines)
    shown = [one for one in known if one.tells][:MOST_PICTURES]
    return [_course(one) for one in shown], [one for one in known if one not in shown]


def _course(line: TrendLine) -> Course:
    found: Trend = line.trend
    values = [one.value for one in found.readings]
    limit = found.last.threshold
    scale = [*values, *([limit] if limit is not None else [])]
    low, high = min(scale), max(scale)
    begins = found.readings[0].at
    span = (found.last.at - begins).total_seconds()
    dots = [
        (
            _place((one.at - begins).total_seconds(), 0, span, WIDTH),
            _height(one.value, low, high),
        )
        for one in found.readings
    ]
    return Course(
        line,
        " ".join(f"{x},{y}" for x, y in dots),
        dots,
        _height(limit, low, high) if limit is not None else None,
    )


def _place(value: float, low: float, high: float, room: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return round(EDGE + share * (room - 2 * EDGE), 1)


def _height(value: float, low: float, high: float) -> float:
    return round(HEIGHT - _place(value, low, high, HEIGHT), 1)


def lanes(findings: Sequence[FindingLine], captures: Iterable[datetime | None]) -> Lanes | None:
    """The findings with a time, one lane for each part; None where none has a time."""
    timed = [one for one in findings if one.first_seen and one.last_seen]
    taken = [at for at in captures if at is not None]
    moments = [at for one in timed for at in (one.first_seen, one.last_seen) if at] + taken
    if not timed:
        return None
    last = max(moments)
    first = max(min(moments), last - LONGEST)
    parts: dict[str, list[Bar]] = {}
    for one in timed:
        if one.last_seen is not None and one.last_seen >= first:
            bars = parts.setdefault(_part(one), [])
            bars.append(_bar(one, first, last, list(parts).index(_part(one))))
    marks = [_along(at, first, last) for at in taken if at >= first]
    known = [Lane(part, bars) for part, bars in parts.items()]
    return Lanes(first, last, known, marks, LANE * max(1, len(known)))


def _part(one: FindingLine) -> str:
    return f"{one.subject_type} {one.subject_id}"


def _bar(one: FindingLine, first: datetime, last: datetime, lane: int) -> Bar:
    begins, ends = one.first_seen or first, one.last_seen or last
    start = _along(max(begins, first), first, last)
    width = max(1.5, round(_along(ends, first, last) - start, 1))
    return Bar(one, start, width, LANE * lane + 3.0)


def _along(at: datetime, first: datetime, last: datetime) -> float:
    span = (last - first).total_seconds()
    return _place((at - first).total_seconds(), 0, span, WIDTH)
