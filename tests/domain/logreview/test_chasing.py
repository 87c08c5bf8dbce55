"""When the logs of a month are asked for."""

from datetime import date

import pytest

from tam.domain.logreview.chasing import Ask, Awaited, cause_of, due

pytestmark = pytest.mark.clause("TAM-07")
MARCH = Awaited(date(2026, 3, 1), date(2026, 3, 31))
SHORT = Awaited(date(2026, 3, 30), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("awaited", "day", "ask"),
    [
        (MARCH, 23, None),
        (MARCH, 24, Ask.FIRST),
        (MARCH, 29, Ask.FIRST),
        (MARCH, 30, Ask.REMINDER),
        (MARCH, 31, Ask.REMINDER),
        (SHORT, 29, None),
        (SHORT, 30, Ask.REMINDER),
    ],
)
def test_a_week_before_the_end_and_again_on_the_last_two_days(awaited, day, ask):
    assert due(awaited, date(2026, 3, day)) is ask


def test_before_and_after_the_period_nobody_is_asked():
    assert due(MARCH, date(2026, 2, 28)) is None
    assert due(MARCH, date(2026, 4, 1)) is None


def test_the_cause_of_an_ask_is_the_same_for_ever():
    assert [cause_of(12, ask) for ask in Ask] == ["awaited:12/first", "awaited:12/reminder"]
