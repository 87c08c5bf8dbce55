"""How a review may end: its findings against those of the time before (TAM-06, A18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from tam.domain.refusals import Refused

DAY = timedelta(days=1)


class Outcome(Enum):
    """The outcomes of a review; GAP and NO_LOGS are reported as such, never as a pass."""

    RECURRED = "recurred"
    RELATED = "related"
    NEW = "new"
    CLEAN = "clean"
    GAP = "gap"
    NO_LOGS = "no-logs"


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as far as an outcome needs it; `known` when an earlier review had it too."""

    kind: str
    subject_type: str
    subject_id: str
    known: bool = False

    @property
    def subject(self) -> tuple[str, str]:
        """What it is about."""
        return (self.subject_type, self.subject_id)


@dataclass(frozen=True, slots=True)
class Covered:
    """Days of a period that logs cover, and the days they do not."""

    days: int
    gaps: tuple[tuple[date, date], ...]

    @property
    def whole(self) -> bool:
        """Whether no day is missing."""
        return not self.gaps


def covered(first: date, last: date, spans: Iterable[tuple[date, date]]) -> Covered:
    """Which days of a period logs cover; a span is the first and last day a bundle speaks of."""
    known = sorted((max(a, first), min(b, last)) for a, b in spans if a <= last and b >= first)
    gaps: list[tuple[date, date]] = []
    day, count = first, 0
    for begins, ends in known:
        if begins > day:
            gaps.append((day, begins - DAY))
        count += max(0, (ends - max(begins, day)).days + 1)
        day = max(day, ends + DAY)
    if day <= last:
        gaps.append((day, last))
    return Covered(count, tuple(gaps))


@dataclass(frozen=True, slots=True)
class Period:
    """The days a review looks at, and how far logs cover them.

    A week counts as clean only if logs cover all of it (TAM-06); a month needs one file (A19).
    """

    cover: Covered
    needs_every_day: bool

    @property
    def may_be_clean(self) -> bool:
        """Whether the logs suffice to call the period clean."""
        return self.cover.whole if self.needs_every_day else self.cover.days > 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """The outcome that the facts speak for, and why, for the reviewer to confirm or to change."""

    outcome: Outcome
    because: str


def _against(before: tuple[Seen, ...], now: tuple[Seen, ...]) -> Proposal | None:
    """A recurrence or a related finding, if there is one."""
    same = {(one.kind, one.subject) for one in before}
    about = {one.subject for one in before}
    for one in now:
        if (one.kind, one.subject) in same:
            return Proposal(
                Outcome.RECURRED, f"{one.kind} about {one.subject_id} was there before the repair."
            )
    for one in now:
        if one.subject in about:
            return Proposal(
                Outcome.RELATED, f"{one.kind} is about {one.subject_id}, which the case was about."
            )
    return None


def propose(signature: Iterable[Seen], found: Iterable[Seen], period: Period) -> Proposal:
    """The outcome of a period: its findings against the signature of the resolved case.

    The signature is what was found before the resolution. The same kind about the same subject is a
    recurrence; another kind about it is related; a finding that no earlier review had is new. Clean
    is proposed only where logs cover the period as far as its duty asks.
    """
    before, now = tuple(signature), tuple(found)
    if period.cover.days == 0 and not now:
        return Proposal(Outcome.NO_LOGS, "No log covers this period.")
    if period.cover.days == 0:
        return Proposal(Outcome.GAP, "The logs received speak of other days than this period.")
    again = _against(before, now)
    if again is not None:
        return again
    fresh = [one for one in now if not one.known]
    if fresh:
        return Proposal(
            Outcome.NEW, f"{fresh[0].kind} about {fresh[0].subject_id} is new in this period."
        )
    if not period.may_be_clean:
        return Proposal(
            Outcome.GAP,
            "Nothing was found, but logs do not cover the whole period; a gap is no pass.",
        )
    return Proposal(Outcome.CLEAN, "Logs cover the period and nothing new was found.")


def check(outcome: Outcome, period: Period, clause: str) -> None:
    """Refuse an outcome that the logs do not carry (TAM-06, TAM-07)."""
    if outcome in {Outcome.NO_LOGS, Outcome.GAP}:
        return
    if period.cover.days == 0:
        raise Refused(
            clause,
            "No log that could be read covers this period, so nothing can be said of it. Ask the "
            "customer for the logs, or record the gap.",
        )
    if outcome is Outcome.CLEAN and not period.may_be_clean:
        gaps = ", ".join(f"{first} to {last}" for first, last in period.cover.gaps)
        raise Refused(clause, f"Logs do not cover {gaps}; a week with a gap is not clean.")
