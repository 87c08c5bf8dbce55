"""Many deadlines at once, and what a changed calendar, holiday list or zone touches."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from tam.domain.clock.changes import changed, touched
from tam.domain.clock.coverage import compiled
from tam.domain.clock.errors import BadAmount, OutOfRange
from tam.domain.clock.fleet import BLOCK, Fleet, FleetHolds
from tam.domain.clock.holds import stretched
from tam.domain.clock.holidays import holiday_list
from tam.domain.clock.spec import ALWAYS, CalendarSpec, business_week
from tam.domain.clock.timer import covered_time

WEEK = business_week(range(5))
US = CalendarSpec("America/Denver", WEEK, holidays=holiday_list("US"))
LUNCH = CalendarSpec("Europe/Berlin", (((480, 720), (780, 1_080)),) * 5 + ((), ()))
ALL_HOURS = CalendarSpec("UTC", ALWAYS)
BUSY = CalendarSpec("UTC", (tuple((10 * i, 10 * i + 5) for i in range(144)),) * 7)
SPECS = (US, LUNCH, ALL_HOURS, BUSY)
HOUR = 3600


def at(*when):
    return int(datetime(*when, tzinfo=UTC).timestamp())


def cases(count, number=1):
    chance = np.random.default_rng(number)
    starts = chance.integers(at(2021, 1, 1), at(2026, 1, 1), count)
    return starts, chance.integers(1, 300 * HOUR, count), chance.integers(0, len(SPECS), count)


def alone(starts, amounts, which):
    clocks = [covered_time(spec) for spec in SPECS]
    rows = zip(starts.tolist(), amounts.tolist(), which.tolist(), strict=True)
    return [clocks[k].due(start, amount) for start, amount, k in rows]


@pytest.mark.clause("TAM-02")
def test_a_fleet_answers_in_any_order_of_its_cases():
    starts, amounts, which = cases(3_000)
    fleet = Fleet.of(SPECS, 2020, 2029)
    expected = alone(starts, amounts, which)
    assert fleet.due(starts, amounts, which).tolist() == expected
    order = np.argsort(which, kind="stable")
    found = fleet.due(starts[order], amounts[order], which[order])
    assert found.tolist() == np.array(expected)[order].tolist()


@pytest.mark.clause("TAM-02")
def test_more_cases_than_a_block_on_one_calendar():
    starts, amounts, _ = cases(BLOCK + 100)
    fleet = Fleet.of([US], 2020, 2029)
    due = fleet.due(starts, amounts)
    which = np.zeros(len(starts), dtype=np.int64)
    assert due[-200:].tolist() == alone(starts[-200:], amounts[-200:], which[-200:])
    assert (fleet.elapsed(starts, due) == amounts).all()
    assert (fleet.elapsed(due, starts) == -amounts).all()
    assert (fleet.due(starts, 4 * HOUR) == fleet.due(starts, np.full(len(starts), 4 * HOUR))).all()


@pytest.mark.clause("TAM-02")
def test_an_allowance_of_nothing_is_due_at_once_in_a_fleet_too():
    fleet = Fleet.of([US], 2020, 2029)
    starts = np.array([at(2026, 3, 1, 12), at(2026, 3, 2, 16)])
    assert fleet.due(starts, np.array([0, HOUR])).tolist() == [starts[0], at(2026, 3, 2, 17)]
    none = np.empty(0, dtype=np.int64)
    assert fleet.due(none, HOUR).tolist() == []
    assert fleet.elapsed(none, none, none).tolist() == []


@pytest.mark.clause("TAM-02")
def test_holds_of_a_fleet_count_as_those_of_one_clock():
    chance = np.random.default_rng(5)
    starts, amounts, which = cases(400, 7)
    which = np.sort(which)
    fleet = Fleet.of(SPECS, 2020, 2029)
    per_case = [
        np.sort(start + chance.integers(-2 * HOUR, 90 * HOUR, 2 * int(chance.integers(0, 4))))
        for start in starts
    ]
    holds = FleetHolds(
        np.repeat(np.arange(400), [len(edges) // 2 for edges in per_case]),
        np.concatenate([edges[::2] for edges in per_case]),
        np.concatenate([edges[1::2] for edges in per_case]),
    )
    found = fleet.due(starts, amounts, which, holds)
    for number, edges in enumerate(per_case):
        clock = covered_time(SPECS[which[number]])
        start, amount = int(starts[number]), int(amounts[number])
        pairs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
        total = stretched(clock.covered, start, amount, pairs)
        assert found[number] == clock.due(start, total)
    none = FleetHolds(*(np.empty(0, dtype=np.int64),) * 3)
    assert (fleet.due(starts, amounts, which, none) == fleet.due(starts, amounts, which)).all()


@pytest.mark.clause("TAM-02")
@pytest.mark.parametrize("spec", [US, BUSY], ids=["business", "busy"])
def test_every_closing_of_ten_years_is_due_at_closing_in_a_fleet(spec):
    """Also where a closing falls on the very edge of a table's bucket."""
    known = compiled(spec, 2020, 2029)
    tops = known.sums[2:]
    starts = np.full(len(tops), known.low)
    closings = np.array([end for _, end in known.intervals()])
    assert (Fleet.of([spec], 2020, 2029).due(starts, tops) == closings).all()


