"""When a part ships and arrives: cut-offs, calendars, kit parts (TAM-03, NOTE-3; A6, A21)."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from tam.domain.catalogue.regions import CutOffRule, Region
from tam.domain.catalogue.terms import Target, TargetKind
from tam.domain.clock.cadence import wall
from tam.domain.clock.workdays import after, counted_day, cut_off_zone, on_or_after
from tam.domain.clock.zones import zone
from tam.domain.entitlement.calendars import CLOSES, OPENS, Days, business_due, days_in, leans
from tam.domain.entitlement.decision import Promise
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.situation import NO_DATES, Promised, Situation
from tam.domain.readings import reading_of

CITIES = {"America/Denver": "Boulder", "Europe/Brussels": "Brussels"}
EVENTS = {
    "released_to_ship": ("released", "diagnosed", "called"),
    "diagnosed": ("diagnosed", "released", "called"),
    "called": ("called", "diagnosed", "released"),
}


def promise_part(situation: Situation) -> Promised:
    """What the level promises for a part in this situation."""
    target = situation.terms.target
    if target is None:
        return Promised(
            Promise(committed=False), caveats=(Said("parts.no_time", (situation.level.short,)),)
        )
    if target.kind is TargetKind.EXPECTED_DELIVERY:
        return _kit(situation, target)
    if target.kind is TargetKind.SHIPMENT:
        return _shipment(situation, target)
    return _delivery(situation, target)


@dataclass(frozen=True, slots=True)
class Start:
    """The event that meets the cut-off, when it counts, and which sentence goes with it."""

    at: datetime
    readings: tuple[str, ...]
    caveats: tuple[Said, ...]


def _start(situation: Situation) -> Start | None:
    """The event of A6, or the one that stands in for it where it is not known."""
    names = EVENTS[situation.readings.value("A6")]
    for number, name in enumerate(names):
        at: datetime | None = getattr(situation.events, name)
        if at is not None:
            minutes = situation.readings.number("parts_handling_minutes")
            stands_in = (Said("parts.stands_in", (name, names[0])),) if number else ()
            return Start(at + timedelta(minutes=minutes), ("A6",), stands_in)
    return None


def _delivery(situation: Situation, target: Target) -> Promised:
    """Ship day by the region's cut-off on the shipping side, delivery day at the site (A21)."""
    start = _start(situation)
    if start is None:
        return NO_DATES
    site = situation.site
    regions = situation.catalogue.common.regions
    region = regions.of(site.country, site.state, start.at.date(), situation.readings)
    leaned = (*start.readings, *_region_readings(situation, region))
    everywhere = situation.readings.holds("A8", "mountain_everywhere")
    rule = regions.cut_offs.get(region) or regions.cut_offs[Region.CONTINENTAL_US]
    ships = _ship_day(situation, start.at, rule, region)
    if region is Region.REST_OF_WORLD and not everywhere:
        return Promised(
            Promise(committed=False, could_ship_on=ships.day),
            readings=(*leaned, *ships.readings),
            says=ships.says,
            caveats=(*start.caveats, Said("parts.transit"), Said("parts.local_sourcing")),
        )
    days = situation.days(ships.day.year)
    delivered = after(days.spec, ships.day, target.amount)
    there = leans(days, ships.day, delivered)
    return Promised(
        Promise(committed=True, ship_on=ships.day, deliver_on=delivered),
        readings=(*leaned, rule.zone_reading, "A21", *ships.readings, *there.readings),
        says=(*ships.says, *there.says),
        caveats=start.caveats,
    )


def _region_readings(situation: Situation, region: Region) -> tuple[str, ...]:
    """The readings behind the region: A8 outside, A7 for the United States beyond the 48."""
    site = situation.site
    inside = site.state in situation.catalogue.common.regions.states
    beyond = ("A7",) if site.country == "US" and not inside else ()
    outside = ("A8",) if region is Region.REST_OF_WORLD else ()
    return (*beyond, *outside)


@dataclass(frozen=True, slots=True)
class ShipDay:
    """The day a part can leave, what that leans on, and what is said about it."""

    day: date
    readings: tuple[str, ...]
    says: tuple[Said, ...]


