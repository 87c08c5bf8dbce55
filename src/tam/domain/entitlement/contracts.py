"""The rules of a contract: its lines fit, nothing is promised twice, no day is left bare (TAM-01).

Each rule gives findings with clause, field and reason. A finding refuses the contract or warns.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from tam.domain.catalogue.load import Catalogue
from tam.domain.catalogue.terms import Kind
from tam.domain.entitlement.facts import Availability, ContractFacts, LineFacts, Period, SiteFacts
from tam.domain.entitlement.gates import Gate, Passage, radius, region, secure_site
from tam.domain.entitlement.pairing import level_of, pair_days, pair_levels
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.spans import in_words, overlap, uncovered
from tam.domain.entitlement.wording import ON_SITE, kind_of, terms_of, turned
from tam.domain.readings import DEFAULTS, Readings


class Weight(Enum):
    """Whether a finding stops the contract."""

    REFUSES = "refuses"
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found: whether it stops the contract, its clause, the field, the reason."""

    weight: Weight
    clause: str
    field: str
    reason: Said
    readings: tuple[str, ...] = ()
    remedies: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Estate:
    """What a contract is checked against: (id, site, region) of each site, and the dated tables.

    A line is asked of the newest of `tables`, oldest first, that its first day knows; where there
    is none, of `availability`.
    """

    sites: tuple[tuple[str, SiteFacts, str], ...]
    availability: Availability | None = None
    tables: tuple[Availability, ...] = ()

    def table_on(self, day: date) -> Availability | None:
        """The table that a line which starts on this day is asked of."""
        known = [table for table in self.tables if table.dated <= day]
        return known[-1] if known else self.availability

    def site(self, site_id: str | None) -> tuple[SiteFacts, str] | None:
        """A site and its region by id."""
        return next(((site, area) for name, site, area in self.sites if name == site_id), None)


def refused(findings: tuple[Finding, ...]) -> bool:
    """Whether any finding stops the contract."""
    return any(finding.weight is Weight.REFUSES for finding in findings)


def check_contract(
    contract: ContractFacts, estate: Estate, house: Readings, catalogue: Catalogue
) -> tuple[Finding, ...]:
    """Everything that is wrong with a contract as it stands, refusals and warnings."""
    readings = contract.read_by(house)
    return (
        *_terms(contract),
        *_options(contract, catalogue),
        *_pairings(contract, readings, catalogue),
        *_doubled(contract, readings, catalogue),
        *_bare_days(contract, readings, catalogue),
        *_gates(contract, estate, readings, catalogue),
    )


def _terms(contract: ContractFacts) -> Iterator[Finding]:
    """Lines and suspensions stay inside the contract's dates."""
    inside = (contract.starts_on.isoformat(), contract.ends_on.isoformat())
    for line in contract.lines:
        for field, day in (("starts_on", line.starts_on), ("ends_on", line.ends_on)):
            if not contract.starts_on <= day <= contract.ends_on:
                said = Said("contract.outside", (str(line.number), day.isoformat(), *inside))
                yield Finding(Weight.REFUSES, "NOTE-7", field_of(line, field), said)
    for pause in contract.suspended:
        if pause.starts_on < contract.starts_on or pause.ends_on > contract.ends_on:
            said = Said("contract.pause_outside", (pause.starts_on.isoformat(), *inside))
            yield Finding(Weight.REFUSES, "NOTE-7", "suspended", said)
    if not contract.master_agreement:
        yield Finding(
            Weight.WARNS, "NOTE-7", "master_agreement", Said("contract.no_master_agreement")
        )


def _options(contract: ContractFacts, catalogue: Catalogue) -> Iterator[Finding]:
    """Each option fits the level it is bought with."""
    for line in contract.lines:
        level = level_of(line, catalogue)
        for option in line.options:
            sold = catalogue.level_on(option, line.starts_on)
            found = pair_levels(sold, level, (), DEFAULTS, catalogue)
            if not found.allowed:
                yield Finding(
                    Weight.REFUSES, found.because, field_of(line, "options"), found.reason
                )


