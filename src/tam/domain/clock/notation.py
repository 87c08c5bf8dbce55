"""Calendars, lengths and moments as people write them in files: `Mon-Fri 08:00-12:00,13:00-17:00`.

The grammar is that of the reference tables of the service clock; every error quotes the part that
is wrong.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from tam.domain.clock.errors import BadAmount, BadCalendar, NaiveMoment
from tam.domain.clock.spec import ALWAYS, DAY, Week, Window, Windows

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
LENGTH = re.compile(
    r"PT(?=[0-9])(?:([0-9]{1,12})H)?(?:([0-9]{1,12})M)?(?:([0-9]{1,12}(?:\.[0-9]{1,6})?)S)?"
)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]+(?:Z|[+-][0-9:.]+)?", re.IGNORECASE)
ALL_HOURS = "24x7"
LAST_MINUTE = 59


def minutes(text: str) -> int:
    """Minutes after midnight of hh:mm; 25:00 is one in the morning of the next day."""
    found = CLOCK.fullmatch(text.strip())
    if found is None or int(found[2]) > LAST_MINUTE:
        raise BadCalendar(f"{text.strip()!r} is no time of day; write it as 08:00.")
    return int(found[1]) * 60 + int(found[2])


def time_of_day(text: str) -> time:
    """A time of day as 14:30."""
    found = minutes(text)
    if found >= DAY:
        raise BadCalendar(f"{text.strip()!r} is no time of day; write it as 14:30.")
    return time(found // 60, found % 60)


def window(text: str) -> Window:
    """A window; an end at or before its start runs past midnight, as does one above 24:00."""
    first, dash, last = text.partition("-")
    if not dash:
        raise BadCalendar(f"{text.strip()!r} is no window; write it as 08:00-17:00.")
    opens, closes = minutes(first), minutes(last)
    closes = closes if closes > opens else closes + DAY
    if opens >= DAY or closes > 2 * DAY:
        raise BadCalendar(f"{text.strip()!r} opens after 24:00, or closes after 48:00.")
    return opens, closes


def windows(text: str) -> Windows:
    """The windows of one day, separated by commas, in order."""
    return tuple(sorted(window(part) for part in text.split(",")))


def weekdays(text: str) -> Iterator[int]:
    """The weekdays of `Mon`, `Mon-Fri` or, around the end of the week, `Sun-Thu`; Monday is 0."""
    first, dash, last = text.partition("-")
    start = _weekday(first)
    yield from ((start + i) % 7 for i in range((_weekday(last) - start) % 7 + 1 if dash else 1))


def _weekday(text: str) -> int:
    name = text.strip().capitalize()
    if name not in WEEKDAYS:
        raise BadCalendar(f"There is no weekday {text.strip()!r}; write Mon, Tue ... Sun.")
    return WEEKDAYS.index(name)


def week(text: str) -> Week:
    """A week of windows from its text; without any for an empty one."""
    if text.strip().lower() == ALL_HOURS:
        return ALWAYS
    days: list[list[Window]] = [[] for _ in WEEKDAYS]
    for part in text.split(";"):
        if not part.strip():
            continue
        names, _, hours = part.strip().partition(" ")
        for number in tuple(weekdays(names)):
            days[number] += windows(hours)
    return tuple(tuple(sorted(found)) for found in days)


def day(text: str) -> date:
    """A date as 2026-12-24."""
    if DATE.fullmatch(text.strip()):
        try:
            return date.fromisoformat(text.strip())
        except ValueError as wrong:
            raise BadCalendar(f"{text.strip()!r} is no date: {wrong}.") from None
    raise BadCalendar(f"{text.strip()!r} is no date; write it as 2026-12-24.")


def closed(texts: Iterable[str]) -> tuple[frozenset[date], tuple[tuple[date, Window], ...]]:
    """Closed dates and closed parts of dates, from `2026-12-25` and `2026-12-24 12:00-24:00`."""
    dates: set[date] = set()
    parts: list[tuple[date, Window]] = []
    for text in texts:
        on, _, hours = text.strip().partition(" ")
        if hours:
            parts += [(day(on), part) for part in windows(hours)]
        else:
            dates.add(day(on))
    return frozenset(dates), tuple(parts)


def length(text: str) -> timedelta:
    """A length of covered time as PT4H, PT1H30M or PT10S."""
    found = LENGTH.fullmatch(text.strip())
    if found is None:
        raise BadAmount(f"{text.strip()!r} is no length of covered time; write it as PT1H30M.")
    hours, mins, seconds = (Decimal(part or 0) for part in found.groups())
    try:
        return timedelta(microseconds=int((hours * 3600 + mins * 60 + seconds) * 1_000_000))
    except OverflowError:
        raise BadAmount(f"{text.strip()!r} is longer than can be computed.") from None


def written(amount: timedelta) -> str:
    """A length of time as PT1H30M, PT0S, PT0.5S; a negative one with a minus before it."""
    micro = amount // timedelta(microseconds=1)
    whole, rest = divmod(abs(micro), 1_000_000)
    hours, mins, seconds = whole // 3600, whole // 60 % 60, whole % 60
    fraction = f".{rest:06}".rstrip("0") if rest else ""
    parts = [f"{hours}H" if hours else "", f"{mins}M" if mins else ""]
    if seconds or fraction or not whole:
        parts.append(f"{seconds}{fraction}S")
    return f"{'-' if micro < 0 else ''}PT{''.join(parts)}"


def instant(text: str) -> datetime:
    """An aware moment as 2026-07-07T14:30:00-06:00; one without an offset is refused."""
    try:
        found = datetime.fromisoformat(text.strip()) if MOMENT.fullmatch(text.strip()) else None
    except ValueError as wrong:
        raise BadAmount(f"{text.strip()!r} is no moment: {wrong}.") from None
    if found is None:
        raise BadAmount(f"{text.strip()!r} is no moment; write it as 2026-07-07T14:30:00-06:00.")
    if found.tzinfo is None:
        raise NaiveMoment(f"{text.strip()!r} has no offset; a moment needs its zone.")
    return found
