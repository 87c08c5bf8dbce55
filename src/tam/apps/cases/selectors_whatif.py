"""What if: the real cases of an account replayed under another level of one contract line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from tam.apps.cases.facts import CLOCKS, events_of
from tam.apps.cases.models import Case
from tam.apps.entitlement import selectors_decisions as decisions
from tam.apps.entitlement.facts import site_facts, site_name, unit_name
from tam.apps.entitlement.facts_asked import Question, question
from tam.apps.estate import selectors as estate
from tam.apps.estate.selectors import LibraryLine
from tam.domain.catalogue.load import standard
from tam.domain.clock.zones import zone
from tam.domain.entitlement.availability import region_of, table_on
from tam.domain.entitlement.contracts import Estate, Finding
from tam.domain.entitlement.facts import BadFacts, ContractFacts, Events, LineFacts
from tam.domain.entitlement.pairing import level_of
from tam.domain.entitlement.replay import Compared, compared, hindrances, other_contract, summary
from tam.domain.entitlement.whatif import what_if
from tam.domain.principals import Scope
from tam.domain.readings import DEFAULTS


@dataclass(frozen=True)
class Wish:
    """Which line of which contract, which other level, and the days in which cases were opened."""

    account_id: int
    contract: str
    line: int
    level: str
    first: date
    last: date


@dataclass(frozen=True)
class CaseReplay:
    """One real case with each clause under both levels.

    `supposed` names what the case does not record; it is taken at `since`, the diagnosis or the
    opening, the same under either level.
    """

    id: int
    number: str
    title: str
    opened_at: datetime
    zone: str
    library: str
    supposed: tuple[str, ...]
    since: str
    compared: tuple[Compared, ...]


@dataclass(frozen=True)
class Replay:
    """The cases of a period replayed; `elsewhere` counts those on machines the line is not about.

    `findings` say why the other level cannot stand; the replay shows what it would give all the
    same. `other` is its name, `level` the name of the line's own.
    """

    level: str
    other: str
    findings: tuple[Finding, ...]
    cases: list[CaseReplay]
    elsewhere: int
    sentence: str


def replay(*, scope: Scope, wish: Wish, now: datetime) -> Replay | None:
    """The replay of a period, or None where the contract or its line is not there."""
    known_contracts = decisions.contracts_of(scope=scope, account_id=wish.account_id)
    contract = next((one for one in known_contracts if one.number == wish.contract), None)
    lines = () if contract is None else contract.lines
    line = next((one for one in lines if one.number == wish.line), None)
    if contract is None or line is None:
        return None
    other = other_contract(contract, wish.line, wish.level)
    libraries = {one.id: one for one in estate.libraries(scope=scope, account_id=wish.account_id)}
    known = list(_opened(scope, wish, libraries))
    fitting = [case for case in known if _fits(line, libraries[case.equipment_id])]
    cases = [
        _replayed(case, libraries[case.equipment_id], events_of(case, now), (contract, other))
        for case in fitting
    ]
    name = standard().level(wish.level).short
    found = [one for case in cases for one in case.compared]
    return Replay(
        level=level_of(line, standard()).short,
        other=name,
        findings=hindrances(contract, other, _estate(scope, wish, line)),
        cases=cases,
        elsewhere=len(known) - len(fitting),
        sentence=summary(found, len(cases), name),
    )


def _opened(scope: Scope, wish: Wish, libraries: dict[int, LibraryLine]) -> Iterator[Case]:
    """The cases opened in the period, by the day at their site, oldest first."""
    if wish.last < wish.first:
        raise BadFacts(f"to: {wish.last} is before {wish.first}, the first day.")
    rows = Case.objects.visible_to(scope).filter(account_id=wish.account_id)
    rows = rows.prefetch_related("moves", "events")
    for case in rows.order_by("opened_at", "pk"):
        there = zone(libraries[case.equipment_id].site.zone)
        if wish.first <= case.opened_at.astimezone(there).date() <= wish.last:
            yield case


def _fits(line: LineFacts, library: LibraryLine) -> bool:
    """Whether the line is about the library."""
    return line.fits(unit_name(library.id), site_name(library.site.id))


def _supposed(case: Case, known: Events) -> Events:
    """What happened, and where no release or dispatch is recorded, as if at the diagnosis.

    Without a diagnosis as if when the case was opened; a step that is still open holds neither.
    """
    start = known.diagnosed or case.opened_at
    return replace(
        known,
        diagnosed=start,
        released=known.released or start,
        dispatched=known.dispatched or start,
        open_steps=(),
    )


def _replayed(
    case: Case,
    library: LibraryLine,
    known: Events,
    contracts: tuple[ContractFacts, ContractFacts],
) -> CaseReplay:
    """One case, each clause under both contracts: telephone, parts, on site."""
    contract, other = contracts
    place, events = decisions.place_of(library=library), _supposed(case, known)
    asked = [
        question(place, Question(clause, case.opened_at, events), contract) for clause in CLOCKS
    ]
    happened = {"release": known.released, "dispatch": known.dispatched}
    return CaseReplay(
        id=case.pk,
        number=case.number,
        title=case.title,
        opened_at=case.opened_at,
        zone=library.site.zone,
        library=library.name,
        supposed=tuple(name for name, at in happened.items() if at is None),
        since="diagnosis" if known.diagnosed else "opening",
        compared=tuple(compared(one) for one in what_if(asked, other)),
    )


def _estate(scope: Scope, wish: Wish, line: LineFacts) -> Estate:
    """The sites of the account with their regions, and the table of levels of the line's day."""
    on = line.starts_on
    sites = [site_facts(one) for one in estate.sites(scope=scope, account_id=wish.account_id)]
    return Estate(
        tuple(
            (site.id or "", site, region_of(site.country, site.state, on, DEFAULTS) or site.country)
            for site in sites
        ),
        table_on(on),
    )
