"""The clock as people ask it: closing edges, holds, thresholds, state, fractions of a second."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from tam.domain.clock import timer
from tam.domain.clock.errors import BadAmount, BadHold, NaiveMoment, OutOfRange
from tam.domain.clock.holds import Hold, united
from tam.domain.clock.spec import ALWAYS, CalendarSpec, business_week
from tam.domain.clock.timer import State
from tam.domain.clock.zones import zone

LONDON = CalendarSpec("Europe/London", business_week(range(5), 540, 1_020))
ALL_HOURS = CalendarSpec("America/Denver", ALWAYS)
HOUR = timedelta(hours=1)
MICRO = timedelta(microseconds=1)


def at(day, hour, minute=0, second=0, micro=0):
    """A moment of June 2026 in London, one hour ahead of UTC; the first is a Monday."""
    return datetime(2026, 6, day, hour, minute, second, micro, tzinfo=zone("Europe/London"))


@pytest.mark.clause("TAM-02")
def test_an_allowance_that_ends_at_closing_is_due_at_closing():
    """A33: not at the next opening; a microsecond more is due in the next window."""
    assert timer.due(LONDON, at(1, 9), 8 * HOUR) == at(1, 17)
    assert timer.due(LONDON, at(1, 9), 8 * HOUR + MICRO) == at(2, 9, 0, 0, 1)
    assert timer.due(LONDON, at(1, 9), 8 * HOUR - MICRO) == at(1, 16, 59, 59, 999_999)
    assert timer.due(LONDON, at(1, 17), HOUR) == at(2, 10)
    assert not timer.is_open(LONDON, at(1, 17))
    assert timer.is_open(LONDON, at(1, 16, 59, 59, 999_999))
    assert timer.next_open(LONDON, at(1, 17)) == at(2, 9)
    assert timer.next_open(LONDON, at(1, 9, 0, 0, 7)) == at(1, 9, 0, 0, 7)


@pytest.mark.clause("TAM-02")
def test_a_clock_that_runs_backwards_may_end_at_an_opening():
    assert timer.begun(LONDON, at(2, 9), 8 * HOUR) == at(1, 9)
    assert timer.begun(LONDON, at(2, 9), 0 * HOUR) == at(2, 9)
    assert timer.begun(LONDON, at(2, 9), MICRO) == at(1, 16, 59, 59, 999_999)
    assert timer.begun(LONDON, at(2, 10), HOUR) == at(2, 9)
    assert timer.begun(LONDON, at(2, 10), HOUR + MICRO) == at(1, 16, 59, 59, 999_999)
    assert timer.begun(LONDON, at(2, 10, 0, 0, 5), 5 * MICRO) == at(2, 10)
    assert timer.begun(LONDON, at(2, 10, 0, 0, 5), 3 * MICRO) == at(2, 10, 0, 0, 2)


@pytest.mark.clause("TAM-02")
def test_an_allowance_of_nothing_is_due_at_once_even_when_closed():
    sunday = at(7, 12)
    assert timer.due(LONDON, sunday, timedelta()) == sunday
    assert timer.due(LONDON, sunday, timedelta(), [Hold(sunday)]) == sunday


@pytest.mark.clause("TAM-02")
def test_answers_hang_on_the_wall_of_the_calendar_whatever_zone_is_asked_in():
    asked = datetime(2026, 6, 1, 0, tzinfo=zone("Asia/Tokyo"))
    found = timer.due(LONDON, asked, HOUR)
    assert found.isoformat() == "2026-06-01T10:00:00+01:00"
    assert timer.begun(LONDON, asked, HOUR).isoformat() == "2026-05-29T16:00:00+01:00"


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-03-08T00:30:00-07:00", "2026-03-08T05:30:00-06:00"),
        ("2026-11-01T00:30:00-06:00", "2026-11-01T03:30:00-07:00"),
    ],
)
def test_four_elapsed_hours_are_real_hours_across_a_clock_change(start, due):
    found = timer.due(ALL_HOURS, datetime.fromisoformat(start), 4 * HOUR)
    assert found.isoformat() == due


@pytest.mark.clause("TAM-02")
def test_holds_are_united_and_count_only_where_the_clock_would_run():
    """A36: over each other, touching, in closed time, before the start, after the deadline."""
    start = at(1, 9)

    def due(*holds):
        return timer.due(LONDON, start, 4 * HOUR, [Hold(*hold) for hold in holds])

    assert due((at(1, 10), at(1, 12)), (at(1, 11), at(1, 13))) == at(1, 16)
    assert due((at(1, 11), at(1, 13)), (at(1, 10), at(1, 12))) == at(1, 16)
    assert due((at(1, 10), at(1, 12)), (at(1, 12), at(1, 13))) == at(1, 16)
    assert due((at(1, 10), at(1, 14)), (at(1, 11), at(1, 12))) == at(1, 17)
    assert due((at(1, 17), at(2, 9))) == at(1, 13)
    assert due((at(1, 7), at(1, 10))) == at(1, 14)
    assert due((at(1, 6), at(1, 8))) == at(1, 13)
    assert due((at(1, 13), at(1, 15))) == at(1, 13)
    assert due((at(1, 14), at(1, 15))) == at(1, 13)
    assert due((at(1, 11), at(1, 11))) == at(1, 13)
    assert due((at(1, 12), at(2, 10))) == at(2, 11)


@pytest.mark.clause("TAM-02")
def test_an_open_hold_leaves_no_deadline_unless_that_was_reached_before():
    """A37."""
    start = at(1, 9)
    assert timer.due(LONDON, start, 4 * HOUR, [Hold(at(1, 12))]) is None
    assert timer.due(LONDON, start, 3 * HOUR, [Hold(at(1, 12))]) == at(1, 12)
    two = [Hold(at(1, 10), at(1, 11)), Hold(at(1, 12))]
    assert timer.due(LONDON, start, 4 * HOUR, two) is None
    assert timer.threshold(LONDON, start, (4 * HOUR, Fraction(1)), [Hold(at(1, 12))]) is None
    assert timer.threshold(LONDON, start, (4 * HOUR, Fraction(1, 2)), [Hold(at(1, 12))]) == at(
        1, 11
    )


@pytest.mark.clause("TAM-02")
def test_what_an_open_hold_does_to_elapsed_and_backwards():
    holds = [Hold(at(1, 12))]
    assert timer.elapsed(LONDON, at(1, 9), at(3, 12), holds) == 3 * HOUR
    assert timer.elapsed(LONDON, at(3, 12), at(1, 9), holds) == -3 * HOUR
    assert timer.begun(LONDON, at(3, 12), 3 * HOUR, holds) == at(1, 9)
    assert timer.begun(LONDON, at(1, 17), HOUR, [Hold(at(1, 18), at(1, 19))]) == at(1, 16)
    assert timer.begun(LONDON, at(1, 17), HOUR, [Hold(at(1, 10), at(1, 12))]) == at(1, 16)
    assert timer.begun(LONDON, at(1, 17), HOUR, [Hold(at(1, 15), at(1, 17))]) == at(1, 14)


@pytest.mark.clause("TAM-02")
@pytest.mark.parametrize(
    ("now", "state", "used"),
    [
        (at(1, 9), State.RUNNING, 0),
        (at(1, 8), State.RUNNING, 0),
        (at(1, 11, 59), State.RUNNING, 179),
        (at(1, 12), State.PAUSED, 180),
        (at(1, 13, 59), State.PAUSED, 180),
        (at(1, 14), State.RUNNING, 180),
        (at(1, 15), State.RUNNING, 240),
        (at(1, 15) + MICRO, State.BREACHED, 240),
        (at(1, 15, 30), State.BREACHED, 270),
        (at(1, 16, 30), State.BREACHED, 300),
        (at(3, 9), State.BREACHED, 300),
    ],
)
def test_where_a_clock_stands(now, state, used):
    """Four hours from nine, held from twelve to two; held again, too late, from four on."""
    holds = [Hold(at(1, 12), at(1, 14)), Hold(at(1, 16))]
    found = timer.read(LONDON, at(1, 9), 4 * HOUR, now, holds)
    assert found.state is state
    assert found.elapsed - timedelta(minutes=used) in (timedelta(), MICRO)
    assert found.remaining == 4 * HOUR - found.elapsed
    assert found.due_at == at(1, 15)


@pytest.mark.clause("TAM-02")
def test_a_breach_is_decided_on_exact_moments_and_at_closing_too():
    """A budget that ends at closing is breached once closing has passed, though nothing is used."""
    found = timer.read(LONDON, at(1, 9), 8 * HOUR, at(1, 17) + MICRO)
    assert (found.state, found.elapsed) == (State.BREACHED, 8 * HOUR)
    assert timer.read(LONDON, at(1, 9), 8 * HOUR, at(1, 17)).state is State.RUNNING
    paused = timer.read(LONDON, at(1, 9), 4 * HOUR, at(3, 12), [Hold(at(1, 12))])
    assert (paused.state, paused.due_at) == (State.PAUSED, None)


@pytest.mark.clause("TAM-02")
@pytest.mark.parametrize(
    ("share", "due"),
    [
        (Fraction(0), at(1, 9)),
        (Fraction(1, 2), at(1, 14)),
        (Fraction(4, 5), at(1, 17)),
        (Fraction(1), at(2, 11)),
        (Fraction(3, 2), at(2, 16)),
        (Fraction(1, 3), at(1, 12, 20)),
        (Fraction(1, 7), at(1, 10, 25, 42, 857_143)),
    ],
)
def test_a_threshold_is_a_share_of_covered_time(share, due):
    assert timer.threshold(LONDON, at(1, 9), (10 * HOUR, share)) == due


@pytest.mark.clause("TAM-02")
def test_a_share_below_zero_and_a_negative_target_are_refused():
    with pytest.raises(BadAmount, match="share"):
        timer.threshold(LONDON, at(1, 9), (HOUR, Fraction(-1, 2)))
    for ask in (timer.due, timer.begun):
        with pytest.raises(BadAmount, match="not negative"):
            ask(LONDON, at(1, 9), -HOUR)


@pytest.mark.clause("TAM-02")
def test_naive_moments_are_refused_wherever_they_come_in():
    naive = datetime(2026, 6, 1, 9)  # noqa: DTZ001 - the point
    good = at(1, 9)
    for ask in (
        lambda: timer.due(LONDON, naive, HOUR),
        lambda: timer.begun(LONDON, naive, HOUR),
        lambda: timer.elapsed(LONDON, good, naive),
        lambda: timer.next_open(LONDON, naive),
        lambda: timer.is_open(LONDON, naive),
        lambda: timer.read(LONDON, good, HOUR, naive),
        lambda: Hold(naive),
        lambda: Hold(good, naive),
    ):
        with pytest.raises(NaiveMoment, match="has no offset"):
            ask()


@pytest.mark.clause("TAM-02")
def test_a_hold_that_ends_before_it_begins_is_refused():
    with pytest.raises(BadHold, match="before it begins"):
        Hold(at(1, 12), at(1, 11))


def test_the_union_of_stretches():
    assert united([]) == []
    assert united([(5, 9), (1, 3), (3, 4)]) == [(1, 4), (5, 9)]
    assert united([(1, None), (5, 9)]) == [(1, None)]
    assert united([(1, 3), (2, None), (4, 5)]) == [(1, None)]
    assert united([(1, 9), (2, 3)]) == [(1, 9)]


@pytest.mark.clause("TAM-02")
def test_a_moment_that_no_year_can_show_is_an_error():
    far = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)
    tokyo = CalendarSpec("Asia/Tokyo", ALWAYS)
    with pytest.raises(OutOfRange, match="years 1 to 9999"):
        timer.due(tokyo, far, timedelta(minutes=5))
    with pytest.raises(OutOfRange):
        timer.due(CalendarSpec("UTC", ALWAYS), far, HOUR)


@pytest.mark.clause("TAM-02")
def test_a_fraction_of_a_second_is_kept_and_lost_only_in_closed_time():
    start = at(1, 16, 59, 59, 250_000)
    assert timer.due(LONDON, start, timedelta(seconds=1)) == at(2, 9, 0, 0, 250_000)
    assert timer.elapsed(LONDON, start, at(2, 9, 0, 0, 250_000)) == timedelta(seconds=1)
    assert timer.due(LONDON, at(1, 18, 0, 0, 250_000), HOUR) == at(2, 10)
    assert timer.begun(LONDON, at(2, 9, 0, 0, 250_000), timedelta(seconds=1)) == start
