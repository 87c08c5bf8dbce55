"""Business days: cut-offs, dispatches, deliveries, and the name of every day passed over."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from tam.domain.clock.business_weeks import business_weekdays
from tam.domain.clock.cadence import wall
from tam.domain.clock.errors import NaiveMoment, OutOfRange
from tam.domain.clock.holidays import holiday_list
from tam.domain.clock.spec import CalendarSpec, business_week
from tam.domain.clock.workdays import (
    Skipped,
    after,
    counted_day,
    cut_off_zone,
    delivery_day,
    nbd_arrival,
    on_or_after,
    on_or_before,
    skipped,
)
from tam.domain.readings import DEFAULTS


def of(country, name):
    week = business_week(business_weekdays(country, date(2026, 1, 1)))
    return CalendarSpec(name, week, holidays=holiday_list(country))


DENVER = of("US", "America/Denver")
BRUSSELS = of("BE", "Europe/Brussels")
SECOND = timedelta(seconds=1)
CUT = time(14, 30)


@pytest.mark.clause("TAM-03")
@pytest.mark.parametrize(
    ("released", "ships", "delivered"),
    [
        ("2026-07-07T14:29:59-06:00", date(2026, 7, 7), date(2026, 7, 8)),
        ("2026-07-07T14:30:00-06:00", date(2026, 7, 7), date(2026, 7, 8)),
        ("2026-07-07T14:30:00.000001-06:00", date(2026, 7, 8), date(2026, 7, 9)),
        ("2026-07-02T14:31:00-06:00", date(2026, 7, 6), date(2026, 7, 7)),
        ("2026-07-11T09:00:00-06:00", date(2026, 7, 13), date(2026, 7, 14)),
        ("2027-12-30T15:00:00-07:00", date(2028, 1, 3), date(2028, 1, 4)),
        ("2026-11-25T14:00:00-07:00", date(2026, 11, 25), date(2026, 11, 30)),
    ],
)
def test_ship_day_and_delivery_day(released, ships, delivered):
    moment = datetime.fromisoformat(released)
    assert counted_day(DENVER, moment, CUT) == ships
    assert delivery_day(DENVER, moment, CUT) == delivered


@pytest.mark.clause("NOTE-3")
def test_the_ship_day_is_the_shipping_sides_and_the_delivery_day_the_sites():
    """A21: Boulder ships on Washington's Birthday; a site that is closed then waits."""
    site = replace(DENVER, closed=frozenset({date(2026, 2, 17)}))
    released = datetime.fromisoformat("2026-02-16T10:00:00-07:00")
    assert delivery_day(DENVER, released, CUT, site) == date(2026, 2, 18)


@pytest.mark.clause("NOTE-3")
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 30)])
def test_the_cut_off_is_read_off_the_wall_on_the_day_the_clock_changes(day):
    """T8, on a calendar that works on Sundays too."""
    always_open = CalendarSpec("Europe/Brussels", business_week(range(7)))
    limit = wall(day, CUT, "Europe/Brussels")
    assert limit.time() == CUT
    assert counted_day(always_open, limit, CUT) == day
    assert counted_day(always_open, limit + SECOND, CUT) == day + timedelta(days=1)


@pytest.mark.clause("TAM-04")
def test_a_cut_off_inside_a_repeated_hour_is_its_first_instant():
    """Compared as instants: on the wall both readings would look in time."""
    spec = CalendarSpec("America/Denver", business_week(range(7)))
    first = wall(date(2026, 11, 1), time(1, 30), "America/Denver")
    assert counted_day(spec, first, time(1, 30)) == date(2026, 11, 1)
    assert counted_day(spec, first.replace(fold=1), time(1, 30)) == date(2026, 11, 2)


