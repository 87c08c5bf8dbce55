"""What a status report is made from: frozen facts of one account at one moment (TAM-08)."""

from dataclasses import dataclass
from datetime import date, datetime

from tam.domain.cases.lifecycle import Party, Severity, State
from tam.domain.obligations.duties import DutyKind
from tam.domain.obligations.standing import Standing


@dataclass(frozen=True, slots=True)
class Period:
    """The days a report covers, both included, and the zone in which they are days."""

    from_on: date
    until_on: date
    zone: str

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.from_on <= day <= self.until_on


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One case: where it stands, whose move it is since when, and what was said last.

    `resolved_at` is the resolution of a case that is no longer open; `monitored_until` the last day
    of a monitoring period that runs.
    """

    number: str
    title: str
    severity: Severity
    library: str
    site: str
    state: State
    opened_at: datetime
    waiting_on: Party
    waiting_since: datetime
    said_last: str
    resolved_at: datetime | None = None
    monitored_until: date | None = None


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """One obligation with its standing and its proof; `settled_at` is when it was kept or excused.

    `by_this_report` marks the ones that issuing this report keeps; for them it is the first issue.
    """

    kind: DutyKind
    clause: str
    title: str
    library: str
    opens_on: date
    by: date
    zone: str
    standing: Standing
    late: bool
    because: str
    readings: tuple[str, ...]
    settled_at: datetime | None = None
    settled_by: str = ""
    proof: str = ""
    digest: str = ""
    by_this_report: bool = False


@dataclass(frozen=True, slots=True)
class ReviewFact:
    """One signed log review or evaluation: outcome, remark, and the bundles it stood on."""

    title: str
    clause: str
    library: str
    outcome: str
    remark: str
    signed_at: datetime
    signed_by: str
    bundles: int


@dataclass(frozen=True, slots=True)
class FindingFact:
    """One finding of the newest logs of a library; one that is not certain needs a cross test."""

    library: str
    severity: str
    subject: str
    title: str
    advice: str
    count: int
    certain: bool
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class LibraryFact:
    """One library, the site it stands at, and when its newest readable log arrived."""

    name: str
    site: str
    log_received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A stakeholder who gets the report."""

    name: str
    email: str
    role: str
    side: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything a report is made from; the same facts always make the same report.

    `contracts` are the numbers of the contracts that owe it. `unreached` are stakeholders whom the
    report before this one did not reach, each with the reason.
    """

    account: str
    number: int
    revision: int
    period: Period
    as_of: datetime
    issued_by: str
    summary: str
    contracts: tuple[str, ...]
    cases: tuple[CaseFact, ...]
    promises: tuple[PromiseFact, ...]
    reviews: tuple[ReviewFact, ...]
    findings: tuple[FindingFact, ...]
    libraries: tuple[LibraryFact, ...]
    recipients: tuple[Recipient, ...]
    unreached: tuple[str, ...] = ()
