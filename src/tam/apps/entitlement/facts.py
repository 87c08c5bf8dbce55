"""Rows of contracts -> the facts the domain decides on (TAM-01)."""

from collections.abc import Iterable

from tam.apps.entitlement.models import ContractLine, ServiceContract
from tam.domain.entitlement.facts import ContractFacts, LineFacts, SiteFacts
from tam.domain.readings import DEFAULTS, Readings


def unit_name(equipment_id: int | None) -> str | None:
    """How a machine is named among the facts of a contract."""
    return None if equipment_id is None else f"equipment:{equipment_id}"


def site_name(site_id: int) -> str:
    """How a site is named among the facts of a contract."""
    return f"site:{site_id}"


def line_facts(row: ContractLine) -> LineFacts:
    """One contract line."""
    return LineFacts(
        level=row.level,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        number=row.number,
        unit=unit_name(row.equipment_id),
        site=site_name(row.site_id),
    )


def contract_facts(row: ServiceContract, lines: Iterable[ContractLine]) -> ContractFacts:
    """One contract with its lines and the readings it sets for itself."""
    return ContractFacts(
        number=row.number,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        lines=tuple(line_facts(line) for line in lines),
        master_agreement=row.master_agreement,
        readings=tuple(sorted(row.readings.items())),
    )


def site_facts(row: ContractLine) -> SiteFacts:
    """The site of a line."""
    site = row.site
    return SiteFacts(
        zone=site.zone,
        country=site.country,
        place=site.city,
        state=site.state,
        latitude=site.latitude,
        longitude=site.longitude,
        secure=site.secure,
        id=site_name(site.pk),
    )


def readings_of(row: ServiceContract) -> Readings:
    """The house's readings with the contract's own values on top."""
    return DEFAULTS.by_contract(row.readings) if row.readings else DEFAULTS
