"""A clock as slow and plain as can be: it reads the wall at every minute, by rule 2 and no other.

It shares nothing with the product but the zones: no intervals, no sums, no tables. Around a moment
it knows for every minute whether a calendar covers it; what it answers it counts on its fingers.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

import numpy as np
from hypothesis import strategies as st

from tam.domain.clock.spec import CalendarSpec, Scope
from tam.domain.clock.zones import zone

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "America/Denver", "Australia/Lord_Howe",
    "Asia/Kathmandu", "Africa/Casablanca", "Europe/Dublin", "Pacific/Apia", "America/Sao_Paulo",
    "Pacific/Chatham", "Asia/Tehran", "America/St_Johns", "Antarctica/Troll",
)  # fmt: skip
MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 1_440
SPAN = 12 * DAY  # minutes known on either side of the middle
# Weeks with a clock change, a skipped day or a month of Ramadan somewhere, and quiet ones.
MIDDLES = tuple(
    datetime(*day, 12, tzinfo=UTC)
    for day in (
        (2005, 10, 30), (2010, 3, 14), (2010, 11, 7), (2011, 4, 3), (2011, 12, 30), (2015, 10, 18),
        (2018, 2, 18), (2022, 9, 22), (2024, 4, 7), (2025, 3, 2), (2025, 3, 30), (2025, 7, 1),
        (2026, 4, 5), (2026, 9, 27), (2026, 11, 1), (2031, 3, 30),
    )
)  # fmt: skip


def minute_of(at):
    """Whole minutes since 1970."""
    return (at - EPOCH) // MINUTE


def moment_of(minute):
    return EPOCH + int(minute) * MINUTE


@cache
def wall_minutes(name, middle):
    """What the wall shows at every minute around the middle, in minutes since 1970."""
    there, first = zone(name), minute_of(middle) - SPAN

    def offset(minute):
        return moment_of(minute).astimezone(there).utcoffset() // MINUTE

    made = np.empty(2 * SPAN, dtype=np.int64)
    for hour in range(0, 2 * SPAN, 60):
        ends = offset(first + hour), offset(first + hour + 60)
        if ends[0] == ends[1]:
            made[hour : hour + 60] = ends[0]
        else:
            made[hour : hour + 60] = [offset(first + hour + one) for one in range(60)]
    return made + np.arange(first, first + 2 * SPAN)


def day_shown(spec, day):
    """Which minutes of a date are covered when the wall shows them."""
    made = np.zeros(DAY, dtype=bool)
    for back in (0, 1):
        opened = day - timedelta(days=back)
        if opened in spec.closed and spec.scope is not Scope.DATE:
            continue
        for opens, closes in spec.windows_of(opened):
            made[max(0, opens - back * DAY) : max(0, closes - back * DAY)] = True
    for back in (0, 1):
        for on, (since, until) in spec.closures:
            if on == day - timedelta(days=back):
                made[max(0, since - back * DAY) : max(0, until - back * DAY)] = False
    if day in spec.closed and spec.scope is not Scope.ANCHOR:
        made[:] = False
    return made


@dataclass
class SlowClock:
    """The covered minutes of a calendar around a middle."""

    spec: CalendarSpec
    middle: datetime

    def __post_init__(self):
        shown = wall_minutes(self.spec.zone, self.middle)
        first = int(shown.min()) // DAY
        days = range(first, int(shown.max()) // DAY + 1)
        table = np.stack([day_shown(self.spec, date(1970, 1, 1) + timedelta(days=d)) for d in days])
        covered = table[shown // DAY - first, shown % DAY]
        self.first = minute_of(self.middle) - SPAN
        self.minutes = np.flatnonzero(covered) + self.first

    def without(self, *held):
        """The same clock with minutes that a hold takes out."""
        made = SlowClock.__new__(SlowClock)
        minutes = self.minutes
        for since, until in held:
            minutes = minutes[(minutes < since) | (minutes >= until)]
        made.minutes = minutes
        return made

    def between(self, start, end):
        return int(((self.minutes >= start) & (self.minutes < end)).sum())

    def due(self, start, amount):
        """The end of the amount-th covered minute from the start on; None if it is not in sight."""
        left = self.minutes[self.minutes >= start]
        return int(left[amount - 1]) + 1 if 0 < amount <= len(left) else None

    def begun(self, end, amount):
        """The beginning of the amount-th covered minute before the end."""
        left = self.minutes[self.minutes < end]
        return int(left[-amount]) if 0 < amount <= len(left) else None

    def next_open(self, at):
        left = self.minutes[self.minutes >= at]
        return int(left[0]) if len(left) else None


class Chance:
    """Random choices that repeat for the same number."""

    def __init__(self, number):
        self.made = np.random.default_rng(number)

    def below(self, most, least=0):
        return int(self.made.integers(least, most))

    def one_of(self, *items):
        return items[self.below(len(items))]

    def order(self, items):
        return [items[at] for at in self.made.permutation(len(items))]

    def windows(self):
        """Up to three windows of a day, in quarters of an hour; the last may run past midnight."""
        edges = sorted({15 * self.below(96) for _ in range(2 * self.below(4, 1))} | {0, 1_425})
        edges = edges[self.below(2) if len(edges) > 2 else 0 :]
        spans = list(zip(edges[::2], edges[1::2], strict=False))
        if self.below(2):
            opens, closes = spans[-1]
            spans[-1] = (opens, min(2 * DAY, closes + 15 * self.below(120)))
        return tuple(spans)

    def day(self):
        """The windows of a day: none, usual ones, all day, a night, or anything."""
        usual = ((480, 1_020),), ((480, 720), (780, 1_080)), ((0, DAY),), ((1_320, 1_800),)
        return self.one_of((), (), *usual, *(self.windows() for _ in range(3)))

    def dates(self, middle, most):
        """A few dates around the middle."""
        return {
            middle.date() + timedelta(days=self.below(12, -11)) for _ in range(self.below(most + 1))
        }


def calendar_of(number):
    """A calendar with the middle it is looked at around; the same for the same number."""
    chance = Chance(number)
    middle = chance.one_of(*MIDDLES)
    week = tuple(chance.day() for _ in range(7))
    if not any(week):
        week = (((480, 1_020),), *week[1:])
    return middle, CalendarSpec(
        zone=chance.one_of(*ZONES),
        weekly=week,
        closed=frozenset(chance.dates(middle, 3)),
        closures=tuple((day, chance.windows()[0]) for day in sorted(chance.dates(middle, 1))),
        special=tuple((day, chance.day()) for day in sorted(chance.dates(middle, 2))),
        scope=chance.one_of(*Scope),
    )


def calendars():
    """Calendars for Hypothesis, each from one number: drawing every window would take longer."""
    return st.integers(0, 2**48).map(calendar_of)
