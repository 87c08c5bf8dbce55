"""What a contract is checked against: the account's sites, libraries, people and other promises."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

from tam.apps.entitlement.facts import line_facts, site_facts, site_name, unit_name
from tam.apps.entitlement.models import ContractLine
from tam.apps.estate import selectors as estate
from tam.apps.estate.selectors import AccountLine, LibraryLine, SiteLine
from tam.apps.people import selectors as people
from tam.domain.catalogue.load import standard
from tam.domain.catalogue.regions import REGION_WORDS
from tam.domain.entitlement.availability import region_of, tables
from tam.domain.entitlement.beside import Held
from tam.domain.entitlement.contracts import Estate
from tam.domain.entitlement.facts import CenterFacts, ContractFacts, LineFacts, SiteFacts
from tam.domain.principals import Scope
from tam.domain.readings import DEFAULTS


class Shelf:
    """Lines of the account's contracts by site and machine, so that few are compared."""

    def __init__(self, held: Iterable[Held] = ()) -> None:
        self._lines: dict[str, dict[str | None, list[Held]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for one in held:
            self._put(one)

    def _put(self, one: Held) -> None:
        self._lines[one.line.site or ""][one.line.unit].append(one)

    def add(self, contract: ContractFacts) -> None:
        """Put the lines of a contract on it."""
        for line in contract.lines:
            self._put(Held(contract.number, line))

    def near(self, contract: ContractFacts) -> list[Held]:
        """The lines of other contracts that may be about the same machines."""
        places = {(line.site or "", line.unit) for line in contract.lines}
        found = chain.from_iterable(self._at(site, unit) for site, unit in places)
        unlike = {(one.contract, one.line.number): one for one in found}
        return [one for one in unlike.values() if one.contract != contract.number]

    def _at(self, site: str, unit: str | None) -> Iterable[Held]:
        units = self._lines.get(site, {})
        if unit is None:
            return chain.from_iterable(units.values())
        return chain(units.get(unit, ()), units.get(None, ()))


def held_lines(account_id: int, site_ids: Iterable[int] | None = None) -> Iterable[Held]:
    """The lines an account has already, of some sites or of all; one query."""
    rows = ContractLine.unscoped.filter(account_id=account_id).select_related("contract")
    if site_ids is not None:
        rows = rows.filter(site_id__in=set(site_ids))
    rows = rows.only(
        "account_id", "contract__number", "number", "level", "level_version", "options", "site_id",
        "equipment_id", "starts_on", "ends_on",
    )  # fmt: skip
    return (Held(row.contract.number, line_facts(row)) for row in rows.iterator(2000))


class Book:
    """One account as it stands; read once, asked about as many contracts as there are."""

    def __init__(self, account: AccountLine) -> None:
        self.account = account
        self.scope = Scope(frozenset({account.id}))
        self._facts: dict[int, SiteFacts] = {}

    @cached_property
    def sites(self) -> Mapping[str, list[SiteLine]]:
        """Its sites by name, without regard to case."""
        found: dict[str, list[SiteLine]] = defaultdict(list)
        for site in estate.sites(scope=self.scope, account_id=self.account.id):
            found[site.name.casefold()].append(site)
        return found

    @cached_property
    def units(self) -> Mapping[str, LibraryLine]:
        """Its libraries by serial number, without regard to case."""
        known = estate.libraries(scope=self.scope, account_id=self.account.id)
        return {one.serial.casefold(): one for one in known}

    @cached_property
    def contacts(self) -> Mapping[str, int]:
        """Its contacts by mail address, without regard to case."""
        known = people.contacts(scope=self.scope, account_id=self.account.id)
        return {one.email.casefold(): one.id for one in known}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The words for what facts call by an id."""
        levels = {name: standard().level(name).short for name in standard().ids}
        sites = {name: site.name for name, site in self.places.items()}
        units = {
            unit_name(one.id) or "": f"{one.name} ({one.serial})" for one in self.units.values()
        }
        return {**levels, **REGION_WORDS, **sites, **units}

    def facts(self, site: SiteLine) -> SiteFacts:
        """A site as facts; made once."""
        if site.id not in self._facts:
            self._facts[site.id] = site_facts(site)
        return self._facts[site.id]

    @cached_property
    def places(self) -> Mapping[str, SiteLine]:
        """Its sites by the name that facts give them."""
        return {site_name(site.id): site for site in chain(*self.sites.values())}

    def estate(self, lines: Iterable[LineFacts]) -> Estate:
        """The sites that some lines are about, each with its region."""
        wanted = {line.site or "": line.starts_on for line in lines}
        known = [(name, self.places[name], day) for name, day in wanted.items()]
        return Estate(
            sites=tuple(
                (
                    name,
                    self.facts(site),
                    region_of(site.country, site.state, day, DEFAULTS) or site.country,
                )
                for name, site, day in known
            ),
            tables=tuple(table.offered for table in tables()),
        )

    def centers(self, lines: Iterable[LineFacts]) -> dict[str, CenterFacts]:
        """The service centers that the sites of some lines are measured from (NOTE-6)."""
        found = {line.site or "": self.facts(self.places[line.site or ""]) for line in lines}
        return {name: site.center for name, site in found.items() if site.center is not None}
