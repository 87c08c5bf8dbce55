"""Whole seconds: any distance is computed or refused, and no table edge shows."""

from datetime import UTC, date, datetime

import pytest

from tam.domain.clock.coverage import compiled
from tam.domain.clock.covered_time import MOST_YEARS, CoveredTime
from tam.domain.clock.errors import BadAmount, OutOfRange
from tam.domain.clock.holidays import holiday_list
from tam.domain.clock.spec import ALWAYS, CalendarSpec, business_week

WEEK = business_week(range(5))
PLAIN = CalendarSpec("Europe/Berlin", WEEK)
US = CalendarSpec("America/Denver", WEEK, holidays=holiday_list("US"))
HOUR = 3600
DAY = 9 * HOUR


def at(*when):
    return int((datetime(*when, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


NOON = at(2026, 3, 4, 12)


@pytest.mark.parametrize("years", [1, 3, 10, 59, 61, 300])
def test_a_target_any_number_of_years_away_is_computed(years):
    """There is no horizon: the answer is that of a clock built for those years at once."""
    amount = years * 52 * 5 * DAY
    clock = CoveredTime(PLAIN)
    due = clock.due(NOON, amount)
    year = datetime.fromtimestamp(due, UTC).year
    known = compiled(PLAIN, 2026, year)
    assert known.before(due) - known.before(NOON) == amount
    assert known.covers(due - 1)
    assert clock.covered(NOON, due) == amount
    assert clock.covered(due, NOON) == -amount
    assert clock.begun(due, amount) == NOON
    assert clock.due(NOON, amount) == due


@pytest.mark.parametrize("years", [1, 10, 59, 61, 300])
def test_a_clock_that_runs_backwards_reaches_as_far(years):
    amount = years * 52 * 5 * DAY
    begun = CoveredTime(PLAIN).begun(NOON, amount)
    assert CoveredTime(PLAIN).covered(begun, NOON) == amount
    assert CoveredTime(PLAIN).due(begun, amount) == NOON


@pytest.mark.parametrize("years", [1, 300])
def test_a_clock_that_runs_backwards_ends_at_an_opening_however_far(years):
    """Not at the closing before it: the latest instant counts."""
    opening = at(2026, 3, 4, 7)
    begun = CoveredTime(PLAIN).begun(opening, years * 52 * 5 * DAY)
    known = compiled(PLAIN, datetime.fromtimestamp(begun, UTC).year, 2026)
    assert known.covers(begun)
    assert not known.covers(begun - 1)
    assert known.before(opening) - known.before(begun) == years * 52 * 5 * DAY


def test_all_hours_of_a_thousand_years_are_one_stretch():
    clock = CoveredTime(CalendarSpec("UTC", ALWAYS))
    amount = 365_250 * 86_400
    assert clock.due(NOON, amount) == NOON + amount
    assert clock.begun(NOON + amount, amount) == NOON


def test_questions_far_apart_do_not_grow_the_table_without_end():
    clock = CoveredTime(PLAIN)
    for year in (1900, 2026, 2300, 9000, 1900):
        start = at(year, 3, 3, 8)
        assert clock.covered(start, start + 14 * 86_400) == 10 * DAY
    first, last = clock._years
    assert last - first < MOST_YEARS


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda clock: clock.due(at(9999, 12, 30), 400 * HOUR), "The allowance ends outside"),
        (lambda clock: clock.begun(at(1, 1, 2), 400 * HOUR), "The allowance begins outside"),
        (lambda clock: clock.due(at(9999, 12, 31) + 86_400, HOUR), "The moment lies outside"),
        (lambda clock: clock.begun(at(1, 1, 1) - 86_400, HOUR), "The moment lies outside"),
        (
            lambda clock: clock.covered(at(9990, 3, 4), at(9999, 12, 31) + 90_000),
            "The end lies outside",
        ),
        (lambda clock: clock.due(NOON, 10**12), "The allowance ends outside"),
        (lambda clock: clock.begun(NOON, 10**12), "The allowance begins outside"),
        (lambda clock: clock.next_open(at(9999, 12, 31, 20)), "The next opening lies outside"),
    ],
)
def test_beyond_the_years_of_the_calendar_is_an_error(ask, words):
    with pytest.raises(OutOfRange, match=words):
        ask(CoveredTime(PLAIN))


def test_the_first_and_the_last_year_are_counted():
    clock = CoveredTime(CalendarSpec("UTC", ALWAYS))
    assert clock.due(at(9999, 12, 31), 20 * HOUR) == at(9999, 12, 31, 20)
    assert clock.begun(at(1, 1, 1, 20), 20 * HOUR) == at(1, 1, 1)


