"""The terms of one contract as the facts the domain decides on."""

from tam.apps.entitlement.facts import contract_facts
from tam.apps.entitlement.models import ServiceContract
from tam.domain.entitlement.facts import ContractFacts
from tam.domain.principals import Scope


def contract(*, scope: Scope, account_id: int, number: str) -> ContractFacts | None:
    """One contract with its lines and suspensions, or None where it is not in scope."""
    rows = ServiceContract.objects.visible_to(scope).prefetch_related("lines", "suspensions")
    row = rows.filter(account_id=account_id, number=number).first()
    return None if row is None else contract_facts(row, row.lines.all())
