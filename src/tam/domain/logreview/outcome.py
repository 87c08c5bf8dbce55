"""How a review may end, and what logs must cover for it (TAM-06, TAM-07, A18)."""

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
    """A finding as far as an outcome needs it: its kind, and what it is about."""

    kind: str
    subject_type: str
    subject_id: str

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
    """The days a review looks at, how far logs cover them, and whether any log was received.

    A week counts as clean only if logs cover all of it (TAM-06); a month needs one file (A19).
    """

    cover: Covered
    needs_every_day: bool
    received: bool

    @property
    def has_logs(self) -> bool:
        """Whether any log of the period was there to look at.

        Only then does a signature keep the promise; else it is a gap to report, no pass (A19).
        """
        return self.cover.days > 0

    @property
    def may_be_clean(self) -> bool:
        """Whether the logs suffice to call the period clean."""
        return self.cover.whole if self.needs_every_day else self.has_logs


def check(outcome: Outcome, period: Period, clause: str) -> None:
    """Refuse an outcome that the logs do not carry (TAM-06, TAM-07)."""
    if outcome is Outcome.NO_LOGS:
        if period.received:
            raise Refused(clause, "Logs were received for this period; say what they show.")
        return
    if outcome is Outcome.GAP:
        if period.cover.whole:
            raise Refused(clause, "Logs cover every day of this period; there is no gap.")
        return
    if not period.has_logs:
        raise Refused(
            clause,
            "No log that could be read covers this period, so nothing can be said of it. Ask the "
            "customer for the logs, or record the gap.",
        )
    if outcome is Outcome.CLEAN and not period.may_be_clean:
        gaps = ", ".join(f"{first} to {last}" for first, last in period.cover.gaps)
        raise Refused(clause, f"Logs do not cover {gaps}; a week with a gap is not clean.")


def check_day(outcome: Outcome, last: date, today: date, clause: str) -> None:
    """Refuse to call logs missing while the period still runs: they may yet come."""
    if outcome in {Outcome.GAP, Outcome.NO_LOGS} and today < last:
        day = f"{last.day} {last:%B %Y}"
        raise Refused(clause, f"The period runs until {day}; logs may still come until then.")


def told(outcome: Outcome, period: Period, first: date, last: date) -> str:
    """The sentence of the ledger for a signed period, with what the logs did not cover."""
    days = f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    if period.has_logs:
        total = (last - first).days + 1
        return f"Reviewed: {outcome.value}. Logs cover {period.cover.days} of {total} days."
    lack = (
        f"The logs received are not of {days}"
        if period.received
        else f"No log of {days} was received"
    )
    return f"{lack}, so nothing could be reviewed; the gap is reported."
