"""What holds on every level: the clause keys, steps before a part, moves, returned parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from tam.domain.catalogue.entries import Entry
from tam.domain.catalogue.parse import Fields, one_of
from tam.domain.catalogue.regions import Regions, parse_regions
from tam.domain.clauses import CLAUSES

SCHEMA = "spectraguard-common/1"
MOVED = ("beyond", "across_a_border", "packing_notice", "packaging", "if_broken")


class Party(Enum):
    """Whose move it is."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    PARTNER = "partner"
    CARRIER = "carrier"


@dataclass(frozen=True, slots=True)
class Step:
    """A condition before a part or an engineer goes out, whose move it is, what refusing costs."""

    id: str
    waits_on: Party
    such_as: str | None = None
    charge_if_refused: str | None = None


@dataclass(frozen=True, slots=True)
class RelocationRule:
    """How far a machine may move before its level is no longer guaranteed.

    `says` holds the further stated facts as (name, text) pairs.
    """

    source: str
    threshold_miles: int
    setup_days_max: int
    says: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedPartRule:
    """When a failed part is due back, and what the customer owes otherwise."""

    source: str
    due_business_days: int
    due_from: str
    if_late: str
    unpaid_business_days: int
    if_unpaid: str


@dataclass(frozen=True, slots=True)
class Common:
    """The rules that no single level owns."""

    version: int
    clause_ids: Mapping[str, tuple[str, ...]]
    regions: Regions
    relocation: RelocationRule
    returned_parts: ReturnedPartRule
    steps: Mapping[str, Step]
    steps_printed_on: tuple[str, ...]


def _clause_ids(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    """Clause key -> clause ids, each known."""
    found = {}
    for key, value in entry.mapping().items():
        for item in value.items():
            if item.text() not in CLAUSES:
                raise item.wrong(f"there is no clause {item.text()!r}")
        found[key] = value.texts()
    return MappingProxyType(found)


def _relocation(entry: Entry) -> RelocationRule:
    fields = Fields(entry)
    made = RelocationRule(
        fields.need("source", Entry.text),
        fields.need("threshold_miles", Entry.number),
        fields.need("setup_days_max", Entry.number),
        tuple((name, fields.need(name, Entry.text)) for name in MOVED),
    )
    fields.done()
    return made


def _returned_parts(entry: Entry) -> ReturnedPartRule:
    fields = Fields(entry)
    made = ReturnedPartRule(
        fields.need("source", Entry.text),
        fields.need("due_business_days", Entry.number),
        fields.need("due_from", Entry.text),
        fields.need("if_late", Entry.text),
        fields.need("unpaid_business_days", Entry.number),
        fields.need("if_unpaid", Entry.text),
    )
    fields.done()
    return made


def _steps(entry: Entry) -> Mapping[str, Step]:
    steps = {}
    for item in entry.items():
        fields = Fields(item)
        step = Step(
            fields.need("id", Entry.text),
            fields.need("waits_on", one_of(Party)),
            fields.maybe("such_as", Entry.text),
            fields.maybe("charge_if_refused", Entry.text),
        )
        fields.done()
        steps[step.id] = step
    return MappingProxyType(steps)


def parse_common(entry: Entry) -> Common:
    """The common file, checked."""
    fields = Fields(entry)
    schema = fields.need("schema", Entry.text)
    if schema != SCHEMA:
        raise entry.wrong(f"the schema is {schema!r}; this program reads {SCHEMA}")
    made = Common(
        version=fields.need("version", Entry.number),
        clause_ids=fields.need("clauses", _clause_ids),
        regions=fields.need("regions", parse_regions),
        relocation=fields.need("relocation", _relocation),
        returned_parts=fields.need("returned_parts", _returned_parts),
        steps=fields.need("steps", _steps),
        steps_printed_on=fields.need("steps_printed_on", Entry.texts),
    )
    fields.done()
    return made
