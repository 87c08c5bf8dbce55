"""Rows of the estate -> the facts the domain decides on (NOTE-5, NOTE-6)."""

from datetime import date

from tam.apps.estate.models import PartnerServiceCenter, Site
from tam.domain.entitlement.availability import region_of
from tam.domain.entitlement.centers import Center
from tam.domain.entitlement.distance import Position
from tam.domain.entitlement.facts import SiteFacts
from tam.domain.readings import DEFAULTS


def center_of(row: PartnerServiceCenter) -> Center:
    """One partner service center."""
    position = Position(row.latitude, row.longitude)
    return Center(row.name, row.city, row.country, position, row.opens_on, row.closes_on)


def place_facts(row: Site) -> SiteFacts:
    """Where a site is, as far as a distance needs it."""
    return SiteFacts(
        zone=row.zone,
        country=row.country,
        place=row.city,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def site_region(row: Site, on: date) -> str | None:
    """The region of a site on a day; None where its state is missing or not known."""
    return region_of(row.country, row.state, on, DEFAULTS)
