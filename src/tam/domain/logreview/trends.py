"""Counters over many bundles: how fast they run, and in how many days they reach their threshold.

The slope is the median of all slopes between two readings (Theil-Sen), its interval the one of
Sen; readings far off the line are drawn to three median deviations first. Where the readings are
too few or too close together the trend says so and forecasts nothing (TAM-06, TAM-07).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import groupby, pairwise
from statistics import median

FEWEST = 4  # own: readings on different days
SHORTEST_DAYS = 7.0  # own
FARTHEST_DAYS = 3650.0  # own: a date ten years off says nothing
CLIP_MAD = 3.0
_Z = 1.645  # 90 of 100
_WRAP = 2.0**32
_DAY = 86_400.0
_LARGE = 100.0  # from here on whole numbers are exact enough


class Way(Enum):
    """How a value runs: a counter up until it is reset, a rest down, a gauge up and down."""

    COUNTS = "counts"
    FALLS = "falls"
    GAUGE = "gauge"


@dataclass(frozen=True, slots=True)
class Reading:
    """A counter at a capture; `threshold` is the one in force then, None where there is none."""

    at: datetime
    value: float
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days until the threshold is reached: likely, at the earliest, at the latest.

    `latest` is None where the slope may as well be flat.
    """

    days: float
    earliest: float
    latest: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """A counter's course: its readings since it last began anew, its slope a day, and in words."""

    readings: tuple[Reading, ...]
    begun_anew_at: datetime | None
    slope: float | None
    forecast: Forecast | None
    words: str

    @property
    def last(self) -> Reading:
        """The newest reading."""
        return self.readings[-1]


def trend(readings: Iterable[Reading], way: Way = Way.COUNTS) -> Trend | None:
    """The course of a value, None where nobody read it."""
    daily = _daily(readings)
    if not daily:
        return None
    kept, anew = _since_reset(_unwrapped(daily)) if way is Way.COUNTS else (daily, None)
    lacks = _lacks(kept)
    if lacks:
        return Trend(tuple(kept), anew, None, None, lacks)
    slopes = _slopes(_clipped(kept))
    slope = median(slopes)
    low, high = _interval(slopes, len(kept))
    forecast, words = _reach(kept[-1], (low, slope, high), falls=way is Way.FALLS)
    return Trend(tuple(kept), anew, slope, forecast, words)


def _daily(readings: Iterable[Reading]) -> list[Reading]:
    """One reading a day, the median of the day's, in order of time."""
    ordered = sorted(readings, key=lambda one: (one.at, one.value))
    days = [list(group) for _, group in groupby(ordered, key=lambda one: one.at.date())]
    return [
        Reading(day[-1].at, median(one.value for one in day), day[-1].threshold) for day in days
    ]


def _unwrapped(readings: list[Reading]) -> list[Reading]:
    """A counter that ran over the end of its 32 bits goes on counting."""
    added, kept = 0.0, readings[:1]
    for before, now in pairwise(readings):
        if before.value > 0.9 * _WRAP and now.value < 0.1 * _WRAP:
            added += _WRAP
        kept.append(Reading(now.at, now.value + added, now.threshold))
    return kept


def _since_reset(readings: list[Reading]) -> tuple[list[Reading], datetime | None]:
    """The readings since the counter last fell: it was reset, or its part was replaced.

    A fall to where the counter was before one wild reading is no reset.
    """
    begins = 0
    for place, (before, now) in enumerate(pairwise(readings), start=1):
        wild = place - begins >= 2 and now.value >= readings[place - 2].value
        if now.value < before.value and not wild:
            begins = place
    return readings[begins:], readings[begins].at if begins else None


def _lacks(readings: Sequence[Reading]) -> str:
    """Why there is no forecast, in words; nothing where there are readings enough."""
    days = _days(readings[0].at, readings[-1].at)
    if len(readings) < FEWEST or days < SHORTEST_DAYS:
        many = "reading" if len(readings) == 1 else "readings"
        over = f" over {_whole(days)}" if len(readings) > 1 else ""
        return (
            f"Too few data: {len(readings)} {many}{over}; a trend needs {FEWEST} over"
            f" {_whole(SHORTEST_DAYS)}."
        )
    return ""


def _days(first: datetime, last: datetime) -> float:
    return (last - first).total_seconds() / _DAY


def _whole(days: float) -> str:
    count = round(days)
    return "1 day" if count == 1 else f"{count} days"


def _points(readings: Sequence[Reading]) -> list[tuple[float, float]]:
    return [(_days(readings[0].at, one.at), one.value) for one in readings]


def _slopes(points: Sequence[tuple[float, float]]) -> list[float]:
    return sorted(
        (there[1] - here[1]) / (there[0] - here[0])
        for place, here in enumerate(points)
        for there in points[place + 1 :]
    )


def _clipped(readings: Sequence[Reading]) -> list[tuple[float, float]]:
    """The points, those far off a first line drawn to three median deviations from it."""
    points = _points(readings)
    slope = median(_slopes(points))
    level = median(value - slope * day for day, value in points)
    off = [value - level - slope * day for day, value in points]
    most = CLIP_MAD * median(abs(one) for one in off)
    return [
        (day, level + slope * day + max(-most, min(most, far)))
        for (day, _), far in zip(points, off, strict=True)
    ]


def _interval(slopes: Sequence[float], readings: int) -> tuple[float, float]:
    """Sen's interval of the slope: the slopes that many ranks from the middle."""
    spread = _Z * math.sqrt(readings * (readings - 1) * (2 * readings + 5) / 18)
    count = len(slopes)
    low = max(0, math.floor((count - spread) / 2))
    high = min(count - 1, math.ceil((count + spread) / 2))
    return slopes[low], slopes[high]


def _reach(
    last: Reading, slopes: tuple[float, float, float], *, falls: bool
) -> tuple[Forecast | None, str]:
    """When the threshold is reached, and the sentence that says it."""
    if last.threshold is None:
        return None, f"{_pace(slopes[1])}; it has no threshold to run towards."
    room = last.value - last.threshold if falls else last.threshold - last.value
    towards = [-one for one in reversed(slopes)] if falls else list(slopes)
    if room <= 0:
        return None, f"{_pace(slopes[1])}; it is at its threshold already."
    slow, likely, fast = towards
    if likely <= 0 or room / likely > FARTHEST_DAYS:
        return None, f"{_pace(slopes[1])}; at this pace it does not reach its threshold."
    latest = room / slow if slow > 0 and room / slow <= FARTHEST_DAYS else None
    found = Forecast(room / likely, room / fast, latest)
    return found, f"{_pace(slopes[1])}; {_when(found)}."


def _pace(slope: float) -> str:
    if slope == 0:
        return "It stands still"
    pace = f"{slope:+,.0f}" if abs(slope) >= _LARGE else f"{slope:+.3g}"
    return f"It moves by {pace} a day"


def _when(found: Forecast) -> str:
    least, most = round(found.earliest), round(found.latest) if found.latest is not None else None
    until = f"between {least} and {most} days" if most is not None else f"{least} days at least"
    if least == most:
        return f"it reaches its threshold in {_whole(found.days)}"
    return f"it reaches its threshold in about {_whole(found.days)} ({until})"
