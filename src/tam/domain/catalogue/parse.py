"""One level file -> one checked `ServiceLevel`; every complaint names file, line and key."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from tam.domain.catalogue.entries import Entry
from tam.domain.catalogue.terms import (
    Charge,
    ClauseStatus,
    ClauseTerms,
    CutOff,
    DutyTerms,
    Evidence,
    Hours,
    Kind,
    OptionRule,
    PairingRule,
    PartKind,
    ServiceLevel,
    Target,
    TargetKind,
    Unit,
)
from tam.domain.readings import READINGS

SCHEMA = "spectraguard-level/1"
T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class Fields:
    """The keys of one mapping, taken one by one; what is left over is a complaint."""

    def __init__(self, entry: Entry) -> None:
        """Take the keys of this entry."""
        self.entry = entry
        self._left = entry.mapping()

    def need(self, key: str, read: Callable[[Entry], T]) -> T:
        """The value of a key that must be there."""
        if key not in self._left:
            raise self.entry.wrong(f"the key {key!r} is missing")
        return read(self._left.pop(key))

    def maybe(self, key: str, read: Callable[[Entry], T]) -> T | None:
        """The value of a key that may be missing or null."""
        entry = self._left.pop(key, None)
        return None if entry is None or entry.is_null else read(entry)

    def done(self) -> None:
        """Complain about the first key nobody asked for."""
        for key, entry in self._left.items():
            raise entry.wrong(f"the key {key!r} is not known here")


def one_of(kind: type[E]) -> Callable[[Entry], E]:
    """A reader for one word of a closed set."""

    def read(entry: Entry) -> E:
        text = entry.text()
        for member in kind:
            if member.value == text:
                return member
        known = ", ".join(str(member.value) for member in kind)
        raise entry.wrong(f"{text!r} is not one of {known}")

    return read


def pairs(entry: Entry) -> tuple[tuple[str, str], ...]:
    """(name, text) pairs."""
    return tuple((key, value.text()) for key, value in entry.mapping().items())


def words(entry: Entry) -> Mapping[str, str]:
    """A mapping of texts."""
    return MappingProxyType(dict(pairs(entry)))


def reading(entry: Entry) -> str:
    """The id of a reading that exists."""
    if entry.text() not in READINGS:
        raise entry.wrong(f"there is no reading {entry.text()!r}")
    return entry.text()


def readings_by_level(entry: Entry) -> Mapping[str, str]:
    """Level -> the reading that decides about it."""
    return MappingProxyType({key: reading(value) for key, value in entry.mapping().items()})


def reading_list(entry: Entry) -> tuple[str, ...]:
    """Ids of readings that exist."""
    return tuple(reading(item) for item in entry.items())


def target(entry: Entry) -> Target:
    """The length or day rule of a promise."""
    fields = Fields(entry)
    between = fields.maybe("between", lambda hours: tuple(x.time_of_day() for x in hours.items()))
    if between is not None and (len(between) != 2 or between[0] >= between[1]):
        raise entry.wrong("between takes an earlier and a later time of day")
    made = Target(
        kind=fields.need("kind", one_of(TargetKind)),
        evidence=fields.maybe("evidence", one_of(Evidence)),
        amount=fields.need("amount", Entry.number),
        unit=fields.need("unit", one_of(Unit)),
        counted_from=fields.maybe("counted_from", Entry.text),
        between=(between[0], between[1]) if between else None,
        same_business_day=fields.maybe("same_business_day", Entry.flag) or False,
        reading=fields.maybe("reading", reading),
    )
    fields.done()
    return made


def cut_off(entry: Entry) -> CutOff:
    """A cut-off: the region's, or a time of day of its own."""
    fields = Fields(entry)
    if fields.maybe("by_region", Entry.flag):
        fields.done()
        return CutOff(at=None)
    made = CutOff(
        at=fields.need("at", Entry.time_of_day),
        event=fields.need("event", Entry.text),
        reading=fields.maybe("reading", reading),
        late=fields.maybe("late", target),
    )
    fields.done()
    return made


def every(entry: Entry) -> tuple[int, str]:
    """A rhythm, `1 weeks`."""
    amount, _, unit = entry.text().partition(" ")
    if not amount.isdigit() or unit not in {"days", "weeks", "months"}:
        raise entry.wrong(f"a rhythm as '1 weeks' is expected here, not {entry.text()!r}")
    return int(amount), unit


def duties(entry: Entry) -> tuple[DutyTerms, ...]:
    """The duties a clause brings."""
    made = []
    for item in entry.items():
        fields = Fields(item)
        made.append(
            DutyTerms(
                id=fields.need("id", Entry.text),
                clause=fields.maybe("clause", Entry.text),
                every=fields.maybe("every", every),
                readings=fields.maybe("readings", reading_list) or (),
                says=fields.maybe("says", pairs) or (),
            )
        )
        fields.done()
    return tuple(made)


def charges(entry: Entry) -> tuple[Charge, ...]:
    """What the customer may pay for, and its price."""
    return tuple(Charge(name, price) for name, price in pairs(entry))


