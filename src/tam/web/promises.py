"""What desk and portal show alike about a promise: the filter of a list, and the "why?"."""

from collections.abc import Mapping
from datetime import datetime

from tam.apps.entitlement import selectors_decisions as decisions
from tam.apps.obligations.selectors import LedgerLine
from tam.domain.clauses import clause_of
from tam.domain.obligations.strip import draw_period
from tam.domain.principals import Scope
from tam.domain.readings import reading_of
from tam.web.drawn import picture


def chosen(asked: Mapping[str, str], lines: list[LedgerLine]) -> list[LedgerLine]:
    """The lines that the address asks for: by account, state and clause."""
    account, state, clause = (asked.get(key, "") for key in ("account", "state", "clause"))
    return [
        line
        for line in lines
        if (not account or str(line.account_id) == account)
        and (not state or line.standing == state)
        and (not clause or line.clause == clause)
    ]


def explained(line: LedgerLine, scope: Scope, now: datetime) -> dict[str, object]:
    """The sentence, the readings that set the day, the strip, and the decision it rests on."""
    stored = decisions.stored(scope=scope, subject=line.decided_as)
    return {
        "clause": clause_of(line.clause),
        "readings": [(text, reading_of(text.partition("=")[0]).decision) for text in line.readings],
        "picture": picture(draw_period(line.facts, now)),
        "rests_on": stored[0] if stored else None,
    }
