"""The grammar of clock files: calendars, targets, holds and questions as text."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from tam.domain.clock import cadence, timer
from tam.domain.clock.cadence import Rhythm, Unit
from tam.domain.clock.spec import ALWAYS, DAY, BadCalendar, CalendarSpec, Scope, Window
from tam.domain.clock.timer import Hold
from tam.domain.clock.workdays import Arrival, delivery_day, nbd_arrival

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?"
    r"(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+(?:\.\d{1,6})?)S)?)?"
)
_RHYTHM = re.compile(r"P(?:(?P<d>\d+)D|(?P<w>\d+)W|(?P<m>\d+)M|(?P<y>\d+)Y)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


class BadRow(ValueError):
    """A row that cannot be understood; the message names the field."""


def duration(text: str) -> timedelta:
    """An ISO 8601 duration of weeks, days, hours, minutes, seconds."""
    found = _DURATION.fullmatch(text.strip())
    if not found or text.strip() in {"P", "PT", "-P"} or text.strip().endswith("T"):
        raise BadRow(f"{text!r} is no duration such as PT4H.")
    part = {key: float(value or 0) for key, value in found.groupdict().items() if key != "sign"}
    length = timedelta(
        weeks=part["w"], days=part["d"], hours=part["h"], minutes=part["m"], seconds=part["s"]
    )
    return -length if found["sign"] else length


def written(length: timedelta) -> str:
    """A duration as PT1H30M; zero is PT0S."""
    sign, rest = ("-", -length) if length < timedelta() else ("", length)
    seconds = rest.days * 86_400 + rest.seconds
    hours, minutes, left = seconds // 3_600, seconds % 3_600 // 60, seconds % 60
    fraction = f".{rest.microseconds:06d}".rstrip("0") if rest.microseconds else ""
    text = f"{hours}H" if hours else ""
    text += f"{minutes}M" if minutes else ""
    text += f"{left}{fraction}S" if left or fraction or not text else ""
    return f"{sign}PT{text}"


def instant(text: str, name: str) -> datetime:
    """An instant with its offset."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadRow(f"{name}: {text!r} is no instant such as 2026-03-04T10:00:00+01:00.") from None
    if at.tzinfo is None:
        raise BadRow(f"{name}: {text!r} has no offset; a moment needs its zone.")
    return at


def minutes(text: str) -> int:
    """Minutes after midnight of hh:mm, up to 48:00."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or int(found[2]) > 59:
        raise BadRow(f"{text!r} is no time such as 08:00.")
    return int(found[1]) * 60 + int(found[2])


def window(text: str) -> Window:
    """hh:mm-hh:mm; an end at or before its start runs past midnight."""
    opens, dash, closes = text.partition("-")
    if not dash:
        raise BadRow(f"{text!r} is no window such as 08:00-17:00.")
    start, end = minutes(opens), minutes(closes)
    return (start, end if end > start else end + DAY)


def weekdays(text: str) -> list[int]:
    """A day or a range of days; a range may wrap the week."""
    first, _, last = text.strip().lower().partition("-")
    try:
        start, end = DAYS.index(first[:3]), DAYS.index((last or first)[:3])
    except ValueError:
        raise BadRow(f"{text!r} is no day or range such as Mon-Fri.") from None
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def week(text: str) -> tuple[tuple[Window, ...], ...]:
    """`24x7`, or parts `Mon-Fri 08:00-12:00,13:00-17:00` separated by semicolons."""
    if text.strip().lower() == "24x7":
        return ALWAYS
    windows: list[list[Window]] = [[] for _ in DAYS]
    for part in filter(None, (one.strip() for one in text.split(";"))):
        days, blank, spans = part.partition(" ")
        if not blank:
            raise BadRow(f"business_hours: {part!r} names no hours.")
        for day in weekdays(days):
            windows[day] += [window(span) for span in spans.split(",")]
    return tuple(tuple(sorted(one)) for one in windows)


def day(text: str) -> date:
    """A date, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadRow(f"{text!r} is no date such as 2026-03-04.") from None


def calendar(row: Mapping[str, str]) -> CalendarSpec:
    """The calendar of a row of clock-cases."""
    closed: set[date] = set()
    closures: list[tuple[date, Window]] = []
    for item in filter(None, (one.strip() for one in row.get("holidays", "").split("|"))):
        on, _, part = item.partition(" ")
        if part:
            closures.append((day(on), window(part)))
        else:
            closed.add(day(on))
    return CalendarSpec(
        row["timezone"].strip(), week(row["business_hours"]), frozenset(closed), tuple(closures)
    )


@dataclass(slots=True)
class Question:
    """What a row asks, token by token."""

    target: timedelta | None = None
    end: datetime | None = None
    holds: list[Hold] = field(default_factory=list)
    before: timedelta | None = None
    warn: int | None = None
    at: datetime | None = None
    back: timedelta | None = None
    every: Rhythm | None = None
    number: int = 1
    nbd: bool = False
    ships: bool = False
    cut_off: time | None = None


def rhythm(text: str) -> Rhythm:
    """P7D, P2W, P1M, P1Y."""
    found = _RHYTHM.fullmatch(text)
    if not found:
        raise BadRow(f"every: {text!r} is no rhythm such as P7D or P1M.")
    count = int(next(value for value in found.groups() if value))
    if found["d"] or found["w"]:
        return Rhythm(count * (7 if found["w"] else 1), Unit.DAYS)
    return Rhythm(count * (12 if found["y"] else 1), Unit.MONTHS)


