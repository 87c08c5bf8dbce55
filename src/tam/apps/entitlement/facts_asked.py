"""Rows -> one question to `decide`: the place, the machine, and the contract as far as it bears."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from tam.apps.entitlement.facts import site_facts, unit_name
from tam.apps.estate.selectors import LibraryLine, SiteLine
from tam.domain.entitlement.decision import Asked
from tam.domain.entitlement.facts import (
    NOTHING_YET,
    ContractFacts,
    Events,
    SiteFacts,
    UnitFacts,
)
from tam.domain.entitlement.sentences import Said


@dataclass(frozen=True)
class Question:
    """What is asked of a place: which clause, at which moment, after which events."""

    clause: str
    at: datetime
    events: Events = NOTHING_YET


@dataclass(frozen=True)
class Place:
    """Where a question is about: a site, and a machine there unless the whole site is meant."""

    site: SiteLine
    library: LibraryLine | None = None

    @property
    def facts(self) -> SiteFacts:
        """The site as the domain knows it."""
        return site_facts(self.site)

    @property
    def unit(self) -> UnitFacts | None:
        """The machine as the domain knows it."""
        library = self.library
        if library is None:
            return None
        return UnitFacts(unit_name(library.id) or "", library.model)


def question(place: Place, what: Question, contract: ContractFacts) -> Asked:
    """The question with the lines that bear on the place; others would only make it longer."""
    unit, site = place.unit, place.facts
    serial = None if unit is None else unit.serial
    lines = tuple(line for line in contract.lines if line.fits(serial, site.id))
    return Asked(replace(contract, lines=lines), site, unit, what.clause, what.at, what.events)


def nothing_bought(what: Question) -> ContractFacts:
    """What stands for the contract of a machine that has none."""
    day = what.at.date()
    return ContractFacts("none", day, day, ())


def digest_of(text: str) -> str:
    """The SHA-256 of a stored decision."""
    return hashlib.sha256(text.encode()).hexdigest()


def line_subject(*, contract_id: int, number: int) -> str:
    """How a contract line is named where a decision on it is stored."""
    return f"line:{contract_id}/{number}"


def sentence_of(text: str) -> str:
    """The answer of a stored decision in a sentence, without reading the rest of it."""
    said = json.loads(text)["reason"]
    return Said(said["code"], tuple(said["args"])).text
