"""Why: one clause of a machine at a moment, with what a case tells; and the clocks of a case."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from tam.apps.cases.facts import CLOCKS, events_of, holds_of, last_state
from tam.apps.cases.models import Case
from tam.apps.entitlement import selectors_decisions as decided
from tam.apps.entitlement.facts_asked import Question
from tam.apps.estate import selectors as estate
from tam.apps.estate.selectors import LibraryLine
from tam.domain.cases.lifecycle import OPEN
from tam.domain.clauses import clause_of
from tam.domain.clock.holds import Hold
from tam.domain.entitlement.decide import differences
from tam.domain.entitlement.decision import Decision, Difference
from tam.domain.entitlement.drawing import Drawing, draw
from tam.domain.entitlement.facts import NOTHING_YET, BadFacts
from tam.domain.principals import Scope

NO_HOLDS: tuple[Hold, ...] = ()


@dataclass(frozen=True)
class Asking:
    """What somebody wants to know; `case` is the number of a case, or empty."""

    serial: str
    clause: str
    at: datetime
    case: str = ""


@dataclass(frozen=True)
class Why:
    """An explained decision with the machine, the case, and the strip of its clock."""

    library: LibraryLine
    case: str
    decision: Decision
    drawing: Drawing | None
    differences: tuple[Difference, ...] = ()


def why(*, scope: Scope, asking: Asking, now: datetime) -> Why | None:
    """The decision and everything it stands on; None where machine or case is not in scope.

    With a case the events are the case's, as they stood at the moment asked about.
    """
    clause_of(asking.clause)
    library = estate.library_by_serial(scope=scope, serial=asking.serial)
    if library is None:
        return None
    events, holds = NOTHING_YET, NO_HOLDS
    if asking.case:
        case = _case(scope, asking.case)
        if case is None:
            return None
        if case.equipment_id != library.id:
            raise BadFacts(f"case: {case.number} is about another machine than {library.serial}.")
        events, holds = events_of(case, asking.at), holds_of(case.moves.all())
    what = Question(asking.clause, asking.at, events)
    place = decided.place_of(library=library)
    (decision,) = decided.decided(scope=scope, place=place, what=[what])
    drawing = draw(decision, now, holds)
    return Why(library, asking.case, decision, drawing, differences(decision))


def _cases(scope: Scope) -> QuerySet[Case]:
    return Case.objects.visible_to(scope).prefetch_related("moves", "events")


def _case(scope: Scope, number: str) -> Case | None:
    return _cases(scope).filter(number__iexact=number).first()


def clocks(*, scope: Scope, case_id: int, now: datetime) -> list[Why]:
    """The promises that run while a case is open, as they stand at a moment."""
    case = _cases(scope).filter(pk=case_id).first()
    if case is None or last_state(case.moves.all()) not in OPEN:
        return []
    library = estate.library(scope=scope, equipment_id=case.equipment_id)
    if library is None:
        return []
    events, holds = events_of(case, now), holds_of(case.moves.all())
    what = [Question(clause, now, events) for clause in CLOCKS]
    place = decided.place_of(library=library)
    return [
        Why(library, case.number, decision, draw(decision, now, holds))
        for decision in decided.decided(scope=scope, place=place, what=what)
    ]
