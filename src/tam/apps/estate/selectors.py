"""Reading the estate: accounts, sites, libraries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tam.apps.estate.models import Account, Equipment, Site
from tam.domain.principals import Scope


@dataclass(frozen=True)
class AccountLine:
    """One customer."""

    id: int
    name: str
    slug: str


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
    )


def sites(*, scope: Scope, account_id: int | None = None) -> list[SiteLine]:
    """The sites in scope, by name."""
    rows = Site.objects.visible_to(scope)
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return [_site(row) for row in rows]


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
    return Equipment.objects.visible_to(scope).select_related("site", "account")


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