def test_beyond_the_years_of_a_holiday_list_is_an_error_and_no_guess():
    """Sri Lanka's list ends with 2026; near its end windows of 2027 might still count."""
    clock = CoveredTime(CalendarSpec("Asia/Colombo", WEEK, holidays=holiday_list("LK")))
    assert clock.due(at(2026, 12, 28, 4), HOUR) == at(2026, 12, 28, 5)
    with pytest.raises(OutOfRange, match="2003 to 2026"):
        clock.due(at(2026, 12, 28, 4), 40 * HOUR)
    with pytest.raises(OutOfRange, match="The moment lies"):
        clock.due(at(2026, 12, 31, 4), HOUR)
    with pytest.raises(OutOfRange, match="The moment lies"):
        clock.next_open(at(2003, 1, 1, 4))
    with pytest.raises(OutOfRange, match="known from 2003 to 2026, not from 2020 to 2027"):
        compiled(clock.spec, 2020, 2027)
    with pytest.raises(OutOfRange):
        compiled(PLAIN, 0, 2000)


def test_the_edge_of_a_table_never_shows():
    """Overnight windows across New Year, asked from both sides of it."""
    night = CalendarSpec("Asia/Kathmandu", (((1_320, 1_800),),) * 7)
    turn = at(2030, 1, 1)
    known = compiled(night, 2029, 2030)
    for table in (compiled(night, 2029, 2029), compiled(night, 2030, 2030)):
        edges = [edge for pair in table.intervals() for edge in pair]
        assert all(known.covers(start) for start, _ in table.intervals())
        assert not any(known.covers(end) for _, end in table.intervals() if end != turn)
        assert edges == sorted(edges)
    assert compiled(night, 2030, 2030).total == known.total - known.before(turn)
    assert compiled(night, 2029, 2029).total == known.before(turn)
    clock = CoveredTime(night)
    assert clock.covered(turn - 7 * 86_400, turn + 7 * 86_400) == 14 * 8 * HOUR


def test_a_calendar_of_one_special_day_opens_then_and_never_again():
    one = CalendarSpec("UTC", ((),) * 7, special=((date(2026, 3, 4), ((480, 1_020),)),))
    clock = CoveredTime(one)
    assert clock.next_open(at(2001, 1, 1)) == at(2026, 3, 4, 8)
    assert clock.due(at(2001, 1, 1), HOUR) == at(2026, 3, 4, 9)
    assert clock.begun(at(2500, 1, 1), HOUR) == at(2026, 3, 4, 16)
    with pytest.raises(OutOfRange):
        clock.due(at(2026, 3, 4, 16), 2 * HOUR)
    with pytest.raises(OutOfRange):
        clock.next_open(at(2026, 3, 4, 17))


def test_the_next_opening_may_be_the_first_instant_of_a_year():
    one = CalendarSpec("UTC", ((),) * 7, special=((date(2042, 1, 1), ((0, 1_440),)),))
    assert CoveredTime(one).next_open(at(2026, 1, 1)) == at(2042, 1, 1)


def test_an_allowance_of_nothing_is_used_at_once_and_a_negative_one_is_refused():
    clock = CoveredTime(PLAIN)
    sunday = at(2026, 3, 1, 12)
    assert clock.due(sunday, 0) == sunday
    assert clock.begun(sunday, 0) == sunday
    with pytest.raises(BadAmount):
        clock.due(sunday, -1)
    with pytest.raises(BadAmount):
        clock.begun(sunday, -1)


def test_a_built_clock_answers_from_its_years_and_grows_beyond_them():
    clock = CoveredTime(US)
    table = clock.build(2020, 2029)
    assert table.bytes < 100 * 1024
    assert clock.due(at(2025, 11, 26, 23), 2 * HOUR) == at(2025, 12, 1, 16)
    assert clock.open_until(at(2025, 11, 26, 16)) == at(2025, 11, 27)
    assert clock.begun(at(2020, 1, 2, 16), 2 * HOUR) == at(2019, 12, 31, 23)
    assert clock.next_open(at(2035, 7, 4, 16)) == at(2035, 7, 5, 14)


@pytest.mark.parametrize(("before", "year"), [(1972, 2050), (2190, 2026)])
def test_a_stretch_ends_where_it_ends_whatever_years_were_asked_about_before(before, year):
    clock, noon = CoveredTime(PLAIN), at(year, 3, 4, 12)  # a Friday, a Wednesday
    assert clock.next_open(at(before, 3, 7, 10)) >= at(before, 3, 7, 10)
    assert clock.is_open(noon)
    assert clock.open_until(noon) == at(year, 3, 4, 16)


def test_forty_windows_a_day_share_one_bucket():
    busy = CalendarSpec("UTC", (tuple((30 * i, 30 * i + 10) for i in range(40)),) * 7)
    clock = CoveredTime(busy)
    start = at(2026, 3, 4)
    for minutes in range(0, 1_200, 7):
        whole, rest = divmod(minutes, 30)
        used = whole * 600 + min(rest, 10) * 60
        assert clock.covered(start, start + minutes * 60) == used
        if 0 < rest <= 10:
            assert clock.due(start, used) == start + minutes * 60
            assert clock.begun(start + 86_400, 24_000 - used) == start + minutes * 60 + 1_200 * (
                rest == 10
            )
