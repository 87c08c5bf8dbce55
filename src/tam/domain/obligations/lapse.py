"""What stands in the ledger and is owed no longer: its term ended, its case closed (A16, A31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tam.domain.obligations.duties import Duty, DutyKind


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty of the ledger without evidence: its row, its key, its last day."""

    id: int
    kind: DutyKind
    subject: str
    period: str
    by: date

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same duty in every plan."""
        return (self.kind.value, self.subject, self.period)


@dataclass(frozen=True, slots=True)
class Lapse:
    """A duty that no fact asks for any more, with the clause and the sentence that say so."""

    id: int
    clause: str
    because: str


def lapsed(standing: Iterable[OpenDuty], planned: Iterable[Duty], today: date) -> tuple[Lapse, ...]:
    """The open duties of today and later that the plan no longer has.

    What was due before today stays as it is: it was owed on its day. `planned` must look as far
    ahead as every earlier plan did.
    """
    known = {duty.key for duty in planned}
    return tuple(
        Lapse(duty.id, *_reason(duty))
        for duty in standing
        if duty.by >= today and duty.key not in known
    )


def _reason(duty: OpenDuty) -> tuple[str, str]:
    if duty.kind is DutyKind.STATUS_REPORT and "+" in duty.period:
        return "TAM-08", "No longer owed: no case is open or monitored any more (A16)."
    return (
        "TAM-01",
        "No longer owed: Technical Account Management is not active on its days any more (A31).",
    )
