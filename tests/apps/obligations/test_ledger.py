"""The ledger: entered once, kept by evidence, excused with a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tam.apps.cases import services as cases
from tam.apps.cases.services import Step
from tam.apps.obligations import selectors, services
from tam.apps.obligations.models import Evidence, Obligation
from tam.apps.obligations.services import Proof
from tam.domain.cases.lifecycle import State
from tam.domain.principals import Scope, system
from tam.domain.refusals import Refused
from tam.engine.managers import planning

BY = system("Ingrid Solberg")


def lines(house, now=None, **wanted):
    scope = Scope(frozenset({house.account}))
    return selectors.ledger(scope=scope, now=now or house.now, **wanted)


def first(house, duty):
    return next(line for line in lines(house) if line.duty == duty)


@pytest.mark.clause("TAM-06")
def test_a_resolved_case_stands_in_the_ledger_with_clause_and_reading(house):
    planning.run(house.now)
    reviews = [line for line in lines(house) if line.clause == "TAM-06"]
    assert [str(line.by) for line in reviews] == [
        "2026-03-05",
        "2026-03-12",
        "2026-03-19",
        "2026-03-26",
    ]
    assert reviews[0].readings == ["A18=28", "A19=rolling_week_calendar_month"]
    assert reviews[0].equipment == "gamma-4"


@pytest.mark.clause("TAM-07")
def test_planning_again_enters_nothing(house):
    assert planning.run(house.now) > 0
    assert planning.run(house.now) == 0
    assert planning.run(house.now + timedelta(hours=1)) == 0


@pytest.mark.clause("TAM-01")
def test_a_site_whose_tam_was_refused_owes_nothing(house):
    planning.run(house.now)
    assert {line.equipment for line in lines(house)} == {"", "gamma-4", "vault-6", "delta-30"}


@pytest.mark.clause("TAM-06")
def test_kept_because_evidence_exists(house):
    planning.run(house.now)
    owed = first(house, "weekly-log-review")
    assert owed.standing == "due"
    proof = Proof("Reviewed: clean.", {"bundles": ["a" * 64]})
    digest = services.keep(obligation_id=owed.id, at=house.now, by=BY, proof=proof)
    kept = selectors.obligation(
        scope=Scope(frozenset({house.account})), obligation_id=owed.id, now=house.now
    )
    assert (kept.standing, kept.proof.digest, kept.proof.by) == ("kept", digest, "Ingrid Solberg")
    assert selectors.broken_evidence(scope=Scope(frozenset({house.account}))) == []


@pytest.mark.clause("TAM-06")
def test_an_obligation_is_settled_once(house):
    planning.run(house.now)
    owed = first(house, "weekly-log-review")
    services.keep(obligation_id=owed.id, at=house.now, by=BY, proof=Proof("First.", {}))
    with pytest.raises(Refused, match="already settled"):
        services.keep(obligation_id=owed.id, at=house.now, by=BY, proof=Proof("Second.", {}))
    assert Evidence.unscoped.count() == 1


@pytest.mark.clause("TAM-06")
def test_evidence_cannot_be_changed_or_removed(house):
    planning.run(house.now)
    owed = first(house, "weekly-log-review")
    services.keep(obligation_id=owed.id, at=house.now, by=BY, proof=Proof("First.", {}))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Evidence.unscoped.update(summary="better")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Evidence.unscoped.all().delete()


@pytest.mark.clause("TAM-06")
def test_reopening_excuses_the_reviews_to_come(house):
    planning.run(house.now)
    case_id = first(house, "weekly-log-review").case_id
    at = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
    cases.move_case(case_id=case_id, step=Step(State.REOPENED, "It is back."), at=at, by=BY)
    reviews = lines(house, at, case_id=case_id)
    assert [line.standing for line in reviews] == ["overdue", "excused", "excused", "excused"]
    assert "reopened" in reviews[1].proof.summary


def test_the_ledger_takes_two_queries_whatever_its_length(house, django_assert_num_queries):
    planning.run(house.now)
    with django_assert_num_queries(2):
        assert len(lines(house)) > 10


def test_another_account_sees_nothing(house):
    planning.run(house.now)
    stranger = Scope(frozenset({house.strangers_account}))
    some = Obligation.unscoped.filter(account_id=house.account).first()
    assert selectors.ledger(scope=stranger, now=house.now) == []
    assert selectors.obligation(scope=stranger, obligation_id=some.pk, now=house.now) is None
