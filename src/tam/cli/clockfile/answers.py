"""An answer to one row, as the files write it."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from tam.cli.clockfile.rows import Layout, Row
from tam.cli.clockfile.tokens import Question, question
from tam.domain.clock import cadence, notation, timer
from tam.domain.clock.holds import Hold
from tam.domain.clock.spec import CalendarSpec, Scope, Windows
from tam.domain.clock.timer import State
from tam.domain.clock.workdays import cut_off_zone, delivery_day, nbd_arrival
from tam.domain.readings import Readings

EMPTY = ""


class BadRow(ValueError):
    """A row that cannot be understood; the message names the field."""


REFUSED = (ValueError, OverflowError, RecursionError)


def answer(row: Row, layout: Layout, readings: Readings) -> str:
    """The answer to a row, or `ERROR:` with the reason why there is none."""
    if row.wrong:
        return f"ERROR: {row.wrong}"
    try:
        return ANSWERS[layout](row.fields, readings)
    except REFUSED as wrong:
        return f"ERROR: {' '.join(str(wrong).split()) or type(wrong).__name__}"


@lru_cache(maxsize=1024)
def _case_calendar(zone: str, hours: str, holidays: str, scope: Scope) -> CalendarSpec:
    """The calendar of a row of clock cases."""
    closed, closures = notation.closed(part for part in holidays.split("|") if part.strip())
    return CalendarSpec(zone.strip(), notation.week(hours), closed, closures, scope=scope)


def calendar(row: Mapping[str, str], readings: Readings) -> CalendarSpec:
    """The calendar of a row of clock cases, kept for the next row that has the same."""
    scope = Scope(readings.value("A35"))
    return _case_calendar(row["timezone"], row["business_hours"], row["holidays"], scope)


def answer_case(row: Mapping[str, str], readings: Readings) -> str:
    """The answer to one row of clock cases."""
    start = notation.instant(row["start"])
    asked = question(row["duration_or_end"])
    if asked.every is not None:
        run = cadence.run(start, asked.every, asked.n or 1, row["timezone"].strip())
        return run.isoformat()
    if asked.parts_ship:
        return _shipped(row, start, asked, readings)
    spec = calendar(row, readings)
    if asked.nbd_onsite:
        arrival = nbd_arrival(spec, start, readings)
        return f"{arrival.since.isoformat()}/{arrival.until.isoformat()}"
    if asked.end is not None:
        if asked.end < start:
            raise BadRow(f"end: {asked.end.isoformat()} lies before the start.")
        return notation.written(timer.elapsed(spec, start, asked.end, asked.pauses))
    if asked.back is not None:
        return timer.begun(spec, start, asked.back, asked.pauses).isoformat()
    return _target(spec, start, asked)


def _shipped(row: Mapping[str, str], start: datetime, asked: Question, readings: Readings) -> str:
    """The delivery date of a part released at the start."""
    if asked.cutoff is None:
        raise BadRow("parts_ship needs its cut-off, such as cutoff=14:30.")
    zone = cut_off_zone(row["timezone"].strip(), readings)
    spec = calendar({**row, "timezone": zone}, readings)
    inclusive = readings.holds("A3", "inclusive")
    return delivery_day(spec, start, asked.cutoff, inclusive=inclusive).isoformat()


def _target(spec: CalendarSpec, start: datetime, asked: Question) -> str:
    """The answer to a target in covered time."""
    target = asked.target or timedelta()
    if asked.at is not None:
        if asked.at < start:
            raise BadRow(f"at: {asked.at.isoformat()} lies before the start.")
        return _state(timer.read(spec, start, target, asked.at, asked.pauses))
    if asked.warn is not None:
        found = timer.threshold(spec, start, (target, asked.warn), asked.pauses)
    else:
        found = timer.due(spec, start, target, asked.pauses)
    if found is not None and asked.before is not None:
        found = timer.begun(spec, found, asked.before, asked.pauses)
    return _paused(spec, start, target, asked) if found is None else found.isoformat()


def _paused(spec: CalendarSpec, start: datetime, target: timedelta, asked: Question) -> str:
    """Where a clock stands that an open hold stopped: there is no deadline then (A37)."""
    stopped = max(start, *(pause.since for pause in asked.pauses if pause.until is None))
    return _state(timer.read(spec, start, target, stopped, asked.pauses))


def _state(found: timer.Reading) -> str:
    """A clock at a moment as the files write it."""
    match found.state:
        case State.RUNNING | State.PAUSED | State.BREACHED:
            return f"{found.state.value} elapsed={notation.written(found.elapsed)}"


@lru_cache(maxsize=1024)
def _vector_calendar(
    zone: str, weekly: str, closed: str, special: str, scope: Scope
) -> CalendarSpec:
    """The calendar of a row of clock vectors."""
    dates = frozenset(notation.day(text) for text in closed.split())
    days = tuple((notation.day(day), windows) for day, windows in _special(special))
    return CalendarSpec(zone.strip(), notation.week(weekly), dates, special=days, scope=scope)


def _special(text: str) -> list[tuple[str, Windows]]:
    """Special days from JSON: dates with pairs of minutes after midnight."""
    try:
        found = json.loads(text) if text.strip() else []
        return [(str(day), tuple(sorted(_pair(pair) for pair in pairs))) for day, pairs in found]
    except (TypeError, ValueError, RecursionError) as wrong:
        raise BadRow(
            f"special_days: {wrong}; write [[date, [[open, close], ...]], ...] with minutes."
        ) from None


def _pair(pair: list[int]) -> tuple[int, int]:
    """Two whole numbers."""
    opens, closes = pair
    if type(opens) is not int or type(closes) is not int:
        raise TypeError(f"{pair} are not two whole numbers")
    return opens, closes


def _scope(text: str, readings: Readings) -> Scope:
    """What a closed date removes: the row's own word, else the reading."""
    word = text.strip() or readings.value("A35")
    known = [scope.value for scope in Scope]
    if word not in known:
        raise BadRow(f"closed_date_scope: {word!r} is not one of {', '.join(known)}.")
    return Scope(word)


