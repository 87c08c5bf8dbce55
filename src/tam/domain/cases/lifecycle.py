"""The states of a case and the moves between them, as one table (TAM-12)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from tam.domain.refusals import Refused


class Severity(Enum):
    """Impact as the customer states it."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    REQUEST = "request"


class State(Enum):
    """Where a case stands. MONITORING, derived, is RESOLVED while its monitoring period runs."""

    NEW = "new"
    IN_WORK = "in_work"
    WAITING = "waiting"
    RESOLVED = "resolved"
    MONITORING = "monitoring"
    CLOSED = "closed"
    REOPENED = "reopened"


class Party(Enum):
    """Whose move it is."""

    VENDOR = "vendor"
    CUSTOMER = "customer"
    PARTNER = "partner"
    CARRIER = "carrier"
    NOBODY = "nobody"


ALLOWED: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.IN_WORK, State.WAITING, State.RESOLVED}),
    State.IN_WORK: frozenset({State.WAITING, State.RESOLVED}),
    State.WAITING: frozenset({State.IN_WORK, State.WAITING, State.RESOLVED}),
    State.RESOLVED: frozenset({State.REOPENED, State.CLOSED}),
    State.MONITORING: frozenset({State.REOPENED}),
    State.CLOSED: frozenset({State.REOPENED}),
    State.REOPENED: frozenset({State.IN_WORK, State.WAITING, State.RESOLVED}),
}

WORDS = {
    State.NEW: "new",
    State.IN_WORK: "in work",
    State.WAITING: "waiting",
    State.RESOLVED: "resolved",
    State.MONITORING: "monitoring",
    State.CLOSED: "closed",
    State.REOPENED: "reopened",
}

OPEN = frozenset({State.NEW, State.IN_WORK, State.WAITING, State.REOPENED})


@dataclass(frozen=True, slots=True)
class Period:
    """A monitoring period: from the resolution for so many days, unless stopped (A18)."""

    resolved_at: datetime
    days: int
    stopped_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """The moment it ends by itself."""
        return self.resolved_at + timedelta(days=self.days)

    def runs(self, now: datetime) -> bool:
        """Whether it is open at a moment."""
        return self.resolved_at <= now < (self.stopped_at or self.ends_at)


def state_at(last: State, period: Period | None, now: datetime) -> State:
    """Where a case stands: its last move, and the period that a resolution opened (TAM-06)."""
    if last is State.RESOLVED and period is not None and period.runs(now):
        return State.MONITORING
    return last


def check(state: State, to: State) -> None:
    """Refuse a move that the table does not hold, naming what is possible instead (TAM-12)."""
    if to in ALLOWED[state]:
        return
    possible = ", ".join(sorted(WORDS[one] for one in ALLOWED[state]))
    reason = f"A case that is {WORDS[state]} cannot become {WORDS[to]}; it can become {possible}."
    if state is State.MONITORING and to is State.CLOSED:
        reason = "The monitoring period still runs; the case closes by itself when it ends clean."
    raise Refused("TAM-12", reason)


def next_mover(to: State, waiting_on: Party | None) -> Party:
    """Who acts after a move: nobody once resolved, a named party while waiting, else we do."""
    if to in {State.RESOLVED, State.CLOSED, State.MONITORING}:
        return Party.NOBODY
    if to is State.WAITING:
        if waiting_on in {None, Party.NOBODY, Party.VENDOR}:
            raise Refused(
                "TAM-12", "A waiting case names who must act: customer, partner or carrier."
            )
        assert waiting_on is not None  # noqa: S101 - narrowed above
        return waiting_on
    return Party.VENDOR
