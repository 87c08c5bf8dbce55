"""Writing service centers and the distance of each site, with its day; earlier ones are kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tam.apps.estate.facts import center_of, place_facts
from tam.apps.estate.models import CenterMeasurement, PartnerServiceCenter, Site
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.domain.entitlement.centers import Center, Change, Sheet, change_of, clashes, key_of
from tam.domain.entitlement.distance import Position, nearest
from tam.domain.entitlement.gates import METRES_PER_MILE
from tam.domain.principals import Principal
from tam.domain.refusals import Refused


@dataclass(frozen=True)
class Measured:
    """A site whose nearest center or distance became another."""

    account_id: int
    site_id: int
    site: str
    center: str
    metres: float | None
    before: float | None

    @property
    def miles(self) -> str:
        """The distance as people read it."""
        return _miles(self.metres)

    @property
    def miles_before(self) -> str:
        """The distance that held before."""
        return _miles(self.before)


@dataclass(frozen=True)
class Taken:
    """What became of a list of centers: each with its change, and the sites measured anew."""

    changes: tuple[tuple[Center, Change], ...]
    measured: tuple[Measured, ...]


def _miles(metres: float | None) -> str:
    return "not measured" if metres is None else f"{metres / METRES_PER_MILE:.1f} miles"


@transaction.atomic
def place_site(
    *, site_id: int, position: Position, because: str, at: datetime, by: Principal
) -> None:
    """Give a site another position; the distance to its nearest center is measured anew."""
    row = Site.unscoped.select_for_update(of=("self",)).get(pk=site_id)
    if (row.latitude, row.longitude) == (position.latitude, position.longitude):
        return
    before = [row.latitude, row.longitude]
    row.latitude, row.longitude = position.latitude, position.longitude
    row.save(update_fields=["latitude", "longitude"])
    what = Happening(
        action="site.placed",
        subject=f"site:{row.pk}",
        summary=f"{row.name} stands at {position.latitude}, {position.longitude}: {because}",
        account_id=row.account_id,
        clause="NOTE-6",
        data={"before": before, "after": [position.latitude, position.longitude]},
    )
    journal.enter(at=at, by=by, what=what)
    measure(sites=[row], because=because, at=at, by=by)


@transaction.atomic
def take_centers(
    *, centers: Sequence[Center], at: datetime, by: Principal, dry_run: bool = False
) -> Taken:
    """Add or change partner service centers by name, and measure every site anew (NOTE-6).

    A dry run does the same and takes it back, so that it tells exactly what would happen.
    """
    known = {row.key: row for row in PartnerServiceCenter.objects.select_for_update()}
    sheet = Sheet(tuple(enumerate(centers)), ())
    wrong = clashes(sheet, tuple(center_of(row) for row in known.values()))
    if wrong:
        raise Refused("NOTE-6", wrong[0].reason)
    changes = tuple(
        (center, _take(center, known.get(key_of(center.name)), at, by)) for center in centers
    )
    measured = measure_sites(because="the list of service centers changed", at=at, by=by)
    if dry_run:
        transaction.set_rollback(True)
    return Taken(changes, measured)


def _take(center: Center, row: PartnerServiceCenter | None, at: datetime, by: Principal) -> Change:
    """Write one center where it differs from the row of its name."""
    before = center_of(row) if row else None
    change = change_of(center, before)
    if change is Change.SAME:
        return change
    row = row or PartnerServiceCenter(key=key_of(center.name))
    row.name, row.city, row.country = center.name, center.city, center.country
    row.latitude, row.longitude = center.position.latitude, center.position.longitude
    row.opens_on, row.closes_on = center.opens_on, center.closes_on
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(
            "NOTE-6",
            f"Somebody entered {center.name} at this very moment; look at the list of centers, "
            "and change it there.",
        ) from None
    what = Happening(
        action=f"center.{change.value}",
        subject=f"center:{row.pk}",
        summary=f"Service center {center.name}, {center.city or center.country} {change.value}",
        clause="NOTE-6",
        data={
            "before": None if before is None else _data(before),
            "after": _data(center),
        },
    )
    journal.enter(at=at, by=by, what=what)
    return change


def _data(center: Center) -> dict[str, object]:
    days = {"opens_on": center.opens_on, "closes_on": center.closes_on}
    return {
        "position": [center.position.latitude, center.position.longitude],
        **{name: day.isoformat() for name, day in days.items() if day is not None},
    }


@transaction.atomic
def measure_sites(*, because: str, at: datetime, by: Principal) -> tuple[Measured, ...]:
    """Measure every site; where the answer is another one it is recorded, the old one is kept."""
    rows = Site.unscoped.select_for_update(of=("self",)).select_related("measured")
    return measure(sites=rows, because=because, at=at, by=by)


def measure(
    *, sites: Iterable[Site], because: str, at: datetime, by: Principal
) -> tuple[Measured, ...]:
    """Measure these sites against the centers that are open on the day at each of them."""
    centers = _Centers(list(PartnerServiceCenter.objects.all()), {})
    found = (_measured(site, centers, because, at) for site in sites)
    changed = []
    for row in found:
        if row is None:
            continue
        site, before = row.site, row.site.measured
        row.save()
        site.measured = row
        site.save(update_fields=["measured"])
        one = Measured(
            site.account_id,
            site.pk,
            site.name,
            row.center_name,
            row.metres,
            before.metres if before else None,
        )
        summary = f"{site.name}: {one.miles} to {one.center or 'no open center'}; {because}"
        data = {"metres": row.metres, "before": one.before}
        what = Happening(
            "site.measured", f"site:{site.pk}", summary, site.account_id, "NOTE-6", data
        )
        journal.enter(at=at, by=by, what=what)
        changed.append(one)
    return tuple(changed)


@dataclass(frozen=True)
class _Centers:
    """The centers, and those that are open on a day with their positions: found once a day."""

    rows: list[PartnerServiceCenter]
    days: dict[date, tuple[list[PartnerServiceCenter], list[Position]]]

    def on(self, day: date) -> tuple[list[PartnerServiceCenter], list[Position]]:
        if day not in self.days:
            there = [row for row in self.rows if center_of(row).open_on(day)]
            self.days[day] = there, [center_of(row).position for row in there]
        return self.days[day]


def _measured(
    site: Site, centers: _Centers, because: str, at: datetime
) -> CenterMeasurement | None:
    """A new measurement of one site; None where it would say what the last one says."""
    place = place_facts(site)
    on = at.astimezone(place.tz).date()
    there, positions = centers.on(on)
    found = None if place.position is None else nearest(place.position, positions)
    center = None if found is None else there[found.center]
    new = CenterMeasurement(
        account_id=site.account_id,
        site=site,
        measured_on=on,
        because=because[:200],
        latitude=site.latitude,
        longitude=site.longitude,
        center=center,
        center_name=center.name if center else "",
        center_latitude=center.latitude if center else None,
        center_longitude=center.longitude if center else None,
        metres=found.metres if found else None,
    )
    last = site.measured
    if last is None:
        return None if found is None else new
    return None if _says(new) == _says(last) else new


def _says(row: CenterMeasurement) -> tuple[object, ...]:
    """What a measurement says, its day and cause aside."""
    return (
        row.center_id,
        row.center_name,
        row.metres,
        row.latitude,
        row.longitude,
        row.center_latitude,
        row.center_longitude,
    )
