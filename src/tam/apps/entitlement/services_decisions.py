"""Storing the decision that something rests on, whole and for ever (TAM-01 to TAM-19)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from tam.apps.entitlement.facts import contract_facts
from tam.apps.entitlement.facts_asked import Place, Question, digest_of
from tam.apps.entitlement.models import ContractLine, StoredDecision
from tam.apps.entitlement.selectors_decisions import best, contracts_of
from tam.apps.estate import selectors as estate
from tam.domain.clock.cadence import wall
from tam.domain.entitlement.codec import to_json
from tam.domain.entitlement.decision import Decision, Verdict
from tam.domain.entitlement.facts import ContractFacts
from tam.domain.principals import Scope

TAM = "tam"


@dataclass(frozen=True)
class Resting:
    """What rests on a decision, and what it asks: `case:12` on the parts clause at a moment.

    Of several places the first that is given the clause is asked about. `contract` is set where
    one alone may answer.
    """

    subject: str
    places: tuple[Place, ...]
    what: Question
    contract: ContractFacts | None = None


@transaction.atomic
def store_decisions(*, resting: Iterable[Resting], at: datetime) -> list[int]:
    """Decide each question as the contracts stand, and keep the answers; their ids."""
    by_account: dict[int, list[Resting]] = defaultdict(list)
    for one in resting:
        if one.places:
            by_account[one.places[0].site.account_id].append(one)
    rows = []
    for account_id, asked in by_account.items():
        own = Scope(frozenset({account_id}))
        contracts = contracts_of(scope=own, account_id=account_id)
        rows += [_row(one, contracts, at) for one in asked]
    return [row.pk for row in StoredDecision.unscoped.bulk_create(rows)]


def _row(resting: Resting, contracts: list[ContractFacts], at: datetime) -> StoredDecision:
    if resting.contract is not None:
        contracts = [resting.contract]
    place, decision = _decided(resting, contracts)
    text = to_json(decision)
    return StoredDecision(
        account_id=place.site.account_id,
        at=at,
        subject=resting.subject,
        clause=decision.asked.clause,
        verdict=decision.verdict.value,
        asked_at=decision.asked.at,
        equipment_id=None if place.library is None else place.library.id,
        site_id=place.site.id,
        text=text,
        digest=digest_of(text),
    )


def _decided(resting: Resting, contracts: list[ContractFacts]) -> tuple[Place, Decision]:
    """The first place with a yes, else the first; and its decision."""
    found = []
    for place in resting.places:
        decision = best(place=place, what=resting.what, contracts=contracts)
        if decision.verdict is Verdict.YES:
            return place, decision
        found.append((place, decision))
    return found[0]


def store_line(*, row: ContractLine, at: datetime) -> None:
    """Keep the decision on a line that was asked for, be it entered or refused (TAM-01)."""
    own = Scope(frozenset({row.account_id}))
    site = next(one for one in estate.sites(scope=own) if one.id == row.site_id)
    library = None
    if row.equipment_id is not None:
        library = estate.library(scope=own, equipment_id=row.equipment_id)
    others = [line for line in row.contract.lines.all() if line.number != row.number]
    noon = wall(row.starts_on, time(12), site.zone)
    resting = Resting(
        f"line:{row.contract_id}/{row.number}",
        (Place(site, library),),
        Question("TAM-01" if row.level == TAM else "TAM-04", noon),
        contract_facts(row.contract, [*others, row]),
    )
    store_decisions(resting=[resting], at=at)
