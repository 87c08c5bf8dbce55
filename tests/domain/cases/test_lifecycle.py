"""The states of a case and the moves between them."""

from datetime import UTC, datetime, timedelta

import pytest

from tam.domain.cases.lifecycle import ALLOWED, Party, Period, State, check, next_mover, state_at
from tam.domain.refusals import Refused

RESOLVED = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


@pytest.mark.clause("TAM-12")
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("to", list(State))
def test_every_pair_is_in_the_table_or_refused(state, to):
    if to in ALLOWED[state]:
        check(state, to)
        return
    with pytest.raises(Refused) as no:
        check(state, to)
    assert no.value.clause == "TAM-12"
    assert no.value.reason.endswith(".")


@pytest.mark.clause("TAM-06")
def test_a_resolved_case_is_monitored_while_its_period_runs():
    period = Period(RESOLVED, 28)
    assert state_at(State.RESOLVED, period, RESOLVED) is State.MONITORING
    last = RESOLVED + timedelta(days=28)
    assert state_at(State.RESOLVED, period, last - timedelta(seconds=1)) is State.MONITORING
    assert state_at(State.RESOLVED, period, last) is State.RESOLVED
    assert state_at(State.RESOLVED, None, RESOLVED) is State.RESOLVED
    assert state_at(State.IN_WORK, period, RESOLVED) is State.IN_WORK


@pytest.mark.clause("TAM-06")
def test_a_stopped_period_monitors_no_longer():
    period = Period(RESOLVED, 28, RESOLVED + timedelta(days=3))
    assert not period.runs(RESOLVED + timedelta(days=3))


@pytest.mark.clause("TAM-06")
def test_a_monitored_case_cannot_be_closed_by_hand():
    with pytest.raises(Refused, match="monitoring period still runs"):
        check(State.MONITORING, State.CLOSED)


@pytest.mark.clause("TAM-12")
def test_whose_move_it_is_after_a_move():
    assert next_mover(State.IN_WORK, None) is Party.VENDOR
    assert next_mover(State.WAITING, Party.CARRIER) is Party.CARRIER
    assert next_mover(State.RESOLVED, None) is Party.NOBODY
    with pytest.raises(Refused, match="names who must act"):
        next_mover(State.WAITING, None)