def by_part(entry: Entry, evidence: Evidence) -> Mapping[PartKind, ClauseTerms]:
    """A clause that differs by kind of part; each is known as well as the whole."""
    made = {}
    for key, value in entry.mapping().items():
        if key not in {kind.value for kind in PartKind}:
            raise value.wrong(f"{key!r} is not one of in_kit, not_in_kit")
        made[PartKind(key)] = clause(value, {}, evidence)
    return MappingProxyType(made)


def clause(
    entry: Entry, others: Mapping[str, ClauseTerms], known: Evidence | None = None
) -> ClauseTerms:
    """One clause of a level; `same_as` copies the same clause of another level.

    `known` is the evidence of the clause it is a part of.
    """
    fields = Fields(entry)
    same_as = fields.maybe("same_as", Entry.text)
    if same_as is not None:
        if same_as not in others:
            raise entry.wrong(f"same_as names {same_as!r}, which has no such clause")
        copied = replace(others[same_as], evidence=fields.need("evidence", one_of(Evidence)))
        fields.done()
        return copied
    evidence = known or fields.need("evidence", one_of(Evidence))
    made = ClauseTerms(
        status=fields.need("status", one_of(ClauseStatus)),
        evidence=evidence,
        likely=fields.maybe("likely", Entry.text),
        hours=fields.maybe("window", one_of(Hours)),
        calendar=fields.maybe("calendar", Entry.text),
        target=fields.maybe("target", target),
        cut_off=fields.maybe("cut_off", cut_off),
        clock_starts=fields.maybe("clock_starts", Entry.text),
        steps_first=fields.maybe("steps_first", Entry.flag) or False,
        radius_rule=fields.maybe("radius_rule", Entry.flag) or False,
        readings=fields.maybe("readings", reading_list) or (),
        notes=fields.maybe("notes", Entry.texts) or (),
        options=fields.maybe("options", Entry.texts) or (),
        charges=fields.maybe("charges", charges) or (),
        duties=fields.maybe("duties", duties) or (),
        says=fields.maybe("says", pairs) or (),
        by_part=fields.maybe("by_part", lambda parts: by_part(parts, evidence))
        or MappingProxyType({}),
    )
    fields.done()
    if made.likely is not None and made.status is not ClauseStatus.UNKNOWN:
        raise entry.wrong("likely stands only beside the status unknown")
    return made


def clauses(
    entry: Entry, keys: tuple[str, ...], others: Mapping[str, Mapping[str, ClauseTerms]]
) -> Mapping[str, ClauseTerms]:
    """The clauses of a level in the order of the description; each key must be a known one."""
    found = entry.mapping()
    for key, value in found.items():
        if key not in keys:
            raise value.wrong(f"there is no clause {key!r}; the clauses are {', '.join(keys)}")
    return MappingProxyType(
        {
            key: clause(found[key], {name: terms[key] for name, terms in others.items()})
            for key in keys
            if key in found
        }
    )


def option_rule(fields: Fields) -> OptionRule:
    """What an option changes."""
    return OptionRule(
        applies_to=fields.need("applies_to", Entry.texts),
        price=fields.need("price", Entry.text),
        turns=fields.maybe("turns", words) or MappingProxyType({}),
    )


def pairing_rule(fields: Fields) -> PairingRule:
    """Which bases an add-on names and refuses."""
    return PairingRule(
        requires_base=fields.need("requires_base", Entry.texts),
        allowed_with=fields.maybe("allowed_with", readings_by_level) or MappingProxyType({}),
        refused_with=fields.maybe("refused_with", readings_by_level) or MappingProxyType({}),
    )


def level(
    entry: Entry, keys: tuple[str, ...], others: Mapping[str, Mapping[str, ClauseTerms]]
) -> ServiceLevel:
    """The level of one file, checked; `others` are the levels `same_as` may name."""
    fields = Fields(entry)
    schema = fields.need("schema", Entry.text)
    if schema != SCHEMA:
        raise entry.wrong(f"the schema is {schema!r}; this program reads {SCHEMA}")
    kind = fields.need("kind", one_of(Kind))
    made = ServiceLevel(
        id=fields.need("id", Entry.text),
        version=fields.need("version", Entry.number),
        kind=kind,
        name=fields.need("name", Entry.text),
        evidence=fields.need("evidence", one_of(Evidence)),
        source=fields.maybe("source", Entry.text),
        valid_from=fields.maybe("valid_from", Entry.day),
        kind_reading=fields.maybe("kind_reading", reading),
        pairing=pairing_rule(fields) if kind is Kind.ADD_ON else None,
        option=option_rule(fields) if kind is Kind.OPTION else None,
        clauses=fields.need("clauses", lambda entry: clauses(entry, keys, others)),
    )
    fields.done()
    missing = [key for key in keys if key not in made.clauses]
    if missing and kind is not Kind.OPTION:
        raise entry.wrong(
            f"the clause {missing[0]!r} is missing; say unknown where it is not known"
        )
    return made
