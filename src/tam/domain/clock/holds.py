"""Holds: stretches in which the clock stands still, united before they are counted (A36, A37)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from tam.domain.clock.errors import BadHold
from tam.domain.clock.moments import micros

Stretch = tuple[int, int | None]
Covered = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class Hold:
    """The clock stopped from `since` up to `until`, None while it is open; why, and for whom."""

    since: datetime
    until: datetime | None = None
    reason: str = ""
    waits_on: str = ""

    def __post_init__(self) -> None:
        if self.until is None:
            micros(self.since)
        elif micros(self.until) < micros(self.since):
            raise BadHold(
                f"A hold ends at {self.until.isoformat()}, before it begins at "
                f"{self.since.isoformat()}."
            )

    @property
    def stretch(self) -> Stretch:
        """Its ends in microseconds."""
        return micros(self.since), None if self.until is None else micros(self.until)


def united(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The union of stretches in order; an open one swallows all that begin after it."""
    made: list[Stretch] = []
    for since, until in sorted(stretches, key=lambda stretch: stretch[0]):
        if not made:
            made.append((since, until))
            continue
        begun, ended = made[-1]
        if ended is None:
            break
        if since > ended:
            made.append((since, until))
        elif until is None or until > ended:
            made[-1] = (begun, until)
    return made


def stretched(
    covered: Covered, start: int, amount: int, stretches: Iterable[Stretch]
) -> int | None:
    """The allowance plus the covered part of every hold before it runs out.

    A hold that begins when the allowance has run out moves nothing. None: an open hold stops the
    clock before that, so there is no deadline.
    """
    total = amount
    for since, until in united(stretches):
        if until is not None and until <= start:
            continue
        since = max(since, start)
        if covered(start, since) >= total:
            break
        if until is None:
            return None
        total += covered(since, until)
    return total


def stretched_back(covered: Covered, end: int, amount: int, stretches: Iterable[Stretch]) -> int:
    """The allowance counted backwards from the end, plus the covered part of the holds passed."""
    total = amount
    for since, until in reversed(united(stretches)):
        if since >= end:
            continue
        until = end if until is None else min(until, end)
        if covered(until, end) >= total:
            break
        total += covered(since, until)
    return total


def unheld(covered: Covered, start: int, end: int, stretches: Iterable[Stretch]) -> int:
    """The covered time from start to end outside the holds."""
    total = covered(start, end)
    for since, until in united(stretches):
        begins, ends = max(since, start), end if until is None else min(until, end)
        if begins < ends:
            total -= covered(begins, ends)
    return total


def held_at(stretches: Iterable[Stretch], at: int) -> bool:
    """Whether the clock is stopped at an instant; it runs again at the very end of a hold."""
    return any(since <= at and (until is None or at < until) for since, until in stretches)
