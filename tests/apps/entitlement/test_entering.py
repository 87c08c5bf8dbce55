"""A contract is entered whole or not at all; every answer is stored as it was given."""

from dataclasses import replace

import pytest
from entering import CASES, agrees, line, told, written

from tam.apps.entitlement import selectors
from tam.apps.entitlement.models import ContractLine, EntitlementDecision, ServiceContract
from tam.apps.entitlement.services import entering
from tam.apps.entitlement.verdicts import Outcome
from tam.apps.estate import services_centers
from tam.apps.estate.models import Site
from tam.apps.journal.models import Entry
from tam.domain.entitlement.centers import Center
from tam.domain.entitlement.distance import Position
from tam.domain.principals import Principal, Role, Scope


def manager(house, *roles):
    known = roles or (Role.MANAGER,)
    return Principal("Morgan", house.manager, frozenset((house.account, one) for one in known))


def enter(house, made, by=None, **more):
    return entering.enter_contract(written=made, at=house.now, by=by or manager(house), **more)


@pytest.mark.clause("TAM-01")
@pytest.mark.parametrize("case", CASES)
def test_a_verdict_names_clause_field_and_reason(house, case):
    verdict = enter(house, CASES[case][0])
    agrees(case, verdict.outcome.value, told(verdict.points))
    assert ServiceContract.unscoped.filter(number=verdict.number).exists() == (
        verdict.outcome is Outcome.ENTERED or case == "a number in use"
    )


@pytest.mark.clause("TAM-01")
def test_a_dry_run_says_the_same_and_writes_nothing(house):
    before = (EntitlementDecision.unscoped.count(), Entry.objects.count())
    for made, outcome, points in CASES.values():
        verdict = enter(house, made, dry_run=True)
        assert verdict.outcome.value == {"entered": "allowed"}.get(outcome, outcome)
        assert [one[:3] for one in told(verdict.points)] == [one[:3] for one in points]
    assert ServiceContract.unscoped.filter(number__startswith="SG-90").count() == 0
    assert (EntitlementDecision.unscoped.count(), Entry.objects.count()) == before


@pytest.mark.clause("TAM-01")
def test_each_line_is_kept_with_its_version_and_the_warnings_it_came_with(house):
    verdict = enter(
        house, written("SG-9100", line(serial="C1A87F36"), line("tam", serial="C1A87F36"))
    )
    row = ServiceContract.unscoped.get(pk=verdict.contract_id)
    lines = ContractLine.unscoped.filter(contract=row)
    assert [(one.number, one.level, one.level_version) for one in lines] == [
        (1, "four_hour_on_site", 1),
        (2, "tam", 1),
    ]
    kept = {one.level: one for one in EntitlementDecision.unscoped.filter(contract=row)}
    assert kept["four_hour_on_site"].verdict == "yes"
    assert [one["clause"] for one in kept["four_hour_on_site"].detail["findings"]] == [
        "NOTE-5",
        "NOTE-6",
    ]
    assert kept["tam"].reason.endswith("stands on an allowed base on every day of the line.")


@pytest.mark.clause("TAM-01")
def test_a_refusal_is_stored_once_with_what_would_change_it(house):
    made = CASES["tam on plain next business day"][0]
    for _ in range(2):
        assert enter(house, made).outcome is Outcome.REFUSED
    (kept,) = EntitlementDecision.unscoped.filter(asked__contains="SG-9002")
    assert (kept.verdict, kept.clause, kept.level, kept.site.name) == (
        "no", "TAM-01", "tam", "Leeds Office",
    )  # fmt: skip
    assert "Add 24 Hour Phone uplift to Next Business Day On Site." in kept.reason
    assert Entry.objects.filter(action="contract.refused").count() == 1


@pytest.mark.clause("TAM-01")
def test_the_same_contract_again_changes_nothing(house):
    first = enter(house, written("SG-9101"))
    again = enter(house, written("SG-9101"))
    assert (again.outcome, again.contract_id) == (Outcome.UNCHANGED, first.contract_id)
    other = enter(house, written("SG-9101", ends_on="2028-11-30"))
    assert other.outcome is Outcome.WRONG
    assert "amend that one" in other.points[0].reason
    assert ContractLine.unscoped.filter(contract__number="SG-9101").count() == 2


