"""A level's clause as the readings in force read it, and the level that options make of another."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from tam.domain.catalogue.load import Catalogue
from tam.domain.catalogue.terms import (
    ClauseStatus,
    ClauseTerms,
    Hours,
    Kind,
    PartKind,
    ServiceLevel,
)
from tam.domain.readings import Readings

ON_SITE = "on_site_parts_replacement"
PARTS = "parts_replacement"
TELEPHONE = "telephone_support"
REMOTE = "remote_troubleshooting"
LIFELINE = "storage_crisis_lifeline"
STOCKED = "parts_stocked_on_site"


def kind_of(level: ServiceLevel, readings: Readings) -> Kind:
    """Whether the level stands alone; ASM Platinum by A14."""
    if level.kind_reading is None:
        return level.kind
    return Kind(readings.value(level.kind_reading))


@lru_cache(maxsize=4096)
def terms_of(
    level: ServiceLevel, key: str, readings: Readings, part: PartKind | None
) -> ClauseTerms | None:
    """A level's clause for this kind of part; None where an option does not touch the clause."""
    terms = level.clauses.get(key)
    if terms is None:
        return None
    if part is not None and part in terms.by_part:
        terms = terms.by_part[part]
    for reading in terms.readings:
        terms = _read(level, terms, reading, readings.value(reading))
    return terms


def _read(level: ServiceLevel, terms: ClauseTerms, reading: str, value: str) -> ClauseTerms:
    """The clause under the value of one reading it leans on."""
    match reading, value:
        case "A11", "not_included":
            return replace(terms, status=ClauseStatus.NOT_INCLUDED, likely=None)
        case "A12", "false" if level.kind is Kind.OPTION:
            return replace(terms, status=ClauseStatus.NOT_INCLUDED)
        case ("A12", "false") | ("A13", "business"):
            return replace(terms, hours=Hours.BUSINESS)
        case _:
            return terms


def turned(
    level: ServiceLevel, options: tuple[str, ...], catalogue: Catalogue, sold_on: date | None
) -> tuple[ServiceLevel, str | None]:
    """The level a base becomes by its options, and the option that turned it.

    Both are taken in the version of the day the line starts, so that a newer one leaves it alone;
    without a day in the newest.
    """
    for option_id in options:
        rule = version_of(option_id, catalogue, sold_on).option
        if rule is not None and level.id in rule.turns:
            return version_of(rule.turns[level.id], catalogue, sold_on), option_id
    return level, None


def version_of(level_id: str, catalogue: Catalogue, sold_on: date | None) -> ServiceLevel:
    """A level in the version that a line starting on a day takes; without a day in the newest."""
    if sold_on is None:
        return catalogue.level(level_id)
    return catalogue.level_on(level_id, sold_on)
