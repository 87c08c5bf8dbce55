"""Which level of a contract answers a clause, such as TAM-16: add-ons, options, base (A17)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from tam.domain.catalogue.load import Catalogue
from tam.domain.catalogue.terms import (
    ClauseStatus,
    ClauseTerms,
    Evidence,
    Kind,
    PartKind,
    ServiceLevel,
)
from tam.domain.entitlement.facts import LineFacts
from tam.domain.entitlement.pairing import level_of, pair_levels
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.wording import kind_of, terms_of, turned
from tam.domain.readings import Readings


class Outcome(Enum):
    """How a rule came out."""

    HOLDS = "holds"
    FAILS = "fails"
    PASSES_ON = "passes_on"
    DECIDES = "decides"


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule that was tried: its clause or reading, its outcome, what it found."""

    rule: str
    outcome: Outcome
    found: Said


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the lines say about a clause: its status, the level that decided, the way there.

    `terms` is None only where no line is active. `base` is the base level that is active.
    """

    status: ClauseStatus
    level: ServiceLevel | None
    line: LineFacts | None
    terms: ClauseTerms | None
    base: ServiceLevel | None
    tried: tuple[Tried, ...]
    readings: tuple[str, ...]
    remedies: tuple[Said, ...] = ()

    @property
    def splits(self) -> bool:
        """Whether the answer differs by kind of part."""
        return self.terms is not None and bool(self.terms.by_part)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One level's word on the clause."""

    level: ServiceLevel
    line: LineFacts
    terms: ClauseTerms


@dataclass(frozen=True, slots=True)
class Search:
    """One search for the deciding level, as it goes along."""

    key: str
    part: PartKind | None
    readings: Readings
    catalogue: Catalogue
    tried: list[Tried]
    leaned: list[str]
    remedies: list[Said]

    def note(self, rule: str, outcome: Outcome, code: str, *args: str) -> None:
        """Write down a rule and its outcome."""
        self.tried.append(Tried(rule, outcome, Said(code, args)))

    def word(self, level: ServiceLevel, line: LineFacts) -> Candidate | None:
        """What one level says about the clause."""
        terms = terms_of(level, self.key, self.readings, self.part)
        return None if terms is None else Candidate(level, line, terms)

    def own_word(self, level: ServiceLevel, line: LineFacts) -> Candidate:
        """What a base or an add-on says; the catalogue holds a word of theirs on every clause."""
        word = self.word(level, line)
        assert word is not None  # noqa: S101  the loader refuses a file with a clause missing
        return word


def resolve(
    key: str,
    lines: tuple[LineFacts, ...],
    on: date,
    readings: Readings,
    catalogue: Catalogue,
    part: PartKind | None = None,
) -> Resolution:
    """The level that answers a clause key on a day of the site, out of the lines of one machine."""
    active = tuple(line for line in lines if line.active_on(on))
    return _answered(key, active, readings, catalogue, part) or _no_base(active, catalogue, on)


@lru_cache(maxsize=8192)
def _answered(
    key: str,
    active: tuple[LineFacts, ...],
    readings: Readings,
    catalogue: Catalogue,
    part: PartKind | None,
) -> Resolution | None:
    """The answer of the lines that are active; None where none of them is a base."""
    search = Search(key, part, readings, catalogue, [], [], [])
    levels = [(level_of(line, catalogue), line) for line in active]
    bases = [pair for pair in levels if kind_of(pair[0], readings) is Kind.BASE]
    add_ons = [pair for pair in levels if kind_of(pair[0], readings) is Kind.ADD_ON]
    if not bases:
        return None
    sold, line = bases[0]
    if len(bases) > 1:
        search.note("TAM-01", Outcome.PASSES_ON, "resolve.two_bases", sold.id, bases[1][0].id)
    base, option = turned(sold, line.options, catalogue, line.starts_on)
    if option is not None:
        search.note(option, Outcome.PASSES_ON, "resolve.turned", option, sold.id, base.id)
    words = [*_add_on_words(search, add_ons, sold, line), *_option_words(search, base, line)]
    return _decide(search, words, search.own_word(base, line), base)


def _no_base(active: tuple[LineFacts, ...], catalogue: Catalogue, on: date) -> Resolution:
    """Nothing is owed while no base is active (A31)."""
    day = (on.isoformat(),)
    void = (
        Tried("A31", Outcome.FAILS, Said("resolve.void", (level_of(line, catalogue).short,)))
        for line in active
    )
    return Resolution(
        status=ClauseStatus.NOT_INCLUDED,
        level=None,
        line=None,
        terms=None,
        base=None,
        tried=(Tried("A31", Outcome.FAILS, Said("resolve.no_base", day)), *void),
        readings=("A31",),
        remedies=(Said("remedy.active_base", day),),
    )


