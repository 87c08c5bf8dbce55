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
from tam.domain.cases.lifecycle import Party, Severity, State
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


@pytest.mark.clause("TAM-03")
def test_a_waiting_case_names_the_step_that_holds_its_clocks(house, scope, case):
    record(house, case, "diagnosed", 2 * HOUR, entered=house.now - 2 * HOUR)
    wait = Step(State.WAITING, "Please update.", Party.CUSTOMER, "mandatory_firmware_and_ec_levels")
    services.move_case(case_id=case, step=wait, at=house.now - HOUR, by=BY)
    held = clocks(house, scope, case)["TAM-03"]
    assert [(one.step, one.waits_on.value) for one in held.decision.held] == [
        ("mandatory_firmware_and_ec_levels", "customer")
    ]
    assert "held" in {part.look.value for part in held.drawing.parts}
    services.answer_case(case_id=case, text="Done.", at=house.now, by=BY)
    assert clocks(house, scope, case)["TAM-03"].decision.held == ()
    kept = decisions.stored(scope=scope, subject=f"case:{case}")
    parts = [bool(one.decision.held) for one in kept if one.clause == "TAM-03"]
    assert parts == [False, True, False, True]  # answered, waiting, diagnosed, opened


@pytest.mark.parametrize(
    ("to", "party", "step"),
    [
        (State.IN_WORK, None, "logs_or_traces_supplied"),
        (State.WAITING, Party.PARTNER, "logs_or_traces_supplied"),
        (State.WAITING, Party.CUSTOMER, "troubleshooting_complete"),
        (State.WAITING, Party.CUSTOMER, "dancing"),
    ],
)
def test_a_step_is_one_of_the_party_that_is_waited_for(house, case, to, party, step):
    with pytest.raises(Refused, match="for one of that party"):
        services.move_case(case_id=case, step=Step(to, "x", party, step), at=house.now, by=BY)


@pytest.mark.clause("TAM-04")
def test_waiting_for_a_partner_holds_no_clock(house, scope, case):
    record(house, case, "dispatched", 2 * HOUR)
    wait = Step(State.WAITING, "On the way.", Party.PARTNER)
    services.move_case(case_id=case, step=wait, at=house.now - HOUR, by=BY)
    running = clocks(house, scope, case)["TAM-04"]
    assert {part.look.value for part in running.drawing.parts} == {"open"}
    assert running.drawing.left == 2 * HOUR
