"""Turns contracts and cases into dated duties in the ledger, 90 days ahead (TAM-06 to TAM-09).

What they no longer ask for, because a term ended early or a case closed, is excused (A31).
"""

from datetime import datetime, timedelta

from tam.apps.cases import selectors as cases
from tam.apps.entitlement import selectors as entitlement
from tam.apps.obligations import selectors as obligation_rows
from tam.apps.obligations import services as obligations
from tam.apps.obligations.services import Owner
from tam.domain.obligations.lapse import lapsed
from tam.domain.obligations.planner import Horizon, plan
from tam.engine.principal import engine

AHEAD = timedelta(days=90)


def run(now: datetime) -> int:
    """How many duties were entered or excused; planning again does nothing."""
    by = engine()
    scope = by.scope()
    # Read before the facts: what another engine enters meanwhile is not among them.
    standing = obligation_rows.open_duties(scope=scope)
    terms = entitlement.active_terms(scope=scope)
    accounts = {f"equipment:{term.equipment}": term.account for term in terms}
    accounts |= {f"account:{term.account}": term.account for term in terms}
    periods = cases.resolutions(scope=scope)
    at = {term.equipment: term.account for term in terms}
    accounts |= {f"case:{one.case}": at[one.equipment] for one in periods if one.equipment in at}
    library = {f"case:{one.case}": one.equipment for one in periods}
    library |= {f"equipment:{term.equipment}": term.equipment for term in terms}
    horizon = Horizon(today=now.date(), until=(now + AHEAD).date())
    duties = plan(terms, periods, cases.spans(scope=scope, now=now), horizon)
    owned = [(duty, Owner(accounts[duty.subject], library.get(duty.subject))) for duty in duties]
    gone = lapsed(standing, duties, horizon.today)
    entered = obligations.enter(duties=owned, at=now, by=by)
    return entered + (obligations.let_lapse(lapses=gone, at=now, by=by) if gone else 0)
