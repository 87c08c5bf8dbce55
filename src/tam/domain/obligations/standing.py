"""Where an obligation stands: derived from its day, its proof and today (TAM-06 to TAM-09)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from tam.domain.clock.zones import zone


class Standing(Enum):
    """The five states, the same everywhere."""

    AHEAD = "ahead"
    DUE = "due"
    OVERDUE = "overdue"
    KEPT = "kept"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class ObligationFacts:
    """What decides a standing: the last day, its zone, when it can first be done, and the proof."""

    opens_on: date
    by: date
    zone: str
    kept_at: datetime | None = None
    excused_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A standing and whether it was kept after its day."""

    standing: Standing
    late: bool = False


DUE_WITHIN_DAYS = 7


def today_at(facts: ObligationFacts, now: datetime) -> date:
    """The day it is where the obligation is counted."""
    return now.astimezone(zone(facts.zone)).date()


def stand(facts: ObligationFacts, now: datetime) -> Verdict:
    """The standing at a moment: proof first, then the day.

    It is due from seven days before its last day, or from the day it can first be done if later.
    """
    if facts.kept_at is not None and facts.kept_at <= now:
        return Verdict(Standing.KEPT, late=today_at(facts, facts.kept_at) > facts.by)
    if facts.excused_at is not None and facts.excused_at <= now:
        return Verdict(Standing.EXCUSED)
    today = today_at(facts, now)
    if today > facts.by:
        return Verdict(Standing.OVERDUE)
    near = (facts.by - today).days <= DUE_WITHIN_DAYS
    return Verdict(Standing.DUE if near and today >= facts.opens_on else Standing.AHEAD)
