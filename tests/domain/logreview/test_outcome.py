"""Outcomes of a review: what is covered, what may be signed."""

from datetime import date

import pytest

from tam.domain.logreview.outcome import (
    Covered,
    Outcome,
    Period,
    check,
    check_day,
    covered,
    told,
)
from tam.domain.refusals import Refused

pytestmark = pytest.mark.clause("TAM-06")


def day(number):
    return date(2026, 3, number)


def spans(*pairs):
    return [(day(a), day(b)) for a, b in pairs]


@pytest.mark.parametrize(
    ("pairs", "days", "gaps"),
    [
        ([(2, 8)], 7, []),
        ([(1, 31)], 7, []),
        ([(2, 4), (5, 8)], 7, []),
        ([(5, 8), (2, 4)], 7, []),
        ([(2, 6), (4, 8)], 7, []),
        ([(2, 8), (3, 4)], 7, []),
        ([(2, 3), (6, 8)], 5, [(4, 5)]),
        ([(4, 5)], 2, [(2, 3), (6, 8)]),
        ([(8, 9)], 1, [(2, 7)]),
        ([(1, 1), (9, 12)], 0, [(2, 8)]),
        ([], 0, [(2, 8)]),
    ],
)
def test_days_that_logs_cover_and_the_gaps_between(pairs, days, gaps):
    found = covered(day(2), day(8), spans(*pairs))
    assert (found.days, list(found.gaps)) == (days, spans(*gaps))
    assert found.whole is (not gaps)


WHOLE = Covered(7, ())
PART = Covered(5, ((day(4), day(5)),))
NONE = Covered(0, ((day(2), day(8)),))


def week(cover, *, received=True):
    return Period(cover, needs_every_day=True, received=received)


def month(cover):
    return Period(cover, needs_every_day=False, received=True)


@pytest.mark.parametrize(
    ("period", "may"),
    [
        (week(WHOLE), True),
        (week(PART), False),
        (week(NONE), False),
        (month(PART), True),
        (month(NONE), False),
    ],
)
def test_a_week_needs_every_day_and_a_month_one_file(period, may):
    assert period.may_be_clean is may


@pytest.mark.parametrize(
    ("outcome", "period"),
    [
        (Outcome.CLEAN, week(WHOLE)),
        (Outcome.CLEAN, month(PART)),
        (Outcome.RECURRED, week(PART)),
        (Outcome.GAP, week(PART)),
        (Outcome.GAP, week(NONE)),
        (Outcome.NO_LOGS, week(NONE, received=False)),
    ],
)
def test_what_may_be_signed(outcome, period):
    check(outcome, period, "TAM-06")


@pytest.mark.clause("TAM-07")
@pytest.mark.parametrize(
    ("outcome", "period", "words"),
    [
        (Outcome.CLEAN, week(PART), "do not cover 2026-03-04 to 2026-03-05"),
        (Outcome.CLEAN, month(NONE), "nothing can be said of it"),
        (Outcome.RECURRED, week(NONE), "nothing can be said of it"),
        (Outcome.NEW, week(NONE, received=False), "Ask the customer for the logs"),
        (Outcome.NO_LOGS, week(PART), "Logs were received"),
        (Outcome.GAP, week(WHOLE), "there is no gap"),
    ],
)
def test_what_logs_do_not_carry_is_refused(outcome, period, words):
    with pytest.raises(Refused, match=words) as refused:
        check(outcome, period, "TAM-07")
    assert refused.value.clause == "TAM-07"


LACKING = "so nothing could be reviewed; the gap is reported."


@pytest.mark.clause("TAM-07")
@pytest.mark.parametrize(
    ("outcome", "period", "has_logs", "words"),
    [
        (Outcome.CLEAN, week(WHOLE), True, "Reviewed: clean. Logs cover 7 of 7 days."),
        (Outcome.GAP, week(PART), True, "Reviewed: gap. Logs cover 5 of 7 days."),
        (
            Outcome.GAP,
            month(NONE),
            False,
            f"The logs received are not of 2 March 2026 to 8 March 2026, {LACKING}",
        ),
        (
            Outcome.NO_LOGS,
            week(NONE, received=False),
            False,
            f"No log of 2 March 2026 to 8 March 2026 was received, {LACKING}",
        ),
    ],
)
def test_the_ledger_says_what_was_covered_and_no_logs_are_no_pass(outcome, period, has_logs, words):
    assert period.has_logs is has_logs
    assert told(outcome, period, day(2), day(8)) == words


@pytest.mark.parametrize("outcome", [Outcome.GAP, Outcome.NO_LOGS])
def test_logs_are_not_called_missing_while_they_may_still_come(outcome):
    with pytest.raises(Refused, match="runs until 8 March 2026") as refused:
        check_day(outcome, day(8), day(7), "TAM-07")
    assert refused.value.clause == "TAM-07"
    check_day(outcome, day(8), day(8), "TAM-07")


def test_what_was_found_can_be_signed_at_once():
    check_day(Outcome.RECURRED, day(8), day(2), "TAM-06")
