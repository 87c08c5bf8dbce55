"""Writing the estate: accounts, sites, libraries; each with its journal entry."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from tam.apps.estate import services_centers
from tam.apps.estate.models import Account, Equipment, Site
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.domain.clock.zones import zone
from tam.domain.principals import Principal


@dataclass(frozen=True)
class NewSite:
    """Where equipment stands."""

    name: str
    address: str
    city: str
    country: str
    zone: str
    state: str = ""
    latitude: float | None = None
    longitude: float | None = None
    secure: bool = False


@dataclass(frozen=True)
class NewLibrary:
    """A serial-numbered library."""

    serial: str
    model: str
    name: str
    installed_on: date | None = None


@transaction.atomic
def add_account(*, name: str, slug: str, at: datetime, by: Principal) -> int:
    """Add a customer."""
    row = Account.objects.create(name=name, slug=slug)
    what = Happening("account.added", f"account:{row.pk}", f"Account {name}", row.pk)
    journal.enter(at=at, by=by, what=what)
    return row.pk


@transaction.atomic
def add_site(*, account_id: int, new: NewSite, at: datetime, by: Principal) -> int:
    """Add a site; its zone must be known to the pinned zone data."""
    zone(new.zone)
    row = Site.unscoped.create(account_id=account_id, **asdict(new))
    what = Happening("site.added", f"site:{row.pk}", f"Site {new.name}", account_id)
    journal.enter(at=at, by=by, what=what)
    services_centers.measure(sites=[row], because="the site was added", at=at, by=by)
    return row.pk


@transaction.atomic
def add_library(*, site_id: int, new: NewLibrary, at: datetime, by: Principal) -> int:
    """Register a library at a site."""
    site = Site.unscoped.get(pk=site_id)
    row = Equipment.unscoped.create(account_id=site.account_id, site=site, **asdict(new))
    summary = f"{new.model} {new.serial} at {site.name}"
    what = Happening("library.added", f"equipment:{row.pk}", summary, site.account_id)
    journal.enter(at=at, by=by, what=what)
    return row.pk


@transaction.atomic
def move_library(*, equipment_id: int, site_id: int, at: datetime, by: Principal) -> None:
    """Let a library stand at another site of its account; where it stands already is no move."""
    row = Equipment.unscoped.select_related("site").get(pk=equipment_id)
    site = Site.unscoped.get(pk=site_id, account_id=row.account_id)
    if row.site_id == site.pk:
        return
    summary = f"{row.name} ({row.serial}) moves from {row.site.name} to {site.name}"
    Equipment.unscoped.filter(pk=row.pk).update(site=site)
    what = Happening("library.moved", f"equipment:{row.pk}", summary, row.account_id)
    journal.enter(at=at, by=by, what=what)


def hold_accounts(*, account_ids: Iterable[int]) -> None:
    """Let nobody else who asks decide about these accounts until the transaction ends."""
    rows = Account.objects.select_for_update().filter(pk__in=set(account_ids))
    list(rows.order_by("pk").values_list("pk"))
