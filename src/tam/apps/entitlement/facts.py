"""Rows of contracts -> the facts the domain decides on (TAM-01)."""

from collections.abc import Iterable
from datetime import timedelta

from tam.apps.entitlement.models import ContractLine, ServiceContract, Suspension
from tam.apps.estate.selectors import SiteLine
from tam.domain.clauses import CLAUSES
from tam.domain.entitlement.facts import ContractFacts, LineFacts, Period, SiteFacts
from tam.domain.readings import DEFAULTS, Readings

DAY = timedelta(days=1)


def unit_name(equipment_id: int | None) -> str | None:
    """How a machine is named among the facts of a contract."""
    return None if equipment_id is None else f"equipment:{equipment_id}"


def site_name(site_id: int) -> str:
    """How a site is named among the facts of a contract."""
    return f"site:{site_id}"


def clause_id(because: str) -> str:
    """The clause of an answer for the journal; none where a level's own text decided."""
    return because if because in CLAUSES else ""


def pause_of(row: Suspension) -> Period | None:
    """The days of a suspension; None where cover came back before the first of them."""
    ends_on = row.ends_on if row.resumed_on is None else min(row.ends_on, row.resumed_on - DAY)
    return Period(row.starts_on, ends_on) if row.starts_on <= ends_on else None


def pauses(rows: Iterable[Suspension], line_id: int | None) -> tuple[Period, ...]:
    """The suspensions of one line, or of the whole contract where `line_id` is None."""
    found = (pause_of(row) for row in rows if row.line_id == line_id)
    return tuple(days for days in found if days is not None)


def line_facts(row: ContractLine, suspended: tuple[Period, ...] = ()) -> LineFacts:
    """One contract line."""
    return LineFacts(
        level=row.level,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        number=row.number,
        unit=unit_name(row.equipment_id),
        site=site_name(row.site_id),
        options=tuple(row.options),
        level_version=row.level_version,
        suspended=suspended,
    )


def contract_facts(row: ServiceContract, lines: Iterable[ContractLine]) -> ContractFacts:
    """One contract with its lines, its suspensions and the readings it sets for itself."""
    held = list(row.suspensions.all())
    return ContractFacts(
        number=row.number,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        lines=tuple(line_facts(line, pauses(held, line.pk)) for line in lines),
        master_agreement=row.master_agreement,
        readings=tuple(sorted(row.readings.items())),
        suspended=pauses(held, None),
    )


def site_facts(site: SiteLine) -> SiteFacts:
    """A site as the gates of a contract see it."""
    return SiteFacts(
        zone=site.zone,
        country=site.country,
        place=site.name,
        state=site.state,
        latitude=site.latitude,
        longitude=site.longitude,
        secure=site.secure,
        center=site.center,
        id=site_name(site.id),
    )


def readings_of(row: ServiceContract) -> Readings:
    """The house's readings with the contract's own values on top."""
    return DEFAULTS.by_contract(row.readings) if row.readings else DEFAULTS
