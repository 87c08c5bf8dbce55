"""Decisions: stored when they are acted on, and the same bytes when computed again."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tam.apps.cases import selectors_why as reasons
from tam.apps.cases.models import Case
from tam.apps.cases.selectors_why import Asking
from tam.apps.entitlement import selectors_decisions as decisions
from tam.apps.entitlement.facts_asked import Question, digest_of
from tam.apps.entitlement.models import StoredDecision
from tam.apps.entitlement.selectors_decisions import Again, again
from tam.apps.estate import selectors as estate
from tam.apps.obligations.models import Obligation
from tam.domain.entitlement.codec import to_json
from tam.domain.entitlement.decide import replay
from tam.domain.entitlement.facts import BadFacts
from tam.domain.principals import Scope
from tam.engine.managers import planning

AT = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def scope(house):
    return Scope(frozenset({house.account}))


def case_of(serial):
    return Case.unscoped.get(equipment__serial=serial)


@pytest.mark.clause("TAM-04")
def test_opening_a_case_keeps_what_is_promised_for_it(house, scope):
    case = case_of("C1A87F36")
    kept = {one.clause: one for one in decisions.stored(scope=scope, subject=f"case:{case.pk}")}
    assert set(kept) == {"TAM-02", "TAM-03", "TAM-04"}
    assert {one.verdict for one in kept.values()} == {"yes"}
    on_site = kept["TAM-04"]
    assert on_site.at == on_site.decision.asked.at == case.opened_at
    assert on_site.decision.governing.line == 3
    assert on_site.decision.held[0].step == "troubleshooting_complete"
    assert on_site.serial == "C1A87F36"


@pytest.mark.clause("TAM-01")
def test_a_line_asked_for_keeps_its_decision_also_where_it_is_refused(house, scope):
    lines = [one for one in decisions.stored(scope=scope) if one.subject.startswith("line:")]
    assert sorted((one.clause, one.verdict) for one in lines) == [
        ("TAM-01", "no"),
        ("TAM-01", "yes"),
        ("TAM-01", "yes"),
        ("TAM-04", "yes"),
        ("TAM-04", "yes"),
        ("TAM-04", "yes"),
    ]
    (refused,) = [one for one in lines if one.verdict == "no"]
    assert "may not stand on Next Business Day On Site" in refused.decision.reason.text
    assert refused.decision.remedies


@pytest.mark.clause("TAM-06")
def test_an_obligation_keeps_the_decision_it_rests_on(house, scope):
    planning.run(house.now)
    kept = {one.subject: one for one in decisions.stored(scope=scope)}
    for row in Obligation.unscoped.all():
        one = kept[f"obligation:{row.duty}/{row.subject}/{row.period}"]
        assert (one.clause, one.verdict) == (row.clause, "yes")
        assert one.decision.asked.at.date() == row.opens_on


@pytest.mark.clause("TAM-01")
def test_every_stored_decision_is_decided_again_to_the_same_bytes(house, scope):
    planning.run(house.now)
    rows = list(StoredDecision.unscoped.all())
    assert len(rows) > 20
    for row in rows:
        was, now = replay(row.text)
        assert to_json(was) == to_json(now) == row.text
        assert row.digest == digest_of(row.text)
    assert {one.again for one in decisions.recomputed(scope=scope)} == {Again.SAME}


def stored_text():
    return StoredDecision.unscoped.filter(clause="TAM-04", verdict="yes").first().text


def changed(**fields):
    return json.dumps(
        json.loads(stored_text()) | fields,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )


def test_what_comes_out_otherwise_is_told_apart(house):
    older = {"catalogue": "0-x", "holidays": "h", "tzdata": "t"}
    texts = {
        Again.SAME: stored_text(),
        Again.SAME_ANSWER: changed(versions=older),
        Again.OTHER: changed(verdict="no"),
        Again.BROKEN: changed(more="x"),
    }
    assert {again(text=text, digest=digest_of(text)) for text in texts.values()} == set(Again)
    for outcome, text in texts.items():
        assert again(text=text, digest=digest_of(text)) is outcome
    older_no = changed(versions=older, verdict="no")
    assert again(text=older_no, digest=digest_of(older_no)) is Again.OTHER
    assert again(text=stored_text(), digest=digest_of("x")) is Again.BROKEN


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_keeps_them(house, act):
    rows = StoredDecision.unscoped.all()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(verdict="no") if act == "update" else rows.delete()


@pytest.mark.clause("TAM-02")
def test_four_questions_cost_no_more_queries_than_one(house, scope, django_assert_num_queries):
    library = estate.library_by_serial(scope=scope, serial="4B31C86E")
    place = decisions.place_of(library=library)
    asked = [Question(clause, AT) for clause in ("TAM-02", "TAM-03", "TAM-04", "TAM-16")]
    with django_assert_num_queries(3):
        answers = decisions.decided(scope=scope, place=place, what=asked)
    assert [one.verdict.value for one in answers] == ["yes", "yes", "yes", "unknown"]


@pytest.mark.clause("TAM-01")
def test_a_machine_without_a_contract_is_told_so(house):
    stranger = Scope(frozenset({house.strangers_account}))
    decision = decisions.why(scope=stranger, serial="8FB4572D", what=Question("TAM-04", AT))
    assert (decision.verdict.value, decision.governing) == ("no", None)
    assert decision.reason.text == "No base level is active on 2026-03-04."


def test_a_machine_out_of_scope_is_nothing(house, scope):
    assert decisions.why(scope=scope, serial="8FB4572D", what=Question("TAM-04", AT)) is None
    assert decisions.stored_decision(scope=scope, decision_id=2**40) is None


def ask(scope, serial, clause, at=AT, case=""):
    return reasons.why(scope=scope, asking=Asking(serial, clause, at, case), now=AT)


@pytest.mark.clause("TAM-03")
def test_what_has_happened_in_a_case_counts_by_the_moment(house, scope):
    case = case_of("C1A87F36")
    found = ask(scope, "c1a87f36", "TAM-03", case=case.number.lower())
    assert found.decision.asked.events.called == case.opened_at
    assert [one.step for one in found.decision.held] == ["logs_or_traces_supplied"]
    before = ask(scope, "C1A87F36", "TAM-03", case.opened_at - timedelta(days=1), case.number)
    assert before.decision.asked.events.called is None
    held = [part for part in found.drawing.parts if part.look.value == "held"]
    assert {part.waits_on for part in held} == {"customer"}


def test_a_case_of_another_machine_is_an_error_and_of_somebody_else_nothing(house, scope):
    number = case_of("C1A87F36").number
    with pytest.raises(BadFacts, match="is about another machine than 4B31C86E"):
        ask(scope, "4B31C86E", "TAM-03", case=number)
    stranger = Scope(frozenset({house.strangers_account}))
    assert ask(stranger, "8FB4572D", "TAM-03", case=number) is None
    assert ask(scope, "8FB4572D", "TAM-03") is None


@pytest.mark.clause("TAM-16")
def test_a_clause_that_the_catalogue_does_not_know_is_unknown_and_never_no(house, scope):
    found = ask(scope, "4B31C86E", "TAM-16")
    assert found.decision.verdict.value == "unknown"
    assert "Unknown is not a no" in " ".join(one.text for one in found.decision.caveats)


@pytest.mark.clause("TAM-02")
def test_the_clocks_of_an_open_case(house, scope):
    case = case_of("C1A87F36")
    found = reasons.clocks(scope=scope, case_id=case.pk, now=house.now)
    assert [one.decision.asked.clause for one in found] == ["TAM-02", "TAM-03", "TAM-04"]
    assert found[0].decision.promise.covered
    resolved = case_of("4B31C86E")
    assert reasons.clocks(scope=scope, case_id=resolved.pk, now=house.now) == []
    stranger = Scope(frozenset({house.strangers_account}))
    assert reasons.clocks(scope=stranger, case_id=case.pk, now=house.now) == []