def _pairings(
    contract: ContractFacts, readings: Readings, catalogue: Catalogue
) -> Iterator[Finding]:
    """Each add-on stands on an allowed base on every one of its days."""
    lines = running_lines(contract)
    for line in lines:
        level = level_of(line, catalogue)
        if kind_of(level, readings) is not Kind.ADD_ON:
            continue
        days = pair_days(line, lines, readings, catalogue)
        if days.whole:
            continue
        because = "TAM-01" if level.id == "tam" else level.id
        if days.refusal is not None:
            reason, leaned = days.refusal.reason, days.refusal.readings
            remedies = days.refusal.remedies
        else:
            reason = Said("contract.add_on_alone", (level.short, in_words(days.void)))
            leaned, remedies = ("A31",), (Said("remedy.base_same_days", (in_words(days.void),)),)
        yield Finding(Weight.REFUSES, because, field_of(line, "level"), reason, leaned, remedies)


def _doubled(
    contract: ContractFacts, readings: Readings, catalogue: Catalogue
) -> Iterator[Finding]:
    """No machine has the same level twice, or two bases, on the same day."""
    for number, line in enumerate(contract.lines):
        for other in contract.lines[number + 1 :]:
            days = overlap(line.period, other.period)
            if days is None or not same_machine(line, other):
                continue
            kinds = {kind_of(level_of(each, catalogue), readings) for each in (line, other)}
            args = (str(line.number), str(other.number), in_words((days,)))
            if line.level == other.level:
                said = Said("contract.doubled", args)
            elif kinds == {Kind.BASE}:
                said = Said("contract.two_bases", args)
            else:
                continue
            yield Finding(Weight.REFUSES, "TAM-01", field_of(other, "starts_on"), said)


def _bare_days(
    contract: ContractFacts, readings: Readings, catalogue: Catalogue
) -> Iterator[Finding]:
    """A machine has a base on every day of its contract, agreed suspensions of it aside."""
    for unit, site in dict.fromkeys((line.unit, line.site) for line in contract.lines):
        bases = [
            line
            for line in contract.lines
            if line.fits(unit, site) and kind_of(level_of(line, catalogue), readings) is Kind.BASE
        ]
        bare = uncovered(Period(contract.starts_on, contract.ends_on), bases)
        if bases and bare:
            said = Said("contract.gap", (unit or site or "the contract", in_words(bare)))
            yield Finding(Weight.WARNS, "TAM-01", "lines", said, ("A31",))


def _gates(
    contract: ContractFacts, estate: Estate, readings: Readings, catalogue: Catalogue
) -> Iterator[Finding]:
    """Each base line passes the gates of its site."""
    for line in contract.lines:
        stands = estate.site(line.site)
        sold = level_of(line, catalogue)
        if stands is None or kind_of(sold, readings) is not Kind.BASE:
            continue
        site, area = stands
        level, _ = turned(sold, line.options, catalogue, line.starts_on)
        on_site = terms_of(level, ON_SITE, readings, None)
        gates = (
            secure_site(site, on_site, readings),
            region(level.id, area, estate.table_on(line.starts_on)),
            radius(site.center, on_site, readings),
        )
        for gate in gates:
            finding = _finding(gate, line)
            if finding is not None:
                yield finding


def _finding(gate: Gate, line: LineFacts) -> Finding | None:
    """A gate as a finding; an open gate is none."""
    if gate.passage is Passage.OPEN:
        return None
    weight = Weight.REFUSES if gate.passage is Passage.SHUT else Weight.WARNS
    return Finding(
        weight, gate.clause, field_of(line, "level"), gate.reason, gate.readings, gate.remedies
    )


def running_lines(contract: ContractFacts) -> tuple[LineFacts, ...]:
    """The lines with the contract's suspensions laid over them and cut to its dates."""
    return tuple(
        replace(line, suspended=(*line.suspended, *contract.suspended))
        for line in contract.lines
        if line.starts_on <= contract.ends_on and line.ends_on >= contract.starts_on
    )


def same_machine(line: LineFacts, other: LineFacts) -> bool:
    """Whether two lines cover a machine in common."""
    if line.site is not None and other.site is not None and line.site != other.site:
        return False
    return line.unit is None or other.unit is None or line.unit == other.unit


def field_of(line: LineFacts, name: str) -> str:
    """The field of a line, as a complaint names it."""
    return f"lines[{line.number}].{name}"
