"""Recurrence in local civil time from the anchor (A38): no drift, no gap, no overlap."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slowclock import ZONES

from tam.domain.clock import zones
from tam.domain.clock.cadence import (
    Rhythm,
    Unit,
    days_after,
    months_after,
    occurrences,
    run,
    wall,
)
from tam.domain.clock.errors import BadAmount, NaiveMoment, OutOfRange

DAILY, WEEKLY = Rhythm(1, Unit.DAYS), Rhythm(7, Unit.DAYS)
MONTHLY, QUARTERLY = Rhythm(1, Unit.MONTHS), Rhythm(3, Unit.MONTHS)
THIRTY_ZONES = (
    *ZONES, "America/Los_Angeles", "America/Santiago", "America/Havana", "America/Caracas",
    "America/Nuuk", "Europe/London", "Europe/Moscow", "Africa/Cairo", "Asia/Gaza", "Asia/Kolkata",
    "Asia/Tokyo", "Asia/Pyongyang", "Australia/Sydney", "Pacific/Auckland", "Pacific/Norfolk",
    "Atlantic/Azores",
)  # fmt: skip


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize("name", THIRTY_ZONES)
def test_weekly_reviews_leave_no_gap_and_no_overlap_over_400_days(name):
    """T1: from the resolution on every seventh day of the site, at the same time on the wall."""
    there = zones.zone(name)
    anchor = datetime(2025, 3, 1, 9, 30, tzinfo=there)
    found = list(occurrences(anchor, WEEKLY, name, anchor, anchor + timedelta(days=400)))
    assert len(found) == 58
    for number, moment in enumerate(found):
        local = moment.astimezone(there)
        assert local.date() == date(2025, 3, 1) + timedelta(days=7 * number)
        assert local.time() == time(9, 30)


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Denver", "Australia/Lord_Howe"])
@pytest.mark.parametrize("at", [time(1, 30), time(2, 0), time(2, 30), time(0, 15)])
def test_a_daily_run_is_the_first_minute_that_shows_its_time(name, at):
    """T4, T5 against a search through the minutes: once a day, in a gap at the change."""
    there, minute = zones.zone(name), timedelta(minutes=1)
    anchor = wall(date(2026, 2, 20), at, name)
    runs = occurrences(anchor, DAILY, name, anchor, anchor + timedelta(days=280))
    found = [moment.astimezone(UTC) for moment in runs]
    for before, after in pairwise(found):
        assert timedelta(hours=22) < after - before < timedelta(hours=26)
    for moment in found:
        shown = moment.astimezone(there)
        earlier = (moment - minute).astimezone(there)
        assert shown.time() >= at
        assert earlier.time() < at or earlier.date() < shown.date()
    assert len(found) == 280


@pytest.mark.clause("TAM-07")
@pytest.mark.parametrize(
    ("anchor", "runs"),
    [
        (date(2026, 1, 29), ["2026-02-28", "2026-03-29", "2026-04-29", "2026-05-29"]),
        (date(2026, 1, 30), ["2026-02-28", "2026-03-30", "2026-04-30", "2026-05-30"]),
        (date(2026, 1, 31), ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
        (date(2027, 11, 30), ["2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30"]),
    ],
)
def test_a_monthly_run_is_clamped_from_the_anchor_and_does_not_drift(anchor, runs):
    """T2."""
    start = wall(anchor, time(9), "America/Denver")
    found = [run(start, MONTHLY, number, "America/Denver") for number in (1, 2, 3, 4)]
    assert [moment.date().isoformat() for moment in found] == runs
    assert {moment.time() for moment in found} == {time(9)}
    quarters = [run(start, QUARTERLY, number, "America/Denver") for number in range(1, 40)]
    for number, moment in enumerate(quarters, start=1):
        last = calendar.monthrange(moment.year, moment.month)[1]
        assert moment.day == min(anchor.day, last)
        assert (moment.year * 12 + moment.month) - (anchor.year * 12 + anchor.month) == 3 * number


@pytest.mark.parametrize(
    ("day", "at", "name", "shown"),
    [
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "2026-03-29T03:00:00+02:00"),
        (date(2026, 3, 8), time(2, 30), "America/New_York", "2026-03-08T03:00:00-04:00"),
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25T02:30:00+02:00"),
        (date(2026, 11, 1), time(1, 30), "America/Denver", "2026-11-01T01:30:00-06:00"),
        (date(2025, 10, 5), time(2, 15), "Australia/Lord_Howe", "2025-10-05T02:30:00+11:00"),
        (date(2025, 4, 6), time(1, 45), "Australia/Lord_Howe", "2025-04-06T01:45:00+11:00"),
        (date(2011, 12, 30), time(9), "Pacific/Apia", "2011-12-31T00:00:00+14:00"),
        (date(2015, 10, 18), time(0), "America/Sao_Paulo", "2015-10-18T01:00:00-02:00"),
        (date(2026, 3, 29), time(2, 0), "Antarctica/Troll", "2026-03-29T03:00:00+02:00"),
        (date(2025, 9, 28), time(2, 45, 30), "Pacific/Chatham", "2025-09-28T03:45:00+13:45"),
        (date(2026, 7, 1), time(12), "Asia/Kathmandu", "2026-07-01T12:00:00+05:45"),
    ],
)
def test_a_wall_time_in_a_gap_is_the_change_and_in_a_fold_the_first(day, at, name, shown):
    """DAT-08 to DAT-10."""
    assert wall(day, at, name).isoformat() == shown


def test_the_anchor_itself_is_run_nought_even_in_the_second_of_two_hours():
    second = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    assert run(second, DAILY, 0, "America/Denver").astimezone(UTC) == second
    assert run(second, DAILY, 1, "America/Denver").isoformat() == "2026-11-02T01:30:00-07:00"


cuts = st.integers(0, 900 * 86_400).map(
    lambda seconds: datetime(2024, 6, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
rhythms = st.builds(Rhythm, st.integers(1, 9), st.sampled_from(Unit))


@pytest.mark.clause("TAM-06")
@settings(max_examples=60, deadline=None)
@given(cuts, rhythms, st.sampled_from(THIRTY_ZONES), cuts, cuts, cuts)
def test_occurrences_of_a_span_are_those_of_its_parts(anchor, rhythm, name, a, b, c):
    """T10."""
    a, b, c = (moment.astimezone(zones.zone(name)) for moment in sorted((a, b, c)))
    whole = list(occurrences(anchor, rhythm, name, a, c))
    parts = [*occurrences(anchor, rhythm, name, a, b), *occurrences(anchor, rhythm, name, b, c)]
    assert whole == parts
    instants = [moment.astimezone(UTC) for moment in whole]
    assert instants == sorted(instants)
    assert all(a.astimezone(UTC) <= moment < c.astimezone(UTC) for moment in instants)


def test_occurrences_cut_inside_a_repeated_hour_lie_on_one_side_of_the_cut():
    """Both ends in the site's own zone, where two instants show the same time."""
    denver = zones.zone("America/Denver")
    anchor = datetime(2026, 10, 30, 1, 30, tzinfo=denver)
    first = datetime(2026, 11, 1, 1, 30, tzinfo=denver)
    second = first.replace(fold=1)
    end = datetime(2026, 11, 2, tzinfo=denver)
    assert list(occurrences(anchor, DAILY, "America/Denver", first, end)) == [first]
    assert list(occurrences(anchor, DAILY, "America/Denver", second, end)) == []


def test_what_no_rhythm_can_be_and_how_far_one_reaches():
    with pytest.raises(BadAmount, match="at least one"):
        Rhythm(0, Unit.DAYS)
    anchor = datetime(2026, 1, 31, 9, tzinfo=UTC)
    with pytest.raises(OutOfRange, match="years 1 to 9999"):
        run(anchor, MONTHLY, 100_000, "UTC")
    with pytest.raises(OutOfRange, match="years 1 to 9999"):
        run(anchor, WEEKLY, 10**9, "UTC")
    with pytest.raises(OutOfRange, match="years 1 to 9999"):
        wall(date(9999, 12, 31), time(23), "America/Denver")
    with pytest.raises(NaiveMoment):
        run(datetime(2026, 1, 31, 9), MONTHLY, 1, "UTC")  # noqa: DTZ001 - the point
    assert months_after(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert days_after(date(2026, 1, 31), 1) == date(2026, 2, 1)
