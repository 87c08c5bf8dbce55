"""Planning: what is owed is entered once, and what is owed no longer is excused with its clause."""

from datetime import timedelta

import pytest

from tam.apps.entitlement.models import ContractLine
from tam.apps.entitlement.services import changing
from tam.apps.entitlement.services.amending import Asked
from tam.apps.obligations import selectors, services
from tam.apps.obligations.services import Proof
from tam.domain.obligations.lapse import Lapse
from tam.domain.principals import Scope, system
from tam.engine.managers import planning

BY = system("Ingrid Solberg")


def ledger(house):
    return selectors.ledger(scope=Scope(frozenset({house.account})), now=house.now)


@pytest.mark.clause("TAM-01")
def test_what_falls_after_an_early_end_of_tam_is_excused_and_the_rest_stays(house):
    assert planning.run(house.now) > 0
    assert planning.run(house.now) == 0
    line = ContractLine.unscoped.filter(account_id=house.account, level="tam").first()
    last = house.now.date() + timedelta(days=2)
    asked = Asked(line.contract_id, why="Sold back.", at=house.now, by=BY)
    changing.end_line(asked=asked, number=line.number, last=last)
    excused = planning.run(house.now)
    assert excused > 0
    gone = [one for one in ledger(house) if one.standing == "excused"]
    assert len(gone) == excused
    assert {one.equipment for one in gone if one.equipment} == {"gamma-4", "vault-6"}
    assert all(one.by > last for one in gone)
    assert gone[0].proof.data == {"clause": "TAM-01"}
    assert "not active on its days" in gone[0].proof.summary
    assert planning.run(house.now) == 0


def test_what_was_settled_meanwhile_does_not_lapse(house):
    planning.run(house.now)
    one, other = (line for line in ledger(house)[:2])
    proof = Proof("Held.", {})
    services.keep(obligation_id=one.id, at=house.now, by=BY, proof=proof)
    lapses = [Lapse(line.id, "TAM-01", "No longer owed.") for line in (one, other)]
    assert services.let_lapse(lapses=lapses, at=house.now, by=BY) == 1
    assert [line.standing for line in ledger(house)[:2]] == ["kept", "excused"]