def _add_on_words(
    search: Search,
    add_ons: list[tuple[ServiceLevel, LineFacts]],
    base: ServiceLevel,
    line: LineFacts,
) -> Iterator[Candidate]:
    """What each add-on says that is validly paired; a void one says nothing (TAM-01, A31)."""
    for level, add_on_line in add_ons:
        pairing = pair_levels(
            level, base, line.options, search.readings, search.catalogue, sold_on=line.starts_on
        )
        search.leaned.extend(pairing.readings)
        if not pairing.allowed:
            search.tried.append(Tried(pairing.because, Outcome.FAILS, pairing.reason))
            search.note("A31", Outcome.FAILS, "resolve.void", level.short)
            search.leaned.append("A31")
            if search.own_word(level, add_on_line).terms.status is ClauseStatus.INCLUDED:
                search.remedies.extend(pairing.remedies)
            continue
        search.tried.append(Tried(pairing.because, Outcome.HOLDS, pairing.reason))
        yield search.own_word(level, add_on_line)


def _option_words(search: Search, base: ServiceLevel, line: LineFacts) -> Iterator[Candidate]:
    """What each option that fits the base says."""
    for option_id in line.options:
        option = search.catalogue.level_on(option_id, line.starts_on)
        if option.option is None or base.id not in option.option.applies_to:
            continue
        word = search.word(option, line)
        if word is not None:
            search.leaned.extend(word.terms.readings)
            yield word


def _decide(
    search: Search, words: list[Candidate], own: Candidate, base: ServiceLevel
) -> Resolution:
    """The first that includes the clause, else the base, else what is not known."""
    for word in words:
        _hear(search, word)
    included = [word for word in words if word.terms.status is ClauseStatus.INCLUDED]
    unknown = [word for word in words if word.terms.status is ClauseStatus.UNKNOWN]
    refusing = [word for word in words if refuses(word)]
    if refusing and search.readings.holds("A17", "strictest"):
        return _found(search, refusing[0], base)
    if included:
        return _found(search, included[0], base)
    if unknown and own.terms.status is ClauseStatus.NOT_INCLUDED:
        return _found(search, unknown[0], base)
    return _found(search, own, base)


def refuses(word: Candidate) -> bool:
    """Whether an add-on says that it does not include the clause."""
    return word.level.kind is Kind.ADD_ON and word.terms.status is ClauseStatus.NOT_INCLUDED


def _hear(search: Search, word: Candidate) -> None:
    """Write down a word that leaves the answer to others."""
    if word.terms.status is ClauseStatus.GOVERNED_BY_BASE:
        search.note(word.level.id, Outcome.PASSES_ON, "resolve.left_to_base", word.level.short)
    if word.terms.status is ClauseStatus.NOT_INCLUDED:
        search.note("A17", Outcome.PASSES_ON, "resolve.brings_nothing", word.level.short)
    if refuses(word):
        search.leaned.append("A17")


def _found(search: Search, word: Candidate, base: ServiceLevel) -> Resolution:
    """The resolution by one level's word."""
    status = word.terms.status
    search.note(word.level.id, Outcome.DECIDES, f"resolve.{status.value}", word.level.short)
    search.leaned.extend(word.terms.readings if status is ClauseStatus.UNKNOWN else ())
    return Resolution(
        status,
        word.level,
        word.line,
        word.terms,
        base,
        tuple(search.tried),
        tuple(dict.fromkeys(search.leaned)),
        tuple(dict.fromkeys(search.remedies)),
    )


def caveats_of(found: Resolution) -> tuple[Said, ...]:
    """What an answer from this resolution must say about how well its clause is known."""
    if found.level is None or found.terms is None:
        return ()
    name = found.level.short
    if found.status is ClauseStatus.UNKNOWN:
        likely = found.terms.likely
        guess = (Said("caveat.likely", (likely.replace("_", " "),)),) if likely else ()
        return (Said("caveat.unknown", (name,)), *guess)
    match found.terms.evidence:
        case Evidence.PARTIAL:
            return (Said("caveat.partial", (name,)),)
        case Evidence.DERIVED:
            return (Said("caveat.derived", (name,)),)
        case _:
            return ()
