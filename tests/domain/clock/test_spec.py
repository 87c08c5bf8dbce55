"""A calendar as facts: what it refuses, what a date is on it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tam.domain.clock import timer
from tam.domain.clock.errors import BadCalendar
from tam.domain.clock.holidays import holiday_list
from tam.domain.clock.spec import ALWAYS, CalendarSpec, Scope, business_week
from tam.domain.clock.zones import UnknownZone

WEEK = business_week(range(5))
PLAIN = CalendarSpec("UTC", WEEK)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"weekly": WEEK[:5]}, "seven days"),
        ({"weekly": ((),) * 7}, "no covered time at all"),
        ({"weekly": ((),) * 7, "special": ((date(2026, 1, 1), ()),)}, "no covered time at all"),
        ({"weekly": (((600, 500),), *WEEK[1:])}, "Mon, window: 600-500"),
        ({"weekly": (((600, 600),), *WEEK[1:])}, "Mon, window: 600-600"),
        ({"weekly": (((-1, 500),), *WEEK[1:])}, "no span of minutes"),
        ({"weekly": (((1_440, 1_500),), *WEEK[1:])}, "no span of minutes"),
        ({"weekly": (((0, 2_881),), *WEEK[1:])}, "no span of minutes"),
        ({"weekly": (((480, 700), (600, 900)), *WEEK[1:])}, "Mon, windows: they overlap"),
        ({"special": ((date(2026, 1, 1), ((0, 60), (30, 90))),)}, "2026-01-01, windows"),
        ({"special": ((date(2026, 1, 1), ()),) * 2}, "a day is given twice"),
        ({"closures": ((date(2026, 1, 1), (500, 400)),)}, "2026-01-01, window: 500-400"),
        ({"later": ((date(2026, 1, 1), WEEK), (date(2025, 1, 1), WEEK))}, "do not rise"),
        ({"later": ((date(2026, 1, 1), WEEK[:6]),)}, "seven days"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(facts, words):
    with pytest.raises(BadCalendar, match=words):
        replace(PLAIN, **facts)


def test_an_unknown_zone_is_refused():
    with pytest.raises(UnknownZone, match="Mars/Base"):
        CalendarSpec("Mars/Base", WEEK)


def test_equal_calendars_are_equal_and_hash_alike():
    assert CalendarSpec("UTC", business_week(range(5))) == PLAIN
    assert hash(CalendarSpec("UTC", business_week(range(5)))) == hash(PLAIN)
    assert replace(PLAIN, scope=Scope.DATE) != PLAIN
    assert replace(PLAIN, holidays=holiday_list("NO")) != PLAIN


@pytest.mark.parametrize("scope", list(Scope))
def test_what_a_closed_date_removes(scope):
    """A35: the window that opens on it, the minutes that show it, or both."""
    night = CalendarSpec(
        "UTC", (((1_320, 1_800),),) * 7, frozenset({date(2026, 3, 4)}), scope=scope
    )
    start, end = (datetime(2026, 3, day, 12, tzinfo=UTC) for day in (3, 5))
    opens = {Scope.ANCHOR: (3, 22), Scope.DATE: (3, 22), Scope.BOTH: (3, 22)}
    hours = {Scope.ANCHOR: 8, Scope.DATE: 8, Scope.BOTH: 2}
    assert timer.elapsed(night, start, end) == hours[scope] * HOUR
    assert timer.next_open(night, start) == datetime(2026, 3, *opens[scope], tzinfo=UTC)
    morning = datetime(2026, 3, 4, 3, tzinfo=UTC)
    assert timer.is_open(night, morning) is (scope is Scope.ANCHOR)
    assert timer.is_open(night, morning + 24 * HOUR) is (scope is Scope.DATE)


def test_a_special_day_has_its_own_windows_and_a_closed_date_has_none():
    day, other = date(2026, 12, 24), date(2026, 12, 31)
    spec = replace(PLAIN, special=((day, ((540, 720),)), (other, ((540, 720),))))
    spec = replace(spec, closed=frozenset({other}))
    assert spec.windows_of(day) == ((540, 720),)
    start, end = datetime(2026, 12, 24, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    assert timer.elapsed(spec, start, end) == 4 * 9 * HOUR + 3 * HOUR
    assert spec.is_business_day(day)
    assert not spec.is_business_day(other)


def test_a_closure_takes_a_part_of_a_date_also_past_midnight():
    spec = CalendarSpec("UTC", ALWAYS, closures=((date(2026, 3, 4), (1_320, 1_500)),))
    start = datetime(2026, 3, 4, 21, tzinfo=UTC)
    assert timer.due(spec, start, 2 * HOUR) == datetime(2026, 3, 5, 2, tzinfo=UTC)


def test_a_day_that_is_closed_in_parts_is_a_business_day_while_anything_is_left():
    day = date(2026, 3, 4)
    half = replace(PLAIN, closures=((day, (480, 720)),))
    whole = replace(PLAIN, closures=((day, (720, 1_020)), (day, (420, 800))))
    gap = replace(PLAIN, closures=((day, (480, 720)), (day, (780, 1_020))))
    exact = replace(PLAIN, closures=((day, (480, 1_020)),))
    found = [spec.is_business_day(day) for spec in (half, whole, gap, exact)]
    assert found == [True, False, True, False]


def test_a_week_that_changed_holds_from_its_date():
    """The Emirates moved their weekend with the year 2022."""
    spec = CalendarSpec(
        "Asia/Dubai",
        business_week((6, 0, 1, 2, 3)),
        later=((date(2022, 1, 1), WEEK), (date(2030, 1, 1), ALWAYS)),
    )
    sunday, friday = date(2021, 12, 26), date(2022, 1, 7)
    assert spec.is_business_day(sunday)
    assert spec.is_business_day(friday)
    assert not spec.is_business_day(sunday + timedelta(days=7))
    assert not spec.is_business_day(friday - timedelta(days=7))
    start = datetime(2021, 12, 30, 12, tzinfo=UTC)
    assert timer.due(spec, start, 2 * HOUR).isoformat() == "2022-01-03T09:00:00+04:00"
    assert timer.elapsed(spec, start, start + timedelta(days=4)) == 9 * HOUR
    late = datetime(2030, 1, 1, 10, tzinfo=UTC)
    assert timer.due(spec, late, 24 * HOUR) == late + 24 * HOUR


def test_a_closed_date_has_its_name():
    spec = replace(PLAIN, closed=frozenset({date(2026, 3, 4)}), holidays=holiday_list("NO"))
    assert spec.closed_name(date(2026, 12, 25)) == "Christmas Day"
    assert spec.closed_name(date(2026, 3, 4)) == ""
    assert spec.closed_name(date(2026, 3, 5)) is None