def _ship_day(situation: Situation, start: datetime, rule: CutOffRule, region: Region) -> ShipDay:
    """The business day of the shipping side that the event counts as."""
    readings = situation.readings
    name = cut_off_zone(reading_of(rule.zone_reading).default, readings)
    local = start.astimezone(zone(name))
    days = _shipping_side(situation, name, local.year, region)
    inclusive = readings.holds("A3", "inclusive")
    day = counted_day(days.spec, start, rule.at, inclusive=inclusive)
    span = leans(days, local.date(), day)
    exact = ("A3",) if local.time() == rule.at and days.open_on(local.date()) else ()
    mountain = (Said("parts.not_mountain"),) if region is Region.EU_NO_CH else ()
    against = _against(situation, days, local, rule, day)
    return ShipDay(day, (*exact, *span.readings), (against, *mountain, *span.says))


def _against(
    situation: Situation, days: Days, local: datetime, rule: CutOffRule, day: date
) -> Said:
    """The event beside the cut-off, on the wall clocks of the site and of the cut-off."""
    site = situation.site
    limit = datetime.combine(local.date(), rule.at, local.tzinfo)
    args = (
        local.astimezone(site.tz).isoformat(" ", "minutes"),
        site.place or site.zone,
        local.strftime("%H:%M"),
        CITIES.get(days.zone, days.zone),
        rule.at.strftime("%H:%M"),
        limit.astimezone(site.tz).strftime("%H:%M"),
    )
    if not days.open_on(local.date()):
        return Said("parts.closed_day", args[:4])
    return Said("parts.in_time" if day == local.date() else "parts.late", args)


def _shipping_side(situation: Situation, name: str, year: int, region: Region) -> Days:
    """The calendar of the side that ships, on the wall clock of the cut-off."""
    readings = situation.readings
    if readings.holds("A21", "one_calendar"):
        return replace(situation, site=replace(situation.site, zone=name)).days(year)
    country = situation.site.country if region is Region.EU_NO_CH else "US"
    return days_in(name, country, year, readings)


def _shipment(situation: Situation, target: Target) -> Promised:
    """Basic: so many hours from the diagnosis, else the end of the next business day (A25)."""
    diagnosed = situation.events.diagnosed
    if diagnosed is None:
        return NO_DATES
    hours = timedelta(hours=target.amount)
    local = diagnosed.astimezone(situation.site.tz)
    days = situation.days(local.year)
    if situation.readings.holds("A25", "business_hours"):
        nominal = ship_by = business_due(days, diagnosed, hours)
    else:
        nominal = (diagnosed.astimezone(UTC) + hours).astimezone(situation.site.tz)
        ship_by = _window_end(days, nominal)
    span = leans(days, nominal.date(), ship_by.date())
    edge = ("A33",) if nominal == ship_by and nominal.time() == CLOSES else ()
    return Promised(
        Promise(committed=True, nominal_at=nominal, ship_by=ship_by, ship_on=ship_by.date()),
        readings=("A25", *edge, *span.readings),
        says=span.says,
    )


def _window_end(days: Days, nominal: datetime) -> datetime:
    """The instant itself inside the window or at its end, else the end of the next window."""
    day = nominal.date()
    inside = days.open_on(day) and OPENS <= nominal.time() <= CLOSES
    if inside:
        return nominal
    late = nominal.time() > CLOSES
    return wall(after(days.spec, day) if late else on_or_after(days.spec, day), CLOSES, days.zone)


def _kit(situation: Situation, target: Target) -> Promised:
    """Kit parts: so many business days from the confirmation, expected and not promised (A26)."""
    confirmed = situation.events.confirmed_on
    caveats = tuple(
        Said("parts.kit_caveat", (text,)) for text in (situation.terms.said("caveat"),) if text
    )
    if confirmed is None:
        return Promised(Promise(committed=False), ("A26",), caveats=caveats)
    days = situation.days(confirmed.year)
    first_is_day_1 = situation.readings.holds("A26", "day_1") and days.open_on(confirmed)
    expected = after(days.spec, confirmed, target.amount - first_is_day_1)
    span = leans(days, confirmed, expected)
    return Promised(
        Promise(committed=situation.readings.holds("A26", "guarantee"), expected_on=expected),
        readings=("A26", *span.readings),
        says=span.says,
        caveats=(Said("parts.expected"), *caveats),
    )
