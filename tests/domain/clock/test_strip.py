"""A clock as a strip to draw: open, closed, holiday, held, without a gap."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from tam.domain.clock.errors import BadAmount
from tam.domain.clock.holds import Hold
from tam.domain.clock.holidays import ExplicitYear, HolidayList, holiday_list
from tam.domain.clock.spec import ALWAYS, CalendarSpec, business_week
from tam.domain.clock.strip import Look, Part, strip
from tam.domain.clock.zones import zone

DENVER = CalendarSpec("America/Denver", business_week(range(5)), holidays=holiday_list("US"))


def at(text, name="America/Denver"):
    return datetime.fromisoformat(text).replace(tzinfo=zone(name))


def looks(parts):
    return [(part.look.value, part.since.strftime("%d %H:%M"), part.label) for part in parts]


@pytest.mark.clause("TAM-02")
def test_the_days_around_thanksgiving():
    parts = strip(DENVER, at("2026-11-25T12:00"), at("2026-11-30T09:00"))
    assert looks(parts) == [
        ("open", "25 12:00", ""),
        ("closed", "25 17:00", ""),
        ("holiday", "26 00:00", "Thanksgiving Day"),
        ("holiday", "27 00:00", "Friday following Thanksgiving"),
        ("closed", "28 00:00", ""),
        ("open", "30 08:00", ""),
    ]
    assert parts[-1].until == at("2026-11-30T09:00")
    assert all(one.until == other.since for one, other in pairwise(parts))


@pytest.mark.clause("TAM-02")
def test_holds_show_where_the_clock_would_run_and_name_the_party():
    holds = [
        Hold(at("2026-11-25T16:00"), at("2026-11-25T18:00"), "no logs", "customer"),
        Hold(at("2026-11-25T10:00"), at("2026-11-25T11:00"), "part ordered", "vendor"),
        Hold(at("2026-11-25T10:30"), at("2026-11-25T10:45"), "inside the other", "vendor"),
        Hold(at("2026-11-24T10:30"), at("2026-11-24T10:45"), "before"),
    ]
    parts = strip(DENVER, at("2026-11-25T09:00"), at("2026-11-25T20:00"), holds)
    assert looks(parts) == [
        ("open", "25 09:00", ""),
        ("held", "25 10:00", "part ordered"),
        ("open", "25 11:00", ""),
        ("held", "25 16:00", "no logs"),
        ("closed", "25 17:00", ""),
    ]
    assert [part.waits_on for part in parts] == ["", "vendor", "", "customer", ""]


@pytest.mark.clause("TAM-02")
def test_an_open_hold_shows_to_the_end_and_all_hours_are_one_part():
    always = CalendarSpec("America/Denver", ALWAYS)
    start, end = at("2026-03-07T12:00"), at("2026-03-09T12:00")
    assert strip(always, start, end) == (Part(Look.OPEN, start, end),)
    held = strip(always, start, end, [Hold(at("2026-03-08T12:00"))])
    assert looks(held) == [("open", "07 12:00", ""), ("held", "08 12:00", "")]
    whole = strip(always, start, end, [Hold(start)])
    assert looks(whole) == [("held", "07 12:00", "")]


@pytest.mark.clause("TAM-02")
def test_midnight_may_come_twice():
    """St. John's used to set its clocks back at one minute past midnight."""
    spec = CalendarSpec("America/St_Johns", business_week(range(5)))
    name = "America/St_Johns"
    parts = strip(spec, at("2010-11-06T12:00", name), at("2010-11-08T09:00", name))
    assert looks(parts) == [("closed", "06 12:00", ""), ("open", "08 08:00", "")]
    given = ExplicitYear(2010, ((date(2010, 11, 8), "Works holiday"),))
    own = replace(spec, holidays=HolidayList("CA", None, (given,)))
    parts = strip(own, at("2010-11-06T12:00", name), at("2010-11-08T09:00", name))
    assert looks(parts) == [("closed", "06 12:00", ""), ("holiday", "08 00:00", "Works holiday")]
    again = at("2010-11-06T23:30", name).replace(fold=1)
    parts = strip(own, again, at("2010-11-08T09:00", name))
    assert looks(parts) == [("closed", "06 23:30", ""), ("holiday", "08 00:00", "Works holiday")]


@pytest.mark.clause("TAM-02")
def test_a_strip_runs_forward_and_not_for_ever():
    start = at("2026-11-25T09:00")
    assert strip(DENVER, start, start) == ()
    with pytest.raises(BadAmount, match="runs forward"):
        strip(DENVER, start, start - timedelta(seconds=1))
    with pytest.raises(BadAmount, match="400 days"):
        strip(DENVER, start, start + timedelta(days=401))