@pytest.mark.clause("TAM-02")
def test_a_hold_that_begins_at_the_deadline_moves_nothing_in_a_fleet():
    fleet = Fleet.of([US], 2025, 2027)
    starts = np.array([at(2026, 3, 4, 16)] * 2)
    since = starts + np.array([2 * HOUR, 2 * HOUR - 1])
    due = fleet.due(starts, 2 * HOUR, None, FleetHolds(np.arange(2), since, since + HOUR))
    assert due.tolist() == [at(2026, 3, 4, 18), at(2026, 3, 4, 19)]


@pytest.mark.clause("TAM-02")
def test_nothing_is_guessed_outside_the_built_years():
    fleet = Fleet.of(SPECS, 2025, 2026)
    starts = np.array([at(2026, 1, 1), at(2026, 1, 1), at(2027, 1, 1), at(2024, 12, 31)])
    with pytest.raises(OutOfRange, match="case 2: its moment lies outside the built years"):
        fleet.due(starts, HOUR, np.array([1, 0, 0, 1]))
    with pytest.raises(OutOfRange, match="case 1: its moment lies"):
        fleet.elapsed(starts[2:] - 86_400, starts[:2])
    with pytest.raises(OutOfRange, match="case 1: its deadline lies"):
        fleet.due(starts[:2], np.array([HOUR, 9_000 * HOUR]))
    with pytest.raises(BadAmount, match="case 1: an allowance is not negative"):
        fleet.due(starts[:2], np.array([HOUR, -1]))
    with pytest.raises(BadAmount, match="1 calendars for 2 cases"):
        fleet.due(starts[:2], HOUR, np.array([0]))
    with pytest.raises(BadAmount, match="no calendar of such a number"):
        fleet.due(starts[:2], HOUR, np.array([0, 4]))


@pytest.mark.clause("TAM-02")
def test_one_changed_calendar_leaves_the_others_alone():
    fleet = Fleet.of(SPECS, 2025, 2027)
    new = replace(US, closed=frozenset({date(2026, 3, 3)}))
    after = fleet.replaced(0, new)
    assert after.calendars[1:] == fleet.calendars[1:]
    starts = np.array([at(2026, 3, 2, 16)] * 2)
    which = np.array([0, 1])
    before, now = fleet.due(starts, 10 * HOUR, which), after.due(starts, 10 * HOUR, which)
    assert now.tolist() == [covered_time(new).due(int(starts[0]), 10 * HOUR), int(before[1])]
    assert now[0] != before[0]


@pytest.mark.clause("TAM-02")
def test_a_change_is_the_stretches_that_only_one_calendar_covers():
    new = replace(
        US, closed=frozenset({date(2026, 3, 3)}), special=((date(2026, 3, 7), ((480, 720),)),)
    )
    found = changed(compiled(US, 2026, 2026), compiled(new, 2026, 2026))
    assert found.tolist() == [
        [at(2026, 3, 3, 15), at(2026, 3, 4)],
        [at(2026, 3, 7, 15), at(2026, 3, 7, 19)],
    ]
    assert changed(compiled(US, 2026, 2026), compiled(US, 2026, 2026)).tolist() == []


@pytest.mark.clause("TAM-02")
def test_a_zone_whose_rules_changed_moves_only_the_edges_it_moved():
    """As if summer time were abolished: one hour at either end of every summer window."""
    summer = compiled(CalendarSpec("Europe/Berlin", WEEK), 2026, 2026)
    winter = compiled(CalendarSpec("Africa/Lagos", WEEK), 2026, 2026)
    found = changed(summer, winter)
    assert found[0].tolist() == [at(2026, 3, 30, 6), at(2026, 3, 30, 7)]
    assert found[-1].tolist() == [at(2026, 10, 23, 15), at(2026, 10, 23, 16)]
    assert len(found) == 2 * 150


@pytest.mark.clause("TAM-02")
def test_a_change_touches_the_spans_that_overlap_it():
    stretches = np.array([[100, 200]])
    starts, ends = np.array([0, 0, 50, 200, 150]), np.array([100, 101, 300, 300, 160])
    assert touched(starts, ends, stretches).tolist() == [False, True, True, False, True]
    many = np.array([[100 * i, 100 * i + 10] for i in range(1, 20)])
    chance = np.random.default_rng(2)
    starts = chance.integers(0, 2_500, 500)
    ends = starts + chance.integers(1, 150, 500)
    slow = [
        any(a < until and b > since for since, until in many)
        for a, b in zip(starts, ends, strict=True)
    ]
    assert touched(starts, ends, many).tolist() == slow
    assert not touched(starts, ends, many[:0]).any()


@pytest.mark.clause("TAM-02")
def test_the_touched_cases_are_all_that_a_new_holiday_moves():
    starts, amounts, _ = cases(2_000, 3)
    new = replace(US, closed=frozenset({date(2023, 3, 7), date(2024, 6, 5)}))
    old_fleet, new_fleet = Fleet.of([US], 2020, 2029), Fleet.of([new], 2020, 2029)
    before, after = old_fleet.due(starts, amounts), new_fleet.due(starts, amounts)
    stretches = changed(old_fleet.calendars[0].coverage, new_fleet.calendars[0].coverage)
    moved = touched(starts, before, stretches)
    assert ((before != after) == moved).all()
    assert 0 < moved.sum() < 100
