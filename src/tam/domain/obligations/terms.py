"""What the planner is told: when TAM is active where, which cases were resolved, which are open."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from tam.domain.readings import Readings


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The parameters of the readings that set the dates, for one contract (A16, A18, A20, A31)."""

    monitoring_days: int = 28
    report_days_while_open: int = 7
    report_months_otherwise: int = 1
    meeting_tolerance_days: int = 14
    reaches_back: bool = False

    @classmethod
    def of(cls, readings: Readings) -> Self:
        """The parameters as the readings of one contract set them."""
        return cls(
            monitoring_days=readings.number("A18"),
            report_days_while_open=readings.number("A16"),
            report_months_otherwise=readings.number("status_report_months_otherwise"),
            meeting_tolerance_days=readings.number("quarterly_meeting_tolerance_days"),
            reaches_back=readings.holds("A31", "reaches_back"),
        )


@dataclass(frozen=True, slots=True)
class ActiveTerm:
    """TAM is active on one library from `starts_on` to `ends_on`, both days included (TAM-01).

    `ends_on` is already the earlier of the add-on's and its base's last day.
    """

    account: int
    equipment: int
    equipment_name: str
    zone: str
    starts_on: date
    ends_on: date
    rhythm: Rhythm = field(default_factory=Rhythm)

    def covers(self, day: date) -> bool:
        """Whether the day lies inside the term."""
        return self.starts_on <= day <= self.ends_on

    def reaches(self, opened_on: date | None) -> bool:
        """Whether the duties cover a case; one opened before the term only by A31."""
        return opened_on is None or opened_on >= self.starts_on or self.rhythm.reaches_back


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolved case whose monitoring period opened, in days of the site's zone.

    `stopped_on` is the day the period was stopped (reopened, or ended early), None while it runs.
    `opened_on` is None where nobody knows when the case began.
    """

    case: int
    number: str
    equipment: int
    resolved_on: date
    days: int
    stopped_on: date | None = None
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """Days in which a case of the account was open or monitored; `until` None means still."""

    account: int
    zone: str
    since: date
    until: date | None
