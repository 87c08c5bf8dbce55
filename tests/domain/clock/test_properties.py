"""The clock against a slow oracle that reads the wall minute by minute, and its own laws."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tam.domain.clock import timer
from tam.domain.clock.coverage import compiled
from tam.domain.clock.errors import BadCalendar, NaiveMoment, OutOfRange
from tam.domain.clock.holds import Hold
from tam.domain.clock.spec import ALWAYS, DAY, CalendarSpec, Scope, business_week
from tam.domain.clock.zones import UnknownZone, zone

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "America/Denver", "Australia/Lord_Howe",
    "Asia/Kathmandu", "Africa/Casablanca", "Europe/Dublin", "Pacific/Apia", "America/Sao_Paulo",
    "Pacific/Chatham", "Asia/Tehran", "America/St_Johns", "Antarctica/Troll",
)  # fmt: skip
MINUTE = timedelta(minutes=1)
YEARS = (datetime(2010, 11, 1, tzinfo=UTC), datetime(2012, 4, 30, tzinfo=UTC))


def covered(spec, at):
    """Rule 2 of the clock cases, read literally: the wall at this instant, and nothing else."""
    local = at.astimezone(zone(spec.zone))
    minute = local.hour * 60 + local.minute
    for back in (0, 1, 2):
        day = local.date() - timedelta(days=back)
        if day in spec.closed:
            continue
        for opens, closes in spec.windows_of(day):
            if opens <= minute + back * DAY < closes:
                return True
    return False


def oracle_due(spec, start, minutes):
    at, left = start, minutes
    while True:
        if covered(spec, at):
            left -= 1
            if left == 0:
                return at + MINUTE
        at += MINUTE


def instant(moment):
    """In UTC: Python calls a moment of a repeated hour unequal to every moment of another zone."""
    return moment.astimezone(UTC)


@st.composite
def windows(draw):
    edges = sorted(draw(st.sets(st.integers(0, 95), min_size=2, max_size=4)))
    spans = [(15 * a, 15 * b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    if draw(st.booleans()):
        spans[-1] = (spans[-1][0], spans[-1][1] + 15 * draw(st.integers(0, 90)))
    return tuple(spans)


@st.composite
def specs(draw):
    week = tuple(draw(st.one_of(st.just(()), windows())) for _ in range(7))
    if not any(week):
        week = (((480, 1020),), *week[1:])
    first = date(2010, 11, 1)
    closed = draw(st.sets(st.integers(0, 500), max_size=6))
    days = frozenset(first + timedelta(days=one) for one in closed)
    return CalendarSpec(draw(st.sampled_from(ZONES)), week, days)


moments = st.integers(0, int((YEARS[1] - YEARS[0]).total_seconds()) // 60).map(
    lambda minutes: YEARS[0] + minutes * MINUTE
)


@pytest.mark.clause("TAM-02")
@settings(max_examples=30, deadline=None)
@given(specs(), moments, st.integers(1, 400))
def test_due_equals_the_wall_read_minute_by_minute(spec, start, minutes):
    assert instant(timer.due(spec, start, minutes * MINUTE)) == oracle_due(spec, start, minutes)


@pytest.mark.long
@settings(max_examples=1_500, deadline=None)
@given(specs(), moments, st.integers(1, 2_000))
def test_due_equals_the_wall_read_minute_by_minute_at_length(spec, start, minutes):
    assert instant(timer.due(spec, start, minutes * MINUTE)) == oracle_due(spec, start, minutes)


@pytest.mark.clause("TAM-02")
@settings(max_examples=30, deadline=None)
@given(specs(), moments, moments, moments)
def test_elapsed_is_additive(spec, a, b, c):
    a, b, c = sorted((a, b, c))
    assert timer.elapsed(spec, a, b) + timer.elapsed(spec, b, c) == timer.elapsed(spec, a, c)


@pytest.mark.clause("TAM-02")
@settings(max_examples=30, deadline=None)
@given(specs(), moments, st.integers(1, 10**9), st.integers(0, 999_999))
def test_elapsed_undoes_due_to_the_microsecond(spec, start, seconds, micros):
    target = timedelta(seconds=seconds % 3_000_000, microseconds=micros)
    due = timer.due(spec, start, target)
    assert timer.elapsed(spec, start, due) == target
    if target:
        assert timer.due(spec, timer.begun(spec, due, target), target) == due


@pytest.mark.clause("TAM-02")
@settings(max_examples=30, deadline=None)
@given(specs(), moments, st.integers(1, 5_000), st.integers(0, 5_000))
def test_a_longer_target_is_never_due_earlier(spec, start, minutes, more):
    near, far = (timer.due(spec, start, x * MINUTE) for x in (minutes, minutes + more))
    assert near <= far


@pytest.mark.clause("TAM-02")
@settings(max_examples=30, deadline=None)
@given(specs(), moments, st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 900)), max_size=4),
       st.randoms())  # fmt: skip
def test_holds_count_the_same_in_every_order(spec, start, stops, chance):
    holds = [Hold(start + a * MINUTE, start + (a + b) * MINUTE) for a, b in stops]
    shuffled = list(holds)
    chance.shuffle(shuffled)
    target = 300 * MINUTE
    due = timer.due(spec, start, target, holds)
    assert due == timer.due(spec, start, target, shuffled)
    assert timer.elapsed(spec, start, due, holds) == target


@pytest.mark.parametrize("scope", list(Scope))
def test_what_a_closed_date_removes(scope):
    """A35: the window that opens on it, the minutes that show it, or both."""
    night = CalendarSpec(
        "UTC", (((1_320, 1_800),),) * 7, frozenset({date(2026, 3, 4)}), scope=scope
    )
    start, end = (datetime(2026, 3, day, 12, tzinfo=UTC) for day in (3, 5))
    hours = {Scope.ANCHOR: 8, Scope.DATE: 8, Scope.BOTH: 2}
    assert timer.elapsed(night, start, end) == timedelta(hours=hours[scope])


def test_a_day_that_a_zone_skipped_has_no_hours():
    spec = CalendarSpec("Pacific/Apia", ALWAYS, frozenset({date(2011, 12, 31)}))
    start = datetime(2011, 12, 29, 23, 0, tzinfo=zone("Pacific/Apia"))
    assert timer.due(spec, start, timedelta(hours=2)).isoformat() == "2012-01-01T01:00:00+14:00"


def test_bad_input_names_what_is_wrong():
    week = business_week(range(5))
    with pytest.raises(UnknownZone, match="Mars/Base"):
        CalendarSpec("Mars/Base", week)
    with pytest.raises(BadCalendar, match="no covered time"):
        CalendarSpec("UTC", ((),) * 7)
    with pytest.raises(BadCalendar, match="seven days"):
        CalendarSpec("UTC", week[:5])
    with pytest.raises(BadCalendar, match="no span of minutes"):
        CalendarSpec("UTC", (((600, 500),), *week[1:]))
    with pytest.raises(BadCalendar, match="overlap"):
        CalendarSpec("UTC", (((480, 700), (600, 900)), *week[1:]))
    with pytest.raises(BadCalendar, match="no span"):
        CalendarSpec("UTC", week, closures=((date(2026, 1, 1), (500, 400)),))
    spec = CalendarSpec("UTC", week)
    with pytest.raises(NaiveMoment, match="no offset"):
        timer.due(spec, datetime(2026, 1, 1), timedelta(hours=1))  # noqa: DTZ001 - the point
    with pytest.raises(ValueError, match="not negative"):
        timer.due(spec, YEARS[0], timedelta(hours=-1))
    with pytest.raises(ValueError, match="before it begins"):
        timer.due(spec, YEARS[0], MINUTE, [Hold(YEARS[1], YEARS[0])])
    with pytest.raises(OutOfRange):
        timer.due(spec, YEARS[0], timedelta(days=3_650_000))
    with pytest.raises(OutOfRange):
        compiled(spec, 0, 2_000)


def test_a_target_of_nothing_is_due_at_once():
    spec = CalendarSpec("UTC", business_week(range(5)))
    sunday = datetime(2026, 3, 1, tzinfo=UTC)
    assert timer.due(spec, sunday, timedelta()) == sunday
    assert timer.begun(spec, sunday, timedelta()) == sunday
    assert timer.elapsed(spec, sunday, sunday - timedelta(days=2)) == -timedelta(hours=9)


def test_a_span_of_closed_years_is_counted_or_refused_never_guessed():
    one_day = ((date(2026, 3, 4), ((480, 1_020),)),)
    spec = CalendarSpec("UTC", ((),) * 7, special=one_day)
    early = datetime(2001, 1, 1, tzinfo=UTC)
    assert timer.next_open(spec, early).year == 2026
    late = datetime(2026, 3, 4, 16, tzinfo=UTC)
    with pytest.raises(OutOfRange):
        timer.next_open(spec, datetime(2027, 1, 1, tzinfo=UTC))
    with pytest.raises(OutOfRange):
        timer.due(spec, late, timedelta(hours=2))
    assert timer.next_open(spec, late) == late
