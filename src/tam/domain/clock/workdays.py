"""Business days: what a cut-off, a dispatch, a delivery mean on a calendar (A3, A21, A22, A23)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from tam.domain.clock.cadence import days_after, wall
from tam.domain.clock.errors import OutOfRange
from tam.domain.clock.moments import micros
from tam.domain.clock.spec import CalendarSpec
from tam.domain.clock.zones import zone
from tam.domain.readings import DEFAULTS, Readings

SEARCH_DAYS = 400
NBD_CUT_OFF = time(17, 0)
NBD_FROM, NBD_BY = time(8, 0), time(17, 0)
FIXED_ZONES = {
    "America/Denver": ("A1", {"utc_minus_7": "Etc/GMT+7"}),
    "Europe/Brussels": ("A2", {"utc_plus_1": "Etc/GMT-1"}),
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """The window in which somebody arrives, both ends in time."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that was passed over, and why: the name of its holiday, or that it is a day off."""

    day: date
    because: str


def on_or_after(spec: CalendarSpec, day: date) -> date:
    """The day itself if it is a business day, else the next one."""
    return _search(spec, day, 1)


def on_or_before(spec: CalendarSpec, day: date) -> date:
    """The day itself if it is a business day, else the one before."""
    return _search(spec, day, -1)


def _search(spec: CalendarSpec, day: date, step: int) -> date:
    for away in range(SEARCH_DAYS):
        found = days_after(day, away * step)
        if spec.is_business_day(found):
            return found
    raise OutOfRange(f"There is no business day within {SEARCH_DAYS} days; check the calendar.")


def after(spec: CalendarSpec, day: date, count: int = 1) -> date:
    """The n-th business day after a day."""
    for _ in range(count):
        day = on_or_after(spec, days_after(day, 1))
    return day


def skipped(spec: CalendarSpec, first: date, last: date) -> tuple[Skipped, ...]:
    """The days from first to last, both included, that are no business days, each with its name."""
    days = (days_after(first, number) for number in range((last - first).days + 1))
    return tuple(Skipped(day, _why(spec, day)) for day in days if not spec.is_business_day(day))


def _why(spec: CalendarSpec, day: date) -> str:
    """Why a day is no business day."""
    name = spec.closed_name(day)
    if name is None:
        return "closed all day" if spec.windows_of(day) else f"{day:%A}, no business hours"
    return name or "closed date"


def counted_day(spec: CalendarSpec, at: datetime, cut_off: time, *, inclusive: bool = True) -> date:
    """The business day an event counts as: its own until the cut-off, else the next (A3, A22).

    The exact instant of the cut-off is in time when `inclusive`; one second later is late.
    """
    now = micros(at)
    day = at.astimezone(zone(spec.zone)).date()
    if not spec.is_business_day(day):
        return on_or_after(spec, day)
    limit = micros(wall(day, cut_off, spec.zone))
    late = now > limit if inclusive else now >= limit
    return after(spec, day) if late else day


def dispatch_day(spec: CalendarSpec, dispatched: datetime, readings: Readings = DEFAULTS) -> date:
    """The business day a dispatch counts as, by 17:00 at the site (A3, A22, A23)."""
    now = micros(dispatched)
    day = dispatched.astimezone(zone(spec.zone)).date()
    is_open = spec.is_business_day(day)
    early = is_open and now < micros(wall(day, NBD_FROM, spec.zone))
    rule = "A23" if early else "A22"
    if (early or not is_open) and readings.holds(rule, "previous_business_day"):
        return on_or_before(spec, days_after(day, -1))
    inclusive = readings.holds("A3", "inclusive")
    return counted_day(spec, dispatched, NBD_CUT_OFF, inclusive=inclusive)


def nbd_arrival(spec: CalendarSpec, dispatched: datetime, readings: Readings = DEFAULTS) -> Arrival:
    """Next-business-day arrival: 08:00 to 17:00 of the business day after the dispatch's own."""
    day = after(spec, dispatch_day(spec, dispatched, readings))
    return Arrival(wall(day, NBD_FROM, spec.zone), wall(day, NBD_BY, spec.zone))


def cut_off_zone(name: str, readings: Readings) -> str:
    """The zone a cut-off is read in: a wall clock, or the fixed offset a reading asks for."""
    key, fixed = FIXED_ZONES.get(name, ("A1", {}))
    return fixed.get(readings.value(key), name)


def delivery_day(
    ship_side: CalendarSpec,
    released: datetime,
    cut_off: time,
    site: CalendarSpec | None = None,
    *,
    inclusive: bool = True,
) -> date:
    """The business day at the site after the ship day on the shipping side (A21)."""
    ships = counted_day(ship_side, released, cut_off, inclusive=inclusive)
    return after(site or ship_side, ships)