@pytest.mark.clause("TAM-04")
def test_the_instant_of_a_cut_off_itself():
    """A3: in time, or late under its other value."""
    exact = datetime.fromisoformat("2026-07-07T14:30:00-06:00")
    assert counted_day(DENVER, exact, CUT, inclusive=False) == date(2026, 7, 8)
    assert counted_day(DENVER, exact - SECOND, CUT, inclusive=False) == date(2026, 7, 7)
    five = datetime.fromisoformat("2026-07-07T17:00:00-06:00")
    late = DEFAULTS.with_("A3", "exclusive")
    assert nbd_arrival(DENVER, five).since.date() == date(2026, 7, 8)
    assert nbd_arrival(DENVER, five, late).since.date() == date(2026, 7, 9)


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(
    ("dispatched", "arrives", "under_a22", "under_a23"),
    [
        ("2026-07-07T16:59:00-06:00", 8, 8, 8),
        ("2026-07-07T17:00:01-06:00", 9, 9, 9),
        ("2026-07-07T07:59:59-06:00", 8, 8, 7),
        ("2026-07-07T08:00:00-06:00", 8, 8, 8),
        ("2026-07-11T12:00:00-06:00", 14, 13, 14),
        ("2026-07-03T12:00:00-06:00", 7, 6, 7),
        ("2026-07-06T03:00:00-06:00", 7, 7, 6),
        ("2026-07-10T17:30:00-06:00", 14, 14, 14),
    ],
)
def test_the_arrival_of_the_next_business_day(dispatched, arrives, under_a22, under_a23):
    """A22 and A23, with what their other values would say."""
    moment = datetime.fromisoformat(dispatched)
    previous = "previous_business_day"
    found = [
        nbd_arrival(DENVER, moment, readings)
        for readings in (DEFAULTS, DEFAULTS.with_("A22", previous), DEFAULTS.with_("A23", previous))
    ]
    assert [one.since.day for one in found] == [arrives, under_a22, under_a23]
    assert found[0].since.isoformat() == f"2026-07-{arrives:02}T08:00:00-06:00"
    assert found[0].until.isoformat() == f"2026-07-{arrives:02}T17:00:00-06:00"


@pytest.mark.clause("NOTE-1")
def test_every_day_passed_over_has_its_name():
    found = skipped(DENVER, date(2026, 11, 25), date(2026, 11, 30))
    assert found == (
        Skipped(date(2026, 11, 26), "Thanksgiving Day"),
        Skipped(date(2026, 11, 27), "Friday following Thanksgiving"),
        Skipped(date(2026, 11, 28), "Saturday, no business hours"),
        Skipped(date(2026, 11, 29), "Sunday, no business hours"),
    )
    day = date(2026, 7, 7)
    assert skipped(replace(DENVER, closed=frozenset({day})), day, day)[0].because == "closed date"
    whole = replace(DENVER, closures=((day, (0, 1_440)),))
    assert skipped(whole, day, day)[0].because == "closed all day"
    assert skipped(BRUSSELS, date(2026, 7, 21), date(2026, 7, 21))[0].because == "National Day"


@pytest.mark.clause("TAM-03")
def test_counting_business_days():
    friday = date(2026, 7, 10)
    assert after(DENVER, friday) == date(2026, 7, 13)
    assert after(DENVER, friday, 5) == date(2026, 7, 17)
    assert after(DENVER, friday, 0) == friday
    assert on_or_after(DENVER, date(2026, 7, 11)) == date(2026, 7, 13)
    assert on_or_before(DENVER, date(2026, 7, 4)) == date(2026, 7, 2)


@pytest.mark.clause("TAM-03")
def test_a_cut_off_may_be_read_in_a_fixed_zone_instead():
    """A1 and A2."""
    fixed = DEFAULTS.with_("A1", "utc_minus_7").with_("A2", "utc_plus_1")
    assert cut_off_zone("America/Denver", fixed) == "Etc/GMT+7"
    assert cut_off_zone("Europe/Brussels", fixed) == "Etc/GMT-1"
    assert cut_off_zone("Asia/Tokyo", fixed) == "Asia/Tokyo"
    assert cut_off_zone("America/Denver", DEFAULTS) == "America/Denver"


def test_a_calendar_without_business_days_ahead_is_an_error():
    one = CalendarSpec("UTC", ((),) * 7, special=((date(2026, 3, 4), ((480, 1_020),)),))
    assert on_or_after(one, date(2026, 1, 1)) == date(2026, 3, 4)
    with pytest.raises(OutOfRange, match="no business day within 400 days"):
        after(one, date(2026, 3, 4))
    with pytest.raises(NaiveMoment):
        counted_day(DENVER, datetime(2026, 7, 7, 9), CUT)  # noqa: DTZ001 - the point
    with pytest.raises(NaiveMoment):
        nbd_arrival(DENVER, datetime(2026, 7, 7, 9))  # noqa: DTZ001 - the point
