"""What happens in a case: entered with its moment, and the clocks that it moves follow."""

from datetime import timedelta

import pytest

from tam.apps.cases import selectors, services, services_events
from tam.apps.cases import selectors_why as reasons
from tam.apps.cases.models import Case, CaseEvent
from tam.apps.cases.services import NewCase, Step
from tam.apps.cases.services_events import Happened
from tam.apps.entitlement import selectors_decisions as decisions
from tam.apps.estate import selectors as estate
from tam.apps.journal.models import Entry
from tam.domain.cases.lifecycle import Severity, State
from tam.domain.principals import Scope, system
from tam.domain.refusals import Refused

BY = system("Ingrid Solberg")
HOUR = timedelta(hours=1)


@pytest.fixture
def scope(house):
    return Scope(frozenset({house.account}))


@pytest.fixture
def case(house, scope):
    """A case opened three hours ago."""
    library = estate.library_by_serial(scope=scope, serial="4B31C86E")
    new = NewCase(house.account, library.id, "Drive 3 stops", Severity.MAJOR, "It stops.")
    return services.open_case(new=new, opened_at=house.now - 3 * HOUR, by=BY)


def record(house, case, kind, ago, entered=None):
    services_events.record_event(
        what=Happened(case, kind, house.now - ago), entered_at=entered or house.now, by=BY
    )


def clocks(house, scope, case):
    found = reasons.clocks(scope=scope, case_id=case, now=house.now)
    return {one.decision.asked.clause: one for one in found}


@pytest.mark.clause("TAM-04")
def test_a_dispatch_starts_the_clock_of_the_engineer(house, scope, case):
    assert clocks(house, scope, case)["TAM-04"].decision.held
    record(house, case, "diagnosed", 2 * HOUR)
    waiting = clocks(house, scope, case)["TAM-04"].decision
    assert (waiting.held, waiting.promise) == ((), None)
    record(house, case, "dispatched", HOUR)
    running = clocks(house, scope, case)["TAM-04"]
    assert running.decision.promise.arrive_by == house.now + 3 * HOUR
    assert running.drawing.left == 3 * HOUR
    kept = decisions.stored(scope=scope, subject=f"case:{case}")
    on_site = [one for one in kept if one.clause == "TAM-04"]
    assert on_site[0].decision == running.decision
    assert [bool(one.decision.held) for one in on_site] == [False, False, True]


@pytest.mark.clause("TAM-03")
def test_a_release_moves_the_part_alone(house, scope, case):
    before = len(decisions.stored(scope=scope, subject=f"case:{case}"))
    record(house, case, "released", HOUR)
    assert clocks(house, scope, case)["TAM-03"].decision.asked.events.released
    kept = decisions.stored(scope=scope, subject=f"case:{case}")
    assert [one.clause for one in kept[: len(kept) - before]] == ["TAM-03"]


def test_of_one_kind_the_one_entered_last_counts_but_not_before_it_was_entered(house, scope, case):
    record(house, case, "dispatched", HOUR, entered=house.now - HOUR / 2)
    record(house, case, "dispatched", 2 * HOUR)
    row = Case.unscoped.get(pk=case)
    asking = reasons.Asking("4B31C86E", "TAM-04", house.now, row.number)
    now = reasons.why(scope=scope, asking=asking, now=house.now)
    assert now.decision.asked.events.dispatched == house.now - 2 * HOUR
    earlier = reasons.Asking("4B31C86E", "TAM-04", house.now - HOUR / 4, row.number)
    then = reasons.why(scope=scope, asking=earlier, now=house.now)
    assert then.decision.asked.events.dispatched == house.now - HOUR


def test_it_stands_in_the_journal_and_in_the_conversation(house, scope, case):
    record(house, case, "dispatched", HOUR)
    entry = Entry.objects.get(action="case.dispatched", subject=f"case:{case}")
    assert entry.clause == "TAM-04"
    story = selectors.story(scope=scope, case_id=case, now=house.now, vendor=False)
    assert "an engineer is dispatched" in [said.what for said in story.said]


@pytest.mark.parametrize("ago", [timedelta(hours=4), timedelta(hours=-1)])
def test_a_moment_before_the_case_or_after_now_is_refused(house, case, ago):
    with pytest.raises(Refused, match="check the moment"):
        record(house, case, "dispatched", ago)
    assert not CaseEvent.unscoped.filter(case=case).exists()


def test_a_case_that_is_not_open_takes_none(house, scope, case):
    services.move_case(case_id=case, step=Step(State.IN_WORK), at=house.now, by=BY)
    services.resolve_case(case_id=case, fix=services.Fix("Done"), resolved_at=house.now, by=BY)
    with pytest.raises(Refused, match="is not open"):
        record(house, case, "dispatched", HOUR)


def test_another_kind_is_none(house, case):
    with pytest.raises(ValueError, match="vanished"):
        record(house, case, "vanished", HOUR)
