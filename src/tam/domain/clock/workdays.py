"""Business days: what a cut-off, a dispatch, a delivery mean on a calendar (A3, A21, A22)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tam.domain.clock.cadence import wall
from tam.domain.clock.coverage import OutOfRange
from tam.domain.clock.spec import CalendarSpec
from tam.domain.clock.zones import zone

DAY = timedelta(days=1)
SEARCH_DAYS = 400
NBD_CUT_OFF = time(17, 0)
NBD_FROM, NBD_BY = time(8, 0), time(17, 0)


@dataclass(frozen=True, slots=True)
class Arrival:
    """The window in which somebody arrives, both ends in time."""

    since: datetime
    until: datetime


def on_or_after(spec: CalendarSpec, day: date) -> date:
    """The day itself if it is a business day, else the next one."""
    for _ in range(SEARCH_DAYS):
        if spec.is_business_day(day):
            return day
        day += DAY
    raise OutOfRange(f"There is no business day within {SEARCH_DAYS} days; check the calendar.")


def after(spec: CalendarSpec, day: date, count: int = 1) -> date:
    """The n-th business day after a day."""
    for _ in range(count):
        day = on_or_after(spec, day + DAY)
    return day


def counted_day(spec: CalendarSpec, at: datetime, cut_off: time, *, inclusive: bool = True) -> date:
    """The business day an event counts as: its own until the cut-off, else the next (A3, A22).

    The exact instant of the cut-off is in time when `inclusive`; one second later is late.
    """
    local = at.astimezone(zone(spec.zone))
    day = local.date()
    if not spec.is_business_day(day):
        return on_or_after(spec, day)
    limit = wall(day, cut_off, spec.zone)
    late = at > limit if inclusive else at >= limit
    return after(spec, day) if late else day


def nbd_arrival(spec: CalendarSpec, dispatched: datetime, *, inclusive: bool = True) -> Arrival:
    """Next-business-day arrival: the business day after the one the dispatch counts as."""
    day = after(spec, counted_day(spec, dispatched, NBD_CUT_OFF, inclusive=inclusive))
    return Arrival(wall(day, NBD_FROM, spec.zone), wall(day, NBD_BY, spec.zone))


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
