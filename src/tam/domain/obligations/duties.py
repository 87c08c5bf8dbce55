"""The duties of Technical Account Management that fall due on a date (TAM-06 to TAM-09)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class DutyKind(Enum):
    """What is owed; the value is the name in the ledger."""

    WEEKLY_LOG_REVIEW = "weekly-log-review"
    ASL_EVALUATION = "monthly-asl-evaluation"
    STATUS_REPORT = "status-report"
    QUARTERLY_MEETING = "quarterly-meeting"


CLAUSES = {
    DutyKind.WEEKLY_LOG_REVIEW: "TAM-06",
    DutyKind.ASL_EVALUATION: "TAM-07",
    DutyKind.STATUS_REPORT: "TAM-08",
    DutyKind.QUARTERLY_MEETING: "TAM-09",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty for one period.

    `by` is the last day on which doing it is in time, a day of `zone`; `opens_on` the first
    day on which it can be done. `subject` (`case:12`, `equipment:7`, `account:3`) and `period`
    together with the kind name the duty for ever, whatever the planner is asked later. `readings`
    are quoted as the ledger shows them (`A18=28`), `because` is a sentence for people.
    """

    by: date
    subject: str
    period: str
    kind: DutyKind
    opens_on: date
    zone: str
    title: str
    readings: tuple[str, ...]
    because: str

    @property
    def clause(self) -> str:
        """The clause of the service description that owes it."""
        return CLAUSES[self.kind]

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same duty in every plan."""
        return (self.kind.value, self.subject, self.period)
