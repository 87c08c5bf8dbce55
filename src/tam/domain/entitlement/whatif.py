"""What if: the same questions under another level, and the two promises side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tam.domain.catalogue.load import Catalogue
from tam.domain.entitlement.decide import decide
from tam.domain.entitlement.decision import Asked, Decision
from tam.domain.entitlement.facts import BadFacts, ContractFacts


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question as it was answered, and as it would have been under another level."""

    actual: Decision
    instead: Decision

    @property
    def differs(self) -> bool:
        """Whether the verdict or the promise would have been another."""
        return (self.actual.verdict, self.actual.status, self.actual.promise) != (
            self.instead.verdict,
            self.instead.status,
            self.instead.promise,
        )


def under(
    contract: ContractFacts, number: int, level: str, options: tuple[str, ...] = ()
) -> ContractFacts:
    """The contract with another level on one of its lines, on all of the line's days."""
    if all(line.number != number for line in contract.lines):
        raise BadFacts(f"lines[{number}]: the contract {contract.number} has no such line.")
    lines = tuple(
        replace(line, level=level, options=options, level_version=None)
        if line.number == number
        else line
        for line in contract.lines
    )
    return replace(contract, lines=lines)


def what_if(
    questions: Iterable[Asked], other: ContractFacts, catalogue: Catalogue | None = None
) -> tuple[Comparison, ...]:
    """Each question of a customer's real cases, answered under its contract and under another."""
    return tuple(
        Comparison(decide(asked, catalogue), decide(replace(asked, contract=other), catalogue))
        for asked in questions
    )