@pytest.mark.clause("TAM-17")
@pytest.mark.parametrize("role", [Role.ENGINEER, Role.AUDITOR, Role.CUSTOMER_ADMIN])
def test_nobody_else_enters_a_contract(house, role):
    verdict = enter(house, written("SG-9102"), by=manager(house, role))
    assert told(verdict.points) == [
        ("wrong", "", "account",
         "There is no account 'northern-lights' that you may enter contracts for."),
    ]  # fmt: skip
    elsewhere = enter(house, written("SG-9102", account="quiet-harbour"))
    assert elsewhere.points[0].reason.startswith("There is no account 'quiet-harbour'")


def test_contact_forerunner_and_readings_of_its_own(house):
    made = written("SG-9103", contact="DANA.Whitfield@customer.example", readings="A18=42")
    row = ServiceContract.unscoped.get(pk=enter(house, made).contract_id)
    assert (row.contact.name, row.readings) == ("Dana Whitfield", {"monitoring_period_days": "42"})
    follows = replace(
        written("SG-9104", follows="SG-9103"), starts_on="2029-01-11", ends_on="2029-12-31"
    )
    verdict = enter(house, follows)
    assert [one.reason for one in verdict.points if one.field == "starts_on"] == [
        "There are 10 days without cover between 2028-12-31 and 2029-01-11."
    ]
    assert ServiceContract.unscoped.get(number="SG-9104").follows_id == row.pk


def test_people_and_contracts_that_are_not_there_are_named(house):
    verdict = enter(house, written("SG-9105", contact="x@y.example", follows="SG-0"))
    assert [(one.field, one.reason) for one in verdict.points] == [
        ("contact",
         "x@y.example is no contact of the account; add the contact, or leave it empty."),
        ("follows", "There is no contract SG-0 of this account that it could follow."),
    ]  # fmt: skip


@pytest.mark.clause("NOTE-6")
@pytest.mark.parametrize(
    ("north", "says"),
    [
        (59.95, None),
        (61.0, "beyond 50: on-site response times are best effort, every other clause"),
    ],
)
def test_the_center_its_distance_and_day_are_kept_and_fifty_miles_decide(house, north, says):
    near = Center("Oslo North", "Oslo", "NO", Position(north, 10.7522))
    services_centers.take_centers(centers=[near], at=house.now, by=manager(house))
    verdict = enter(house, written("SG-9110"))
    told_here = [one.reason for one in verdict.points if one.clause == "NOTE-6"]
    assert verdict.outcome is Outcome.ENTERED
    assert bool(told_here) == (says is not None)
    assert says is None or says in told_here[0]
    kept = EntitlementDecision.unscoped.get(contract__number="SG-9110", level="four_hour_on_site")
    center = kept.detail["center"]
    assert (center["name"], center["measured_on"]) == ("Oslo North", "2026-03-04")
    assert (3_900 < center["metres"] < 4_100) == (says is None)


def test_a_number_that_somebody_took_meanwhile_is_taken(house, monkeypatch):
    enter(house, written("SG-9120"))
    monkeypatch.setattr(entering, "_known", lambda entry, account: None)
    later = written("SG-9120", starts_on="2029-01-01", ends_on="2029-12-31")
    assert enter(house, later).outcome is Outcome.WRONG


@pytest.mark.clause("NOTE-4")
def test_a_secure_site_needs_an_on_site_level(house):
    Site.unscoped.filter(name="Oslo Archive").update(secure=True)
    verdict = enter(house, written("SG-9130", line("basic")))
    assert ("refuses", "NOTE-4", "lines[1].level") in [one[:3] for one in told(verdict.points)]
    assert enter(house, written("SG-9131", line())).outcome is Outcome.ENTERED


@pytest.mark.clause("TAM-01")
def test_a_refusal_is_shown_until_the_line_is_given(house):
    scope = Scope(frozenset({house.account}))
    alone = written("SG-9140", line("tam", site="Oslo Archive", serial="C1A87F36"))
    assert enter(house, alone).outcome is Outcome.REFUSED
    assert [one.site for one in selectors.refusals(scope=scope)] == ["Oslo Archive", "Leeds Office"]
    assert enter(house, written("SG-9141")).outcome is Outcome.ENTERED
    assert [one.site for one in selectors.refusals(scope=scope)] == ["Leeds Office"]
    late = written("SG-9142", line("basic"), starts_on="2027-02-01", follows="SG-2042")
    assert enter(house, late).outcome is Outcome.REFUSED
    assert all(one.level_name for one in selectors.refusals(scope=scope))
