"""Storing the decision that something rests on, whole and for ever (TAM-01 to TAM-19)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from tam.apps.entitlement.facts import site_name, unit_name
from tam.apps.entitlement.facts_asked import Place, Question, digest_of, line_subject
from tam.apps.entitlement.models import ServiceContract, StoredDecision
from tam.apps.entitlement.selectors_decisions import best, contracts_of
from tam.apps.estate import selectors as estate
from tam.domain.clock.cadence import wall
from tam.domain.entitlement.codec import to_json
from tam.domain.entitlement.decision import Decision, Verdict
from tam.domain.entitlement.facts import ContractFacts
from tam.domain.principals import Scope

TAM = "tam"
NOON = time(12)


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


def store_lines(
    *, row: ServiceContract, contract: ContractFacts, numbers: Iterable[int], at: datetime
) -> None:
    """Keep the decisions on lines that were asked for, be they entered or refused (TAM-01)."""
    own = Scope(frozenset({row.account_id}))
    sites = {site_name(one.id): one for one in estate.sites(scope=own)}
    libraries = {
        unit_name(one.id): one for one in estate.libraries(scope=own, account_id=row.account_id)
    }
    wanted = set(numbers)
    store_decisions(
        resting=[
            Resting(
                line_subject(contract_id=row.pk, number=line.number),
                (Place(sites[line.site], libraries.get(line.unit)),),
                Question(
                    "TAM-01" if line.level == TAM else "TAM-04",
                    wall(line.starts_on, NOON, sites[line.site].zone),
                ),
                contract,
            )
            for line in contract.lines
            if line.number in wanted and line.site is not None
        ],
        at=at,
    )
