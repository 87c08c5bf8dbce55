"""Days of contract lines: cut where cover may change, joined where they touch."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from tam.domain.entitlement.facts import LineFacts, Period

DAY = timedelta(days=1)


def stretches(period: Period, lines: Iterable[LineFacts]) -> Iterator[Period]:
    """The period cut into stretches in which no line begins, ends or pauses."""
    after = period.ends_on + DAY
    cuts = {period.starts_on, after}
    for line in lines:
        for days in (line.period, *line.suspended):
            cuts |= {days.starts_on, days.ends_on + DAY}
    inside = sorted(day for day in cuts if period.starts_on <= day <= after)
    for first, end in pairwise(inside):
        yield Period(first, end - DAY)


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods in order, those that touch made one."""
    made: list[Period] = []
    for period in periods:
        if made and made[-1].ends_on + DAY == period.starts_on:
            made[-1] = Period(made[-1].starts_on, period.ends_on)
        else:
            made.append(period)
    return tuple(made)


def uncovered(period: Period, lines: Sequence[LineFacts]) -> tuple[Period, ...]:
    """The days of a period on which none of these lines is active."""
    return joined(
        days
        for days in stretches(period, lines)
        if not any(line.active_on(days.starts_on) for line in lines)
    )


def overlap(one: Period, other: Period) -> Period | None:
    """The days two periods share."""
    first, last = max(one.starts_on, other.starts_on), min(one.ends_on, other.ends_on)
    return Period(first, last) if first <= last else None


def in_words(periods: Iterable[Period]) -> str:
    """Periods as a reader says them."""
    return ", ".join(f"{days.starts_on} to {days.ends_on}" for days in periods)
