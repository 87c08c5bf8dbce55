"""Contracts: an add-on only beside an allowed base; either answer is stored."""

from datetime import date, timedelta

import pytest

from tam.apps.entitlement import selectors, services
from tam.apps.entitlement.models import ContractLine, EntitlementDecision
from tam.apps.entitlement.services import NewContract, NewLine
from tam.apps.estate import selectors as estate
from tam.apps.journal.models import Entry
from tam.domain.principals import Scope, system
from tam.domain.refusals import Refused

BY = system("test")


@pytest.fixture
def scope(house):
    return Scope(frozenset({house.account}))


@pytest.mark.clause("TAM-01")
def test_tam_on_plain_next_business_day_is_refused_with_its_clause(house, scope):
    (refused,) = selectors.refusals(scope=scope)
    assert (refused.clause, refused.site, refused.verdict) == ("TAM-01", "Leeds Office", "no")
    assert "Four Hour On Site" in refused.reason
    assert "24 Hour Phone uplift" in refused.reason
    assert not ContractLine.unscoped.filter(level="tam", site__name="Leeds Office").exists()


@pytest.mark.clause("TAM-01")
def test_tam_is_active_where_its_base_is(house, scope):
    terms = selectors.active_terms(scope=scope)
    assert {term.equipment_name for term in terms} == {"delta-30", "gamma-4", "vault-6"}
    assert {term.starts_on for term in terms} == {house.now.date() - timedelta(days=10)}


@pytest.mark.clause("TAM-06")
def test_a_contract_may_set_its_own_monitoring_period(house, scope):
    site = next(s for s in estate.sites(scope=scope) if s.name == "Oslo Archive")
    starts, ends = date(2028, 1, 1), date(2028, 12, 31)
    new = NewContract(house.account, "SG-3000", starts, ends, "MSA 7", {"A18": "42"})
    contract = services.add_contract(new=new, at=house.now, by=BY)
    for level in ("four_hour_on_site", "tam"):
        line = NewLine(contract, level, site.id, starts, ends)
        assert services.ask_line(new=line, at=house.now, by=BY).allowed
    library = next(one for one in estate.libraries(scope=scope) if one.name == "delta-30")
    days = selectors.monitoring_days(scope=scope, equipment_id=library.id, on=date(2028, 3, 1))
    assert days == 42
    after = selectors.monitoring_days(scope=scope, equipment_id=library.id, on=date(2029, 3, 1))
    assert after is None


@pytest.mark.clause("TAM-01")
@pytest.mark.parametrize("level", ["tam", "asm"])
def test_an_add_on_without_any_base_is_refused(house, scope, level):
    site = estate.sites(scope=scope)[0]
    new = NewContract(house.account, "SG-3001", date(2028, 1, 1), date(2028, 12, 31), "MSA 7")
    contract = services.add_contract(new=new, at=house.now, by=BY)
    line = NewLine(contract, level, site.id, date(2028, 1, 1), date(2028, 12, 31))
    answer = services.ask_line(new=line, at=house.now, by=BY)
    assert (answer.allowed, answer.line_id) == (False, None)
    assert "no base on the same equipment" in answer.reason
    assert EntitlementDecision.unscoped.filter(level=level, verdict="no").exists()


@pytest.mark.clause("TAM-01")
def test_dates_that_cannot_be_are_refused(house, scope):
    site = estate.sites(scope=scope)[0]
    new = NewContract(house.account, "SG-3", date(2028, 2, 1), date(2028, 1, 1), "MSA 7")
    with pytest.raises(Refused, match="cannot end before it starts"):
        services.add_contract(new=new, at=house.now, by=BY)
    new = NewContract(house.account, "SG-4", date(2028, 1, 1), date(2028, 12, 31), "MSA 7")
    contract = services.add_contract(new=new, at=house.now, by=BY)
    line = NewLine(contract, "four_hour_on_site", site.id, date(2027, 1, 1), date(2028, 1, 2))
    with pytest.raises(Refused, match="leaves the contract's dates"):
        services.ask_line(new=line, at=house.now, by=BY)


def test_contracts_with_their_lines(house, scope):
    cards = selectors.contracts(scope=scope)
    assert [(card.number, [line.level for line in card.lines]) for card in cards] == [
        ("SG-2041", ["four_hour_on_site", "tam", "four_hour_on_site", "tam"]),
        ("SG-2042", ["nbd_on_site"]),
    ]


@pytest.mark.clause("TAM-01")
def test_a_line_that_its_own_text_refuses_is_stored_with_its_level(house, scope):
    site = estate.sites(scope=scope)[0]
    new = NewContract(house.account, "SG-3002", date(2028, 1, 1), date(2028, 12, 31), "MSA 7")
    contract = services.add_contract(new=new, at=house.now, by=BY)
    for level in ("nbd_on_site", "asm_platinum"):
        line = NewLine(contract, level, site.id, date(2028, 1, 1), date(2028, 12, 31))
        answer = services.ask_line(new=line, at=house.now, by=BY)
    kept = EntitlementDecision.unscoped.filter(level="asm_platinum").latest("id")
    assert (kept.clause, kept.verdict) == (answer.clause, "yes" if answer.allowed else "no")
    entry = Entry.objects.latest("seq")
    assert entry.clause in {"", "TAM-01"}
