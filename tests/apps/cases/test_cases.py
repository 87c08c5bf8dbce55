"""Cases: opened, moved, resolved, monitored, closed."""

from datetime import timedelta

import pytest
from django.db import transaction

from tam.apps.cases import selectors, services
from tam.apps.cases.services import Fix, NewCase, Step
from tam.domain.cases.lifecycle import Party, Severity, State
from tam.domain.principals import Scope, system
from tam.domain.refusals import Refused
from tam.engine.managers import monitoring

BY = system("Ingrid Solberg")


@pytest.fixture
def case_id(house):
    scope = Scope(frozenset({house.account}))
    library = selectors.cases(scope=scope, now=house.now)[0].equipment_id
    new = NewCase(
        house.account, library, "Drive 3 ejects every tape", Severity.MAJOR, "Since noon."
    )
    return services.open_case(new=new, opened_at=house.now, by=BY)


def story(house, case_id, now=None, *, vendor=True):
    return selectors.story(
        scope=Scope(frozenset({house.account})),
        case_id=case_id,
        now=now or house.now,
        vendor=vendor,
    )


@pytest.mark.clause("TAM-11")
def test_a_new_case_waits_for_us(house, case_id):
    line = story(house, case_id).line
    assert (line.state, line.waiting_on) == (State.NEW, Party.VENDOR)
    assert line.number == f"C-{case_id:05d}"  # PostgreSQL gives a number out once, tests or not


@pytest.mark.clause("TAM-11")
def test_a_number_comes_from_the_case_and_not_from_the_last_one(house, case_id):
    """One that is written at the same moment is not seen, and takes no number away."""
    line = story(house, case_id).line
    new = NewCase(house.account, line.equipment_id, "Robot stands", Severity.MAJOR, "")
    with transaction.atomic():
        services.open_case(new=new, opened_at=house.now, by=BY)
        transaction.set_rollback(True)
    again = services.open_case(new=new, opened_at=house.now, by=BY)
    assert story(house, again).line.number == f"C-{again:05d}"


@pytest.mark.clause("TAM-12")
def test_a_title_of_invisible_characters_is_no_title(house):
    new = NewCase(house.account, 1, "\u200b \u2060", Severity.MINOR, "")
    with pytest.raises(Refused, match="needs a title"):
        services.open_case(new=new, opened_at=house.now, by=BY)


@pytest.mark.clause("TAM-06")
def test_resolving_opens_a_monitoring_period_that_ends_by_itself(house, case_id):
    fix = Fix("Drive replaced.", monitoring_days=28)
    services.resolve_case(case_id=case_id, fix=fix, resolved_at=house.now, by=BY)
    assert story(house, case_id).line.state is State.MONITORING
    end = house.now + timedelta(days=28)
    assert monitoring.run(end - timedelta(seconds=1)) == 1  # the sample's own case, six days older
    assert story(house, case_id, end).line.state is State.RESOLVED
    assert monitoring.run(end) == 1
    assert monitoring.run(end) == 0
    assert story(house, case_id, end).line.state is State.CLOSED


@pytest.mark.clause("TAM-06")
def test_without_tam_a_resolution_opens_no_period(house, case_id):
    services.resolve_case(case_id=case_id, fix=Fix("Cleaned."), resolved_at=house.now, by=BY)
    line = story(house, case_id).line
    assert (line.state, line.period) == (State.RESOLVED, None)


@pytest.mark.clause("TAM-12")
def test_a_resolution_says_what_was_done(house, case_id):
    with pytest.raises(Refused, match="what was done"):
        services.resolve_case(case_id=case_id, fix=Fix(" "), resolved_at=house.now, by=BY)


@pytest.mark.clause("TAM-12")
def test_of_two_who_act_at_once_one_is_told(house, case_id):
    step = Step(State.IN_WORK)
    services.move_case(case_id=case_id, step=step, at=house.now, by=BY, version=1)
    with pytest.raises(Refused, match="meanwhile"):
        services.move_case(
            case_id=case_id,
            step=Step(State.WAITING, "", Party.CUSTOMER),
            at=house.now,
            by=BY,
            version=1,
        )
    assert len(story(house, case_id).said) == 2


@pytest.mark.clause("TAM-12")
def test_an_answer_gives_the_move_back_to_us(house, case_id):
    wait = Step(State.WAITING, "Which tapes?", Party.CUSTOMER)
    services.move_case(case_id=case_id, step=wait, at=house.now, by=BY)
    services.answer_case(case_id=case_id, text="All of them.", at=house.now, by=BY)
    line = story(house, case_id).line
    assert (line.state, line.waiting_on) == (State.IN_WORK, Party.VENDOR)


@pytest.mark.clause("TAM-17")
def test_customers_do_not_read_our_own_notes(house, case_id):
    services.add_note(
        case_id=case_id, text="Looks like the robot.", audience="vendor", at=house.now, by=BY
    )
    assert "Looks like the robot." in [one.text for one in story(house, case_id).said]
    assert "Looks like the robot." not in [
        one.text for one in story(house, case_id, vendor=False).said
    ]


def test_a_list_takes_three_queries_whatever_its_length(house, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(selectors.cases(scope=Scope(frozenset({house.account})), now=house.now)) == 3