def _amount(row: Mapping[str, str]) -> timedelta:
    """The covered seconds a row asks about."""
    text = row.get("amount_s", EMPTY).strip()
    try:
        return notation.length(f"PT{text}S")
    except ValueError:
        raise BadRow(f"amount_s: {text!r} is no number of seconds.") from None


def _holds(row: Mapping[str, str]) -> tuple[Hold, ...]:
    """The holds of a row, separated by blanks."""
    return question("end=1970-01-01T00:00:00Z" + "".join(
        f";pause={text}" for text in row.get("holds", EMPTY).split())).pauses  # fmt: skip


def answer_vector(row: Mapping[str, str], readings: Readings) -> str:
    """The answer to one row of clock vectors."""
    scope = _scope(row.get("closed_date_scope", EMPTY), readings)
    closed, special = row.get("closed_dates", EMPTY), row.get("special_days", EMPTY)
    spec = _vector_calendar(row["timezone"], row["weekly"], closed, special, scope)
    start, holds = notation.instant(row["start"]), _holds(row)
    match row["op"].strip():
        case "due":
            found = timer.due(spec, start, _amount(row), holds)
            asked = Question(pauses=holds)
            return _paused(spec, start, _amount(row), asked) if found is None else found.isoformat()
        case "begun":
            return timer.begun(spec, start, _amount(row), holds).isoformat()
        case "between":
            return _seconds(timer.elapsed(spec, start, notation.instant(row["end"]), holds))
        case "next_open":
            return timer.next_open(spec, start).isoformat()
        case other:
            raise BadRow(f"op: {other!r} is not one of due, begun, between, next_open.")


def _seconds(length: timedelta) -> str:
    """A length in seconds, with its fraction where it has one."""
    micro = length // timedelta(microseconds=1)
    sign, (whole, rest) = "-" if micro < 0 else "", divmod(abs(micro), 1_000_000)
    return f"{sign}{whole}" + (f".{rest:06}".rstrip("0") if rest else "")


ANSWERS: Mapping[Layout, Callable[[Mapping[str, str], Readings], str]] = {
    Layout.CASES: answer_case,
    Layout.VECTORS: answer_vector,
}
