"""Reading the estate: accounts, sites, libraries, partner service centers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tam.apps.estate.facts import center_of, site_region
from tam.apps.estate.models import (
    Account,
    CenterMeasurement,
    Equipment,
    PartnerServiceCenter,
    Site,
)
from tam.domain.entitlement.centers import Center
from tam.domain.entitlement.distance import Position
from tam.domain.entitlement.facts import CenterFacts
from tam.domain.entitlement.gates import METRES_PER_MILE, Gate, distance
from tam.domain.principals import Scope
from tam.domain.readings import DEFAULTS


@dataclass(frozen=True)
class AccountLine:
    """One customer."""

    id: int
    name: str
    slug: str


@dataclass(frozen=True)
class Measurement:
    """How far a site was from its nearest center on a day; `metres` is None where none was open."""

    measured_on: date
    because: str
    center: str
    metres: float | None

    @property
    def miles(self) -> float | None:
        """The distance in statute miles."""
        return None if self.metres is None else self.metres / METRES_PER_MILE

    @property
    def kilometres(self) -> float | None:
        """The distance in kilometres."""
        return None if self.metres is None else self.metres / 1000


@dataclass(frozen=True)
class SiteLine:
    """One site with what decides times and cover."""

    id: int
    account_id: int
    name: str
    address: str
    city: str
    state: str
    country: str
    zone: str
    secure: bool
    latitude: float | None = None
    longitude: float | None = None
    measured: Measurement | None = None

    @property
    def center(self) -> CenterFacts | None:
        """The center the site was measured from, as a fact a decision stands on."""
        found = self.measured
        if found is None or found.metres is None:
            return None
        return CenterFacts(found.center, found.metres, found.measured_on)

    @property
    def fifty(self) -> Gate:
        """The rule of the fifty miles by itself, by the house's reading."""
        return distance(self.center, DEFAULTS)


@dataclass(frozen=True)
class SitePage:
    """One site whole: its position and region, and every measurement, newest first."""

    line: SiteLine
    account: str
    position: Position | None
    region: str | None
    measurements: list[Measurement]


@dataclass(frozen=True)
class CenterLine:
    """One partner service center, and how many sites in scope are measured from it."""

    id: int
    center: Center
    is_open: bool
    sites: int


@dataclass(frozen=True)
class LibraryLine:
    """One library and where it stands."""

    id: int
    account_id: int
    account: str
    serial: str
    model: str
    name: str
    installed_on: date | None
    site: SiteLine


def account_ids() -> frozenset[int]:
    """Every account: for the engine and the command line, which act for all."""
    return frozenset(Account.objects.values_list("pk", flat=True))


def accounts(*, scope: Scope) -> list[AccountLine]:
    """The accounts in scope, by name."""
    rows = Account.objects.filter(pk__in=scope.accounts)
    return [AccountLine(row.pk, row.name, row.slug) for row in rows]


def _measurement(row: CenterMeasurement) -> Measurement:
    return Measurement(row.measured_on, row.because, row.center_name, row.metres)


def _site(row: Site) -> SiteLine:
    return SiteLine(
        id=row.pk,
        account_id=row.account_id,
        name=row.name,
        address=row.address,
        city=row.city,
        state=row.state,
        country=row.country,
        zone=row.zone,
        secure=row.secure,
        latitude=row.latitude,
        longitude=row.longitude,
        measured=_measurement(row.measured) if row.measured else None,
    )


def sites(*, scope: Scope, account_id: int | None = None) -> list[SiteLine]:
    """The sites in scope, by name."""
    rows = Site.objects.visible_to(scope).select_related("measured")
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return [_site(row) for row in rows]


def site(*, scope: Scope, site_id: int, on: date) -> SitePage | None:
    """One site whole on a day, or None where it is not in scope; two queries."""
    rows = Site.objects.visible_to(scope).select_related("measured", "account")
    row = rows.filter(pk=site_id).first()
    if row is None:
        return None
    known = row.latitude is not None and row.longitude is not None
    return SitePage(
        line=_site(row),
        account=row.account.name,
        position=Position(row.latitude or 0, row.longitude or 0) if known else None,
        region=site_region(row, on),
        measurements=[
            _measurement(one)
            for one in CenterMeasurement.objects.visible_to(scope).filter(site_id=row.pk)
        ],
    )


def centers(*, scope: Scope, on: date) -> list[CenterLine]:
    """Every partner service center by name, with the sites in scope measured from it."""
    counts: dict[int | None, int] = {}
    for center_id in Site.objects.visible_to(scope).values_list("measured__center", flat=True):
        counts[center_id] = counts.get(center_id, 0) + 1
    return [
        CenterLine(row.pk, center_of(row), center_of(row).open_on(on), counts.get(row.pk, 0))
        for row in PartnerServiceCenter.objects.all()
    ]


def center(*, center_id: int) -> Center | None:
    """One partner service center, by id."""
    row = PartnerServiceCenter.objects.filter(pk=center_id).first()
    return center_of(row) if row else None


def known_centers() -> tuple[Center, ...]:
    """Every partner service center."""
    return tuple(center_of(row) for row in PartnerServiceCenter.objects.all())


def _library(row: Equipment) -> LibraryLine:
    return LibraryLine(
        id=row.pk,
        account_id=row.account_id,
        account=row.account.name,
        serial=row.serial,
        model=row.model,
        name=row.name,
        installed_on=row.installed_on,
        site=_site(row.site),
    )


def _libraries(scope: Scope) -> QuerySet[Equipment]:
    return Equipment.objects.visible_to(scope).select_related("site__measured", "account")


def libraries(*, scope: Scope, account_id: int | None = None) -> list[LibraryLine]:
    """The libraries in scope, by name; one query."""
    rows = _libraries(scope)
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return [_library(row) for row in rows]


def library(*, scope: Scope, equipment_id: int) -> LibraryLine | None:
    """One library, or None where it is not in scope."""
    row = _libraries(scope).filter(pk=equipment_id).first()
    return _library(row) if row else None


def library_by_serial(*, scope: Scope, serial: str) -> LibraryLine | None:
    """The library of a serial number in scope; serial numbers differ not by case."""
    row = _libraries(scope).filter(serial__iexact=serial).first()
    return _library(row) if row else None
