"""What happens in a case and moves its clocks; each time the answers they rest on are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from tam.apps.cases.facts import EVENT_WORDS, events_of, last_state
from tam.apps.cases.models import Case, CaseEvent
from tam.apps.entitlement import selectors_decisions as decided
from tam.apps.entitlement import services_decisions as decisions
from tam.apps.entitlement.facts_asked import Question
from tam.apps.entitlement.services_decisions import Resting
from tam.apps.estate import selectors as estate
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.domain.cases.lifecycle import OPEN
from tam.domain.principals import Principal, Scope
from tam.domain.refusals import Refused

Kind = CaseEvent.Kind
MOVES = {
    Kind.DIAGNOSED: ("TAM-03", "TAM-04"),
    Kind.RELEASED: ("TAM-03",),
    Kind.SHIPPED: ("TAM-03",),
    Kind.DISPATCHED: ("TAM-04",),
}


@dataclass(frozen=True)
class Happened:
    """What happened in a case, and when."""

    case_id: int
    kind: str
    at: datetime


@transaction.atomic
def record_event(*, what: Happened, entered_at: datetime, by: Principal) -> None:
    """Enter what happened; the clocks that it moves are decided anew and kept (A6, A28)."""
    case = Case.unscoped.select_for_update().get(pk=what.case_id)
    kind = Kind(what.kind)
    if last_state(case.moves.all()) not in OPEN:
        raise Refused("TAM-12", f"{case.number} is not open; reopen it first.")
    if not case.opened_at <= what.at <= entered_at:
        raise Refused(
            "TAM-12",
            f"It happened after {case.number} was opened and not after now; check the moment.",
        )
    CaseEvent.unscoped.create(
        account_id=case.account_id,
        case=case,
        kind=kind.value,
        at=what.at,
        entered_at=entered_at,
        by=by.name[:200],
    )
    entry = Happening(
        action=f"case.{kind.value}",
        subject=f"case:{case.pk}",
        summary=f"{case.number}: {EVENT_WORDS[kind]}, {what.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        account_id=case.account_id,
        clause=MOVES[kind][0],
    )
    journal.enter(at=entered_at, by=by, what=entry)
    keep_promises(case=case, clauses=MOVES[kind], at=entered_at)


def keep_promises(*, case: Case, clauses: Iterable[str], at: datetime) -> None:
    """Keep what is promised for a case at a moment: the answers that its clocks rest on."""
    own = Scope(frozenset({case.account_id}))
    library = estate.library(scope=own, equipment_id=case.equipment_id)
    assert library is not None  # noqa: S101 - a case is about a library of its account
    events, place = events_of(case, at), decided.place_of(library=library)
    resting = [
        Resting(f"case:{case.pk}", (place,), Question(clause, at, events)) for clause in clauses
    ]
    decisions.store_decisions(resting=resting, at=at)
