"""The part of `tam why` that asks the database: a machine by its serial, and stored decisions."""

from collections import Counter
from datetime import datetime

from django.utils import timezone

from tam.apps.cases import selectors_why as reasons
from tam.apps.cases.selectors_why import Asking
from tam.apps.entitlement import selectors_decisions as decisions
from tam.apps.entitlement.selectors_decisions import Again
from tam.apps.estate import selectors as estate
from tam.domain.entitlement.facts import BadFacts
from tam.domain.entitlement.render import as_text, explained, printed
from tam.domain.principals import Scope

ALLRIGHT = {Again.SAME, Again.SAME_ANSWER}


def everything() -> Scope:
    """What whoever may log in to the machine may see: all."""
    return Scope(estate.account_ids())


def answer(serial: str, clause: str, at: datetime | None, case: str, form: str) -> str:
    """The explained decision on a machine, as text or JSON."""
    now = timezone.now()
    asking = Asking(serial, clause, at or now, case)
    found = reasons.why(scope=everything(), asking=asking, now=now)
    if found is None:
        about = f" or no case {case!r}" if case else ""
        raise BadFacts(f"There is no machine with the serial number {serial!r}{about}.")
    if form == "json":
        return printed(explained(found.decision, found.differences))
    return as_text(found.decision, found.differences)


def verify() -> tuple[list[str], int]:
    """A line for each stored decision that comes out otherwise, the counts, and the exit code."""
    counts: Counter[Again] = Counter()
    lines = []
    for one in decisions.recomputed(scope=everything()):
        counts[one.again] += 1
        if one.again not in ALLRIGHT:
            lines.append(f"{one.id} {one.subject} {one.clause}: {one.again.value}")
    lines += [f"{counts[kind]} {kind.value}" for kind in Again if counts[kind]]
    code = 0 if ALLRIGHT.issuperset(counts) else 1
    return lines or ["No decision is stored yet."], code
