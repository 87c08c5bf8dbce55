"""What a status report says, frozen: page and PDF show this and nothing else (TAM-08)."""

from dataclasses import dataclass
from datetime import date, datetime

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A case of the report; `group` is open, monitoring or resolved."""

    group: str
    number: str
    title: str
    severity: str
    where: str
    state: str
    opened_on: date
    opened_here: bool
    age_days: int
    waiting_on: str
    waiting_since: date
    said_last: str
    resolved_on: date | None
    monitored_until: date | None


@dataclass(frozen=True, slots=True)
class PromiseEntry:
    """A promise of the period; `state` is kept, kept late, due, missed or excused."""

    clause: str
    title: str
    library: str
    by: date
    state: str
    settled_at: datetime | None
    settled_by: str
    proof: str
    digest: str
    because: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """How the promises of one clause stand."""

    clause: str
    title: str
    owed: int
    kept: int
    late: int
    due: int
    missed: int
    excused: int


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A log review or evaluation that was signed in the period."""

    clause: str
    title: str
    library: str
    outcome: str
    remark: str
    signed_at: datetime
    signed_by: str
    bundles: int


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """A finding; `group` is act, watch or know."""

    group: str
    severity: str
    library: str
    subject: str
    title: str
    advice: str
    count: int
    certain: bool
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A library and the day its newest readable log came, if one ever did."""

    library: str
    site: str
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Need:
    """Something the customer has to do, by when where that is known, and what waits on it."""

    what: str
    by: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that comes next, with its day."""

    on: date
    what: str
    clause: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A stakeholder to whom the report goes."""

    name: str
    email: str
    role: str
    side: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference from the revision before."""

    where: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `mood` is act, watch or calm, and `answer` says it in a sentence."""

    schema: int
    account: str
    number: int
    revision: int
    from_on: date
    until_on: date
    zone: str
    issued_at: datetime
    issued_by: str
    contracts: tuple[str, ...]
    mood: str
    answer: str
    summary: str
    cases: tuple[CaseEntry, ...]
    promises: tuple[PromiseEntry, ...]
    clauses: tuple[ClauseCount, ...]
    reviews: tuple[ReviewEntry, ...]
    findings: tuple[FindingEntry, ...]
    logs: tuple[LogEntry, ...]
    needs: tuple[Need, ...]
    coming: tuple[Coming, ...]
    undone: tuple[str, ...]
    readers: tuple[Reader, ...]
    changes: tuple[Change, ...] = ()

    @property
    def name(self) -> str:
        """How people call it: `3`, or `3, revision 2`."""
        return f"{self.number}, revision {self.revision}" if self.revision > 1 else str(self.number)

    @property
    def counts(self) -> dict[str, int]:
        """How many promises of the period stand where."""
        return {
            "kept": sum(one.kept for one in self.clauses),
            "kept late": sum(one.late for one in self.clauses),
            "due": sum(one.due for one in self.clauses),
            "missed": sum(one.missed for one in self.clauses),
            "excused": sum(one.excused for one in self.clauses),
        }
