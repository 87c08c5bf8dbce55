"""The clock against one that reads the wall at every minute, and its own laws, over 14 zones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slowclock import SPAN, ZONES, Chance, SlowClock, calendars, minute_of, moment_of, wall_minutes

from tam.domain.clock import timer
from tam.domain.clock.fleet import Fleet
from tam.domain.clock.holds import Hold
from tam.domain.clock.spec import CalendarSpec

QUESTIONS = 8  # asked of every calendar
MICRO = timedelta(microseconds=1)


def same(got, minute):
    """Whether a moment is that minute; in UTC, because a repeated hour equals nothing elsewhere."""
    return got is not None and got.astimezone(UTC) == moment_of(minute)


def ask(slow, spec, chance):
    """One question of each kind, at a random minute near the middle."""
    middle = slow.middle
    start, end = sorted(minute_of(middle) + chance.below(SPAN, -SPAN) for _ in range(2))
    amount = chance.below(2_000, 1)
    assert timer.elapsed(spec, moment_of(start), moment_of(end)) == timedelta(
        minutes=slow.between(start, end)
    )
    if (due := slow.due(start, amount)) is not None:
        assert same(timer.due(spec, moment_of(start), timedelta(minutes=amount)), due)
    if (begun := slow.begun(end, amount)) is not None:
        assert same(timer.begun(spec, moment_of(end), timedelta(minutes=amount)), begun)
    if (opens := slow.next_open(start)) is not None:
        assert same(timer.next_open(spec, moment_of(start)), opens)
    ask_held(slow, spec, chance, start)


def ask_held(slow, spec, chance, start):
    """A deadline with up to three holds, in any order and over each other."""
    begins = [start + chance.below(4_000, -500) for _ in range(chance.below(4))]
    stops = [(since, since + chance.below(3_000)) for since in begins]
    held, amount = slow.without(*stops), chance.below(1_200, 1)
    holds = [Hold(moment_of(since), moment_of(until)) for since, until in stops]
    target, due = timedelta(minutes=amount), held.due(start, amount)
    if due is not None:
        assert same(timer.due(spec, moment_of(start), target, holds), due)
        assert timer.elapsed(spec, moment_of(start), moment_of(due), holds) == target
        assert same(timer.due(spec, moment_of(start), target, chance.order(holds)), due)
        begun = held.begun(due, amount)
        assert same(timer.begun(spec, moment_of(due), target, holds), begun)


@pytest.mark.clause("TAM-02")
@settings(max_examples=2_000 // QUESTIONS, deadline=None)
@given(calendars(), st.integers(0, 2**32))
def test_every_answer_equals_the_wall_read_minute_by_minute(calendar, number):
    middle, spec = calendar
    slow, chance = SlowClock(spec, middle), Chance(number)
    for _ in range(QUESTIONS):
        ask(slow, spec, chance)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.clause("TAM-02")
@settings(max_examples=100_000 // QUESTIONS, deadline=None)
@given(calendars(), st.integers(0, 2**32))
def test_a_hundred_thousand_answers_equal_the_wall_read_minute_by_minute(calendar, number):
    middle, spec = calendar
    slow, chance = SlowClock(spec, middle), Chance(number)
    for _ in range(QUESTIONS):
        ask(slow, spec, chance)


moments = st.integers(0, 800 * 86_400 * 10**6).map(
    lambda micro: datetime(2010, 1, 1, tzinfo=UTC) + micro * MICRO
)
amounts = st.integers(1, 200 * 3600 * 10**6).map(lambda micro: micro * MICRO)


@pytest.mark.clause("TAM-02")
@settings(max_examples=120, deadline=None)
@given(calendars(), moments, moments, moments)
def test_elapsed_is_additive_and_changes_its_sign(calendar, a, b, c):
    _, spec = calendar
    a, b, c = sorted((a, b, c))
    assert timer.elapsed(spec, a, b) + timer.elapsed(spec, b, c) == timer.elapsed(spec, a, c)
    assert timer.elapsed(spec, c, a) == -timer.elapsed(spec, a, c)


@pytest.mark.clause("TAM-02")
@settings(max_examples=150, deadline=None)
@given(calendars(), moments, amounts)
def test_elapsed_undoes_due_and_begun_to_the_microsecond(calendar, start, amount):
    _, spec = calendar
    due = timer.due(spec, start, amount)
    assert timer.elapsed(spec, start, due) == amount
    assert timer.elapsed(spec, start, due - MICRO) < amount
    begun = timer.begun(spec, due, amount)
    assert timer.elapsed(spec, begun, due) == amount
    assert timer.elapsed(spec, begun + MICRO, due) < amount
    assert begun >= start


@pytest.mark.clause("TAM-02")
@settings(max_examples=120, deadline=None)
@given(calendars(), moments, amounts, amounts, st.integers(0, 10**10))
def test_more_time_and_a_later_start_are_never_due_earlier(calendar, start, amount, more, later):
    _, spec = calendar
    due = timer.due(spec, start, amount)
    assert due.astimezone(UTC) < timer.due(spec, start, amount + more).astimezone(UTC)
    assert due.astimezone(UTC) <= timer.due(spec, start + later * MICRO, amount).astimezone(UTC)


@pytest.mark.clause("TAM-02")
@settings(max_examples=100, deadline=None)
@given(
    calendars(),
    moments,
    st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 900)), max_size=4),
    st.integers(0, 2**32),
)
def test_holds_count_the_same_in_every_order(calendar, start, stops, number):
    _, spec = calendar
    minute = timedelta(minutes=1)
    holds = [Hold(start + a * minute, start + (a + b) * minute) for a, b in stops]
    shuffled = Chance(number).order(holds)
    target = 300 * minute
    due = timer.due(spec, start, target, holds)
    assert due == timer.due(spec, start, target, shuffled)
    assert timer.elapsed(spec, start, due, holds) == target
    assert timer.due(spec, start, target) <= due


@pytest.mark.clause("TAM-02")
@settings(max_examples=25, deadline=None)
@given(st.lists(calendars(), min_size=1, max_size=4), st.integers(0, 2**32))
def test_a_fleet_answers_as_each_clock_alone(made, number):
    specs = [spec for _, spec in made]
    chance = Chance(number).made
    fleet = Fleet.of(specs, 2009, 2014)
    starts = chance.integers(1_262_304_000, 1_293_840_000, 60)
    amounts = chance.integers(0, 900_000, 60)
    which = chance.integers(0, len(specs), 60)
    clocks = [timer.covered_time(spec) for spec in specs]
    rows = list(zip(starts.tolist(), amounts.tolist(), which.tolist(), strict=True))
    due = fleet.due(starts, amounts, which)
    assert due.tolist() == [clocks[k].due(start, amount) for start, amount, k in rows]
    ends = starts + amounts
    alone = [clocks[k].covered(start, start + amount) for start, amount, k in rows]
    assert fleet.elapsed(starts, ends, which).tolist() == alone


def test_the_slow_clock_reads_the_wall_and_not_the_clock():
    """A check of the checker: the day Apia skipped, and the hour that Berlin has twice."""
    apia = wall_minutes("Pacific/Apia", datetime(2011, 12, 30, 12, tzinfo=UTC))
    shown = {date(1970, 1, 1) + timedelta(days=int(day)) for day in set(apia // 1_440)}
    assert date(2011, 12, 29) in shown
    assert date(2011, 12, 30) not in shown
    berlin = CalendarSpec("Europe/Berlin", ((),) * 6 + (((120, 180),),))
    slow = SlowClock(berlin, datetime(2005, 10, 30, 12, tzinfo=UTC))
    night = minute_of(datetime(2005, 10, 29, 12, tzinfo=UTC))
    assert slow.between(night, night + 1_440) == 120
    assert slow.between(night + 1_440, night + 9 * 1_440) == 60
    assert len(ZONES) == 14
    assert replace(berlin, zone="UTC") != berlin
