"""A strip as a picture: bars, ticks and marks placed in per cent, and the same as rows of a table.

Per cent, not points: the picture is as wide as its place and its words keep their size.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tam.domain.clock import zones
from tam.domain.clock.strip import Look, Part
from tam.domain.entitlement.drawing import Drawing, Mark, Sign
from tam.web import times

HOURS_OF_A_TICK = {1: 6, 2: 12}  # on a strip of so many days; beyond, a tick is a day
MOST_TICKS = 7
LETTER = 4.6  # per cent of a narrow strip that a letter takes
EDGE = 14
ROWS = 3
LOOKS = {
    Look.OPEN: "open",
    Look.CLOSED: "closed",
    Look.HOLIDAY: "holiday",
    Look.HELD: "held",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A part: where it begins and how wide it is in per cent, and its words."""

    look: str
    start: str
    width: str
    words: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark or tick: its place in per cent, its word, on which side of it and in which row."""

    kind: str
    start: str
    word: str
    anchor: str
    row: int = 0
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a stretch with its end, or a moment without one."""

    since: datetime
    until: datetime | None
    kind: str
    words: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the template draws, and the words that say the same."""

    zone: str
    place: str
    bars: list[Bar]
    ticks: list[Flag]
    flags: list[Flag]
    rows: list[Row]
    looks: list[str]
    words: str
    due: Mark | None
    left: timedelta | None

    @property
    def short(self) -> bool:
        """Whether the table is short enough to stand open."""
        return len(self.rows) <= 8


def picture(drawing: Drawing | None) -> Picture | None:
    """A drawing as a picture; nothing of nothing."""
    if drawing is None:
        return None
    marks = list(joined(drawing.marks))
    rows = [
        *(Row(part.since, part.until, part.look.value, said(part)) for part in drawing.parts),
        *(Row(mark.at, None, mark.sign.value, mark.word, mark.on) for mark in marks),
    ]
    present = {part.look for part in drawing.parts}
    return Picture(
        zone=drawing.zone,
        place=times.place(drawing.zone),
        bars=[_bar(drawing, part) for part in drawing.parts],
        ticks=list(ticks(drawing)),
        flags=list(flags(drawing, marks)),
        rows=sorted(rows, key=lambda row: (row.since.timestamp(), row.until is None)),
        looks=[word for look, word in LOOKS.items() if look in present],
        words=_words(drawing, marks),
        due=drawing.due,
        left=drawing.left,
    )


def joined(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks of one kind at one moment as one, their words in a row."""
    last: Mark | None = None
    for mark in marks:
        if last is not None and (last.sign, last.at) == (mark.sign, mark.at):
            last = replace(last, word=f"{last.word}, {mark.word}")
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def said(part: Part) -> str:
    """What a part is, in words."""
    match part.look:
        case Look.HELD:
            held = f"held, the {part.waits_on} moves"
            return f"{held}: {part.label}" if part.label else held
        case Look.HOLIDAY:
            return f"holiday: {part.label}" if part.label else "holiday"
        case Look.OPEN | Look.CLOSED:
            return LOOKS[part.look]


def _at(drawing: Drawing, moment: datetime) -> float:
    """Where a moment stands, in per cent."""
    since = drawing.since.timestamp()  # instants: on the wall an hour may be missing
    return 100 * (moment.timestamp() - since) / (drawing.until.timestamp() - since)


def _bar(drawing: Drawing, part: Part) -> Bar:
    start, end = _at(drawing, part.since), _at(drawing, part.until)
    when = times.stretch(part.since, part.until, drawing.zone)
    return Bar(part.look.value, f"{start:.2f}", f"{end - start:.2f}", f"{when} {said(part)}")


def ticks(drawing: Drawing) -> Iterator[Flag]:
    """A tick for each day, or for some hours of a short strip; every second one is minor."""
    days = max(1, round((drawing.until - drawing.since) / timedelta(days=1)))
    hours = HOURS_OF_A_TICK.get(days, 24 * -(-days // MOST_TICKS))
    there = zones.zone(drawing.zone)
    wall = drawing.since.astimezone(there).replace(tzinfo=None)
    number = 0
    while (at := wall.replace(tzinfo=there)) < drawing.until:
        midnight = wall.hour == 0
        word = f"{wall:%a} {wall.day}" if midnight else f"{wall:%H:%M}"
        start = _at(drawing, at)
        yield Flag("tick", f"{start:.2f}", word, _anchor(start), minor=number % 2 == 1)
        wall, number = wall + timedelta(hours=hours), number + 1


def _anchor(start: float) -> str:
    """On which side of its place a word stands, so that it does not leave the picture."""
    if start < EDGE:
        return "start"
    return "end" if start > 100 - EDGE else "middle"


def flags(drawing: Drawing, marks: Iterable[Mark]) -> Iterator[Flag]:
    """The marks, each with its word in a row where it covers no other."""
    ends = [0.0] * ROWS
    for mark in marks:
        start = _at(drawing, mark.at)
        anchor = _anchor(start)
        length = LETTER * len(mark.word)
        begins = {"start": start, "middle": start - length / 2, "end": start - length}[anchor]
        free = [row for row in range(ROWS) if ends[row] <= begins]
        row = free[0] if free else ends.index(min(ends))
        if mark.sign is not Sign.HAPPENED:
            ends[row] = begins + length
        yield Flag(mark.sign.value, f"{start:.2f}", mark.word, anchor, row)


def _words(drawing: Drawing, marks: Iterable[Mark]) -> str:
    """The picture in a sentence, for those who do not see it."""
    first, last = (
        times.stretch(drawing.since, None, drawing.zone),
        times.stretch(drawing.until, None, drawing.zone),
    )
    points = "; ".join(
        f"{mark.word} {times.stretch(mark.at, None, drawing.zone)}" for mark in marks
    )
    return f"Strip of the clock {times.place(drawing.zone)} from {first} to {last}: {points}."
