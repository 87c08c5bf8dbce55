"""Times in text: which format a member writes, and what moment a line states."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from tam.domain.logreview.text.patterns import FORMATS, MONTHS, Format

_REACH = 90
_SAMPLE = 60
_LIKELY = re.compile(rb"\d[:.hH-][0-5]\d|\d{8}")
NO_YEAR = 1972  # stands for a year that is not known yet; it has a 29 February


@dataclass(frozen=True, slots=True)
class Found:
    """A moment in a line and where its text stands.

    It is aware only where the text states a zone.
    """

    at: datetime
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known before a member is read.

    When the bundle was made, and whether days come first.
    """

    captured: datetime | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Stamper:
    """The one format a member's lines use."""

    form: Format
    hints: Hints
    reach: int = _REACH

    def match(self, line: bytes) -> re.Match[bytes] | None:
        """Where the line's time stands."""
        return self.form.pattern.search(line, 0, self.reach)

    def moment(self, match: re.Match[bytes]) -> datetime | None:
        """The moment that stands there, None for one that does not exist."""
        return read(self.form, match, self.hints)

    def find(self, line: bytes) -> Found | None:
        """The line's moment, None when it states none or one that does not exist."""
        match = self.match(line)
        at = self.moment(match) if match is not None else None
        return (
            Found(at, match.start(), match.end()) if match is not None and at is not None else None
        )


def read(form: Format, match: re.Match[bytes], hints: Hints) -> datetime | None:
    """The moment that a match of this format states."""
    part = match.groupdict()
    try:
        if part.get("epoch"):
            return _epoch(part["epoch"])
        year, month, day = _date(form, part, hints)
        hour = _hour(part)
        wall = datetime(  # noqa: DTZ001 - a wall clock, the zone comes below
            year, month, day, hour, int(part.get("mi") or 0), min(int(part.get("s") or 0), 59)
        )
    except (ValueError, KeyError, OverflowError):
        return None
    fraction = part.get("us")
    if fraction:
        wall = wall.replace(microsecond=int(fraction[:6].ljust(6, b"0")))
    offset = _offset(part.get("tz"))
    return wall if offset is None else wall.replace(tzinfo=timezone(timedelta(minutes=offset)))


def _epoch(text: bytes) -> datetime:
    seconds = int(text[:10])
    fraction = text[10:].lstrip(b".")
    wall = datetime(1970, 1, 1) + timedelta(seconds=seconds)  # noqa: DTZ001 - UTC, set below
    if fraction:
        wall = wall.replace(microsecond=int(fraction[:6].ljust(6, b"0")))
    return wall.replace(tzinfo=UTC)


def _hour(part: dict[str, bytes | None]) -> int:
    hour = int(part.get("h") or 0)
    half = (part.get("half") or b"").upper()
    if half.startswith(b"P") and hour < 12:
        return hour + 12
    return 0 if half.startswith(b"A") and hour == 12 else hour


def _date(form: Format, part: dict[str, bytes | None], hints: Hints) -> tuple[int, int, int]:
    if part.get("mon"):
        month = MONTHS[(part["mon"] or b"")[:3].lower()]
        day = int(part.get("d") or 0)
        stated = part.get("y") or part.get("y2")
        return (int(stated) if stated else _year(month, day, hints)), month, day
    if part.get("a") is None:
        return int(part.get("y") or 0), int(part.get("m") or 0), int(part.get("d") or 0)
    first, second, year = int(part["a"] or 0), int(part.get("b") or 0), int(part.get("y") or 0)
    year += 2000 if year < 100 else 0
    day_first = form.day_first if form.day_first is not None else hints.day_first
    if day_first is None and first <= 12 and second <= 12 and hints.captured is not None:
        day_first = _nearer(year, first, second, hints.captured)
    if first > 12 or (day_first and second <= 12):
        return year, second, first
    return year, first, second


