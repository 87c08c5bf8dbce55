"""Promises of other contracts on the same machine: none is given twice (TAM-01)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tam.domain.catalogue.load import Catalogue
from tam.domain.catalogue.terms import Kind
from tam.domain.entitlement.contracts import Finding, Weight, field_of, same_machine
from tam.domain.entitlement.facts import ContractFacts, LineFacts
from tam.domain.entitlement.pairing import level_of
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.spans import in_words, overlap
from tam.domain.entitlement.wording import kind_of
from tam.domain.readings import Readings


@dataclass(frozen=True, slots=True)
class Held:
    """A line that another contract of the account holds."""

    contract: str
    line: LineFacts


def check_beside(
    contract: ContractFacts, held: Iterable[Held], house: Readings, catalogue: Catalogue
) -> tuple[Finding, ...]:
    """The lines that promise what another contract promises already; the first of each is told."""
    others = tuple(held)
    readings = contract.read_by(house)
    found = (_first(line, others, readings, catalogue) for line in contract.lines)
    return tuple(finding for finding in found if finding is not None)


def _first(
    line: LineFacts, others: tuple[Held, ...], readings: Readings, catalogue: Catalogue
) -> Finding | None:
    """The first promise of another contract that a line would give again."""
    return next(_doubled(line, others, readings, catalogue), None)


def _doubled(
    line: LineFacts, others: tuple[Held, ...], readings: Readings, catalogue: Catalogue
) -> Iterator[Finding]:
    """Every promise of another contract that a line would give again."""
    for other in others:
        days = overlap(line.period, other.line.period)
        if days is None or not same_machine(line, other.line):
            continue
        args = (str(line.number), str(other.line.number), other.contract, in_words((days,)))
        kinds = {kind_of(level_of(each, catalogue), readings) for each in (line, other.line)}
        if line.level == other.line.level:
            said = Said("contract.doubled_beside", args)
        elif kinds == {Kind.BASE}:
            said = Said("contract.two_bases_beside", args)
        else:
            continue
        yield Finding(Weight.REFUSES, "TAM-01", field_of(line, "starts_on"), said)