def hold(text: str) -> Hold:
    """A/B, where B may be `open`."""
    since, slash, until = text.partition("/")
    if not slash:
        raise BadRow(f"pause: {text!r} is no hold such as A/B.")
    end = None if until.strip() == "open" else instant(until, "pause")
    return Hold(instant(since, "pause"), end)


def _number(text: str, name: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise BadRow(f"{name}: {text!r} is no whole number.")
    return int(text)


def _cut_off(text: str) -> time:
    at = minutes(text)
    return time(at // 60, at % 60)


KEYS = {
    "end": lambda asked, text: replace(asked, end=instant(text, "end")),
    "pause": lambda asked, text: replace(asked, holds=[*asked.holds, hold(text)]),
    "before": lambda asked, text: replace(asked, before=duration(text)),
    "warn": lambda asked, text: replace(asked, warn=_number(text.rstrip("%"), "warn")),
    "at": lambda asked, text: replace(asked, at=instant(text, "at")),
    "back": lambda asked, text: replace(asked, back=duration(text)),
    "every": lambda asked, text: replace(asked, every=rhythm(text)),
    "n": lambda asked, text: replace(asked, number=_number(text, "n")),
    "cutoff": lambda asked, text: replace(asked, cut_off=_cut_off(text)),
}


def question(text: str) -> Question:
    """The tokens of `duration_or_end`."""
    asked = Question()
    for word in filter(None, (one.strip() for one in text.split(";"))):
        key, equals, value = word.partition("=")
        if equals and key.strip() in KEYS:
            asked = KEYS[key.strip()](asked, value.strip())
        elif word == "nbd_onsite":
            asked = replace(asked, nbd=True)
        elif word == "parts_ship":
            asked = replace(asked, ships=True)
        elif word.startswith(("P", "-P")):
            asked = replace(asked, target=duration(word))
        else:
            raise BadRow(f"duration_or_end: {word!r} is not known.")
    return asked


def show(at: datetime | None) -> str:
    """An instant as the files write it; no deadline while a hold is open."""
    if at is None:
        return "PAUSED"
    return at.isoformat(timespec="microseconds" if at.microsecond else "seconds")


def _arrival(found: Arrival) -> str:
    return f"{show(found.since)}/{show(found.until)}"


def answer_case(row: Mapping[str, str]) -> str:
    """The answer to one row of clock-cases."""
    start = instant(row["start"], "start")
    asked = question(row["duration_or_end"])
    if asked.every is not None:
        name = row["timezone"].strip()
        return show(cadence.run(start, asked.every, asked.number, name))
    spec = calendar(row)
    if asked.nbd:
        return _arrival(nbd_arrival(spec, start))
    if asked.ships:
        return delivery_day(spec, start, asked.cut_off or time(14, 30)).isoformat()
    if asked.end is not None:
        return written(timer.elapsed(spec, start, asked.end, asked.holds))
    if asked.back is not None:
        return show(timer.begun(spec, start, asked.back))
    return _target(spec, start, asked)


def _target(spec: CalendarSpec, start: datetime, asked: Question) -> str:
    if asked.target is None:
        raise BadRow("duration_or_end: it asks for nothing.")
    if asked.at is not None:
        found = timer.read(spec, start, asked.target, asked.at, asked.holds)
        return f"{found.state.value} elapsed={written(found.elapsed)}"
    if asked.warn is not None:
        return show(timer.threshold(spec, start, (asked.target, asked.warn), asked.holds))
    if asked.before is not None:
        return show(timer.due(spec, start, asked.target - asked.before, asked.holds))
    return show(timer.due(spec, start, asked.target, asked.holds))


def _special(text: str) -> tuple[tuple[date, tuple[Window, ...]], ...]:
    found = json.loads(text) if text.strip() else []
    return tuple(
        (day(on), tuple((int(opens), int(closes)) for opens, closes in windows))
        for on, windows in found
    )


def answer_vector(row: Mapping[str, str]) -> str:
    """The answer to one row of clock-vectors."""
    spec = CalendarSpec(
        zone=row["timezone"].strip(),
        weekly=week(row["weekly"]),
        closed=frozenset(day(one) for one in row["closed_dates"].split()),
        special=_special(row["special_days"]),
        scope=Scope(row["closed_date_scope"].strip() or "anchor"),
    )
    start = instant(row["start"], "start")
    holds = [hold(one) for one in row["holds"].split()]
    match row["op"].strip():
        case "due":
            return show(timer.due(spec, start, _seconds(row), holds))
        case "begun":
            return show(timer.begun(spec, start, _seconds(row)))
        case "between":
            used = timer.elapsed(spec, start, instant(row["end"], "end"), holds)
            return (
                f"{used.total_seconds():g}"
                if used.microseconds
                else str(used.days * 86_400 + used.seconds)
            )
        case "next_open":
            return show(timer.next_open(spec, start))
        case other:
            raise BadRow(f"op: {other!r} is not known.")


def _seconds(row: Mapping[str, str]) -> timedelta:
    return timedelta(seconds=_number(row["amount_s"].strip(), "amount_s"))


__all__ = ["BadCalendar", "BadRow", "answer_case", "answer_vector"]