def _nearer(year: int, first: int, second: int, captured: datetime) -> bool:
    """Whether reading the day first brings an ambiguous date closer before the bundle was made."""

    def away(month: int, day: int) -> float:
        days = (captured - datetime(year, month, day)).total_seconds() / 86400  # noqa: DTZ001 - days
        return days if days > -2 else 10_000 - days

    return away(second, first) < away(first, second)


def _year(month: int, day: int, hints: Hints) -> int:
    """A stamp without a year belongs to the last such day before the bundle was made."""
    if hints.captured is None:
        return NO_YEAR
    last = hints.captured + timedelta(days=2)
    return last.year if (month, day) <= (last.month, last.day) else last.year - 1


def dated(at: datetime, made: datetime) -> datetime:
    """A moment that waits for its year, dated before the bundle was made; others stay."""
    if at.year != NO_YEAR:
        return at
    year = _year(at.month, at.day, Hints(made))
    try:
        return at.replace(year=year)
    except ValueError:  # 29 February of a year that has none
        return at.replace(year=year, day=28)


def _offset(text: bytes | None) -> int | None:
    if not text:
        return None
    if text[:1] not in b"+-":
        return 0
    digits = text[1:].replace(b":", b"")
    minutes = int(digits[:2]) * 60 + int(digits[2:4] or 0)
    return -minutes if text[:1] == b"-" else minutes


def detect(lines: Iterable[bytes], hints: Hints) -> Stamper | None:
    """The format most lines begin with, None when fewer than one in ten has a time."""
    sample = [line for line in lines if line.strip()][:_SAMPLE]
    likely = [line for line in sample if _LIKELY.search(line, 0, _REACH)]
    best: tuple[int, int, Format] | None = None
    for rank, form in enumerate(FORMATS):
        hits = [m for m in (form.pattern.search(line, 0, _REACH) for line in likely) if m]
        if hits and (best is None or len(hits) > best[0]):
            best = (len(hits), -rank, form)
            if len(hits) == len(sample):
                break
    if best is None or best[0] * 10 < len(sample):
        return None
    form = best[2]
    return Stamper(form, Hints(hints.captured, _day_first(form, sample, hints)))


def _day_first(form: Format, sample: list[bytes], hints: Hints) -> bool | None:
    """Settle 03/04/2026 by a number over twelve, the bundle's own time, how far days lie apart."""
    matches = [m for m in (form.pattern.search(line, 0, _REACH) for line in sample) if m]
    pairs = {(int(m["a"]), int(m["b"]), int(m["y"])) for m in matches if "a" in m.groupdict()}
    if not pairs or form.day_first is not None:
        return form.day_first
    if any(first > 12 for first, _, _ in pairs):
        return True
    if any(second > 12 for _, second, _ in pairs):
        return False
    if hints.day_first is not None:
        return hints.day_first
    return _distance(pairs, hints, day_first=True) < _distance(pairs, hints, day_first=False)


def _distance(
    pairs: set[tuple[int, int, int]], hints: Hints, *, day_first: bool
) -> tuple[int, float]:
    days = []
    for first, second, year in pairs:
        full = year + 2000 if year < 100 else year
        month, day = (second, first) if day_first else (first, second)
        with suppress(ValueError):  # 30 February, perhaps because the order is the other one
            days.append(datetime(full, month, day))  # noqa: DTZ001 - a day, on no zone's clock
    if not days:
        return 100_000, 0.0
    spread = (max(days) - min(days)).days
    if hints.captured is None:
        return spread, 0.0
    away = max((day - hints.captured).total_seconds() / 86400 for day in days)
    return spread + (1000 if away > 2 else int(abs(away))), away


def find_any(text: bytes, hints: Hints) -> Found | None:
    """The first moment in a short text, in any format."""
    best: Found | None = None
    for form in FORMATS:
        match = form.pattern.search(text)
        if match is None or (best is not None and match.start() >= best.start):
            continue
        at = read(form, match, hints)
        if at is not None:
            best = Found(at, match.start(), match.end())
    return best


def when(text: str, hints: Hints) -> datetime | None:
    """The moment a short text states."""
    found = find_any(text.encode("utf-8", "replace"), hints)
    return found.at if found is not None else None
