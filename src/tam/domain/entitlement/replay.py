"""A replay in words: what each case was promised, what another level would have promised, and when.

The dates compared are those of the promise; where one is not known, or no time is stated, that is
said and nothing is compared.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from tam.domain.catalogue.load import Catalogue, standard
from tam.domain.catalogue.terms import ClauseStatus, Kind
from tam.domain.clauses import clause_of
from tam.domain.entitlement.contracts import Estate, Finding, Weight, check_contract
from tam.domain.entitlement.decision import Decision, Promise, Verdict
from tam.domain.entitlement.facts import BadFacts, ContractFacts
from tam.domain.entitlement.gates import Passage
from tam.domain.entitlement.render import PROMISED
from tam.domain.entitlement.whatif import Comparison, under
from tam.domain.readings import DEFAULTS, Readings

LEADING = (
    "arrive_by",
    "deliver_on",
    "expected_on",
    "ship_by",
    "ship_on",
    "could_ship_on",
    "opens_at",
)
"""The date that counts of a promise with several: the first of these that is set."""


class Standing(Enum):
    """What a level gives in one situation."""

    PROMISED = "promised"
    POSSIBLE = "possible, not promised"
    BEST_EFFORT = "best effort, no time promised"
    NO_TIME = "given, no time stated"
    NOT_GIVEN = "not given"
    NOT_KNOWN = "not known"


class Differ(Enum):
    """How the other level compares."""

    SAME = "the same"
    SOONER = "sooner"
    LATER = "later"
    GAINED = "promised only there"
    LOST = "promised only as it was"
    OTHER = "another promise"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Told:
    """One decision as a replay shows it: what it comes to, the event with its date, who decided."""

    standing: Standing
    event: str
    when: date | datetime | None
    level: str
    decision: Decision

    @property
    def is_moment(self) -> bool:
        """Whether the date is a moment, not a day."""
        return isinstance(self.when, datetime)


@dataclass(frozen=True, slots=True)
class Compared:
    """One clause of one case under both levels."""

    clause: str
    at: datetime
    actual: Told
    instead: Told
    differ: Differ

    @property
    def title(self) -> str:
        """What the clause is about."""
        return clause_of(self.clause).title


def told(decision: Decision) -> Told:
    """A decision as a replay shows it."""
    level = "" if decision.governing is None else decision.governing.name
    event, when = _leading(decision)
    return Told(
        _standing(decision, when), event, when, level.removeprefix("SpectraGuard "), decision
    )


def _leading(decision: Decision) -> tuple[str, date | datetime | None]:
    """The event that counts, with its date."""
    promise = decision.promise
    if promise is None or decision.status is not ClauseStatus.INCLUDED:
        return "", None
    if promise.covered:
        return "staffed", decision.asked.at
    for name in LEADING:
        when = _date(promise, name)
        if when is not None:
            return PROMISED[name], when
    return "", None


def _date(promise: Promise, name: str) -> date | datetime | None:
    found = getattr(promise, name)
    return found if isinstance(found, date) else None


def _standing(decision: Decision, when: date | datetime | None) -> Standing:
    """What a decision comes to."""
    if decision.status in {ClauseStatus.UNKNOWN, ClauseStatus.GOVERNED_BY_BASE}:
        return Standing.NOT_KNOWN
    if when is not None:
        committed = decision.promise is not None and decision.promise.committed
        return Standing.PROMISED if committed else Standing.POSSIBLE
    if decision.verdict is not Verdict.YES:
        return Standing.NOT_GIVEN
    far = any(gate.passage is Passage.WARNS and gate.clause == "NOTE-6" for gate in decision.gates)
    return Standing.BEST_EFFORT if far else Standing.NO_TIME


def compared(one: Comparison) -> Compared:
    """A comparison with its difference in a word."""
    actual, instead = told(one.actual), told(one.instead)
    asked = one.actual.asked
    return Compared(asked.clause, asked.at, actual, instead, _differ(actual, instead))


def _differ(actual: Told, instead: Told) -> Differ:
    """How two answers to one question compare."""
    standings = {actual.standing, instead.standing}
    if Standing.NOT_KNOWN in standings:
        return Differ.NOT_KNOWN
    if standings == {Standing.PROMISED}:
        return _dates(actual, instead)
    if instead.standing is Standing.PROMISED:
        return Differ.GAINED
    if actual.standing is Standing.PROMISED:
        return Differ.LOST
    same = (actual.standing, actual.event, actual.when)
    return Differ.SAME if same == (instead.standing, instead.event, instead.when) else Differ.OTHER


TELEPHONE = {"staffed", PROMISED["opens_at"]}


def _dates(actual: Told, instead: Told) -> Differ:
    """Two promises: only dates of one kind of event can be sooner or later."""
    if actual.event != instead.event and not {actual.event, instead.event} <= TELEPHONE:
        return Differ.OTHER
    if actual.when == instead.when:
        return Differ.SAME
    return Differ.SOONER if _order(instead.when) < _order(actual.when) else Differ.LATER


def _order(when: date | datetime | None) -> float:
    """A date of one kind of event as a value that can be ordered."""
    if isinstance(when, datetime):
        return when.timestamp()
    return 0.0 if when is None else float(when.toordinal())


def other_contract(
    contract: ContractFacts, line: int, level: str, catalogue: Catalogue | None = None
) -> ContractFacts:
    """The contract with another level on one line; an option is no level of a line."""
    catalogue = catalogue or standard()
    if catalogue.level(level).kind is Kind.OPTION:
        name = catalogue.level(level).short
        raise BadFacts(f"level: {name} is an option; it is sold with a level, not in its place.")
    return under(contract, line, level)


def hindrances(
    contract: ContractFacts,
    other: ContractFacts,
    estate: Estate,
    house: Readings = DEFAULTS,
    catalogue: Catalogue | None = None,
) -> tuple[Finding, ...]:
    """Why the other contract could not be made, as far as the present one is not refused so too."""
    catalogue = catalogue or standard()
    known = set(check_contract(contract, estate, house, catalogue))
    return tuple(
        finding
        for finding in check_contract(other, estate, house, catalogue)
        if finding.weight is Weight.REFUSES and finding not in known
    )


def summary(found: Iterable[Compared], cases: int, level: str) -> str:
    """The whole replay in a sentence."""
    counts = Counter(one.differ for one in found)
    if not counts:
        return (
            "No case was opened on these machines in this period, so there is nothing to compare."
        )
    parts = [f"{counts[kind]} {kind.value}" for kind in Differ if counts[kind]]
    answers = f"{counts.total()} answers in {cases} {'case' if cases == 1 else 'cases'}"
    return f"Of {answers}, under {level}: {', '.join(parts)}."
