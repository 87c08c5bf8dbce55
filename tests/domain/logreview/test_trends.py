"""Counters over many bundles: robust slopes, days to a threshold, and too few data said so."""

from datetime import UTC, datetime, timedelta

import pytest

from tam.domain.logreview.trends import Reading, Way, trend

pytestmark = pytest.mark.clause("TAM-07")
START = datetime(2026, 1, 1, 6, tzinfo=UTC)


def readings(*values, threshold=1000.0, step=7):
    return [
        Reading(START + timedelta(days=step * place), float(value), threshold)
        for place, value in enumerate(values)
    ]


def test_nobody_read_it():
    assert trend([]) is None


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (readings(5), "Too few data: 1 reading; a trend needs 4 over 7 days."),
        (readings(5, 6), "Too few data: 2 readings over 7 days; a trend needs 4 over 7 days."),
        (
            readings(5, 6, 7, 8, step=1),
            "Too few data: 4 readings over 3 days; a trend needs 4 over 7 days.",
        ),
        (
            [*readings(5, 6), *readings(5, 6)],
            "Too few data: 2 readings over 7 days; a trend needs 4 over 7 days.",
        ),
    ],
)
def test_too_few_readings_forecast_nothing_and_say_so(known, words):
    found = trend(known)
    assert (found.slope, found.forecast, found.words) == (None, None, words)


def test_a_steady_counter_reaches_its_threshold_on_a_day():
    found = trend(readings(100, 170, 240, 310, 380))
    assert found.slope == pytest.approx(10)
    assert found.forecast.days == pytest.approx(62)
    assert found.words == "It moves by +10 a day; it reaches its threshold in 62 days."
    assert found.last.value == 380


def test_an_unsteady_counter_reaches_it_in_an_interval():
    found = trend(readings(100, 160, 245, 300, 395, 450, 540))
    assert found.forecast.earliest < found.forecast.days < found.forecast.latest
    assert found.words == (
        "It moves by +10.5 a day; it reaches its threshold in about 44 days "
        "(between 42 and 45 days)."
    )


def test_one_wild_reading_does_not_move_the_slope():
    found = trend(readings(100, 170, 999, 310, 380, 450))
    assert found.slope == pytest.approx(10)


def test_a_slope_that_may_be_flat_has_no_latest_day():
    found = trend(readings(100, 300, 90, 310, 120, 330, 100, 320), Way.GAUGE)
    assert found.forecast.latest is None
    assert "days at least" in found.words


def test_a_counter_begins_anew_where_it_falls():
    found = trend(readings(700, 770, 840, 10, 80, 150, 220))
    assert found.begun_anew_at == START + timedelta(days=21)
    assert [one.value for one in found.readings] == [10, 80, 150, 220]
    assert found.slope == pytest.approx(10)


def test_after_a_reset_the_data_may_be_too_few_again():
    found = trend(readings(700, 770, 840, 10, 80))
    assert found.words.startswith("Too few data: 2 readings over 7 days")


def test_a_counter_of_32_bits_that_ran_over_goes_on():
    top = 2**32
    found = trend(readings(top - 140, top - 70, 0, 70, threshold=None))
    assert found.begun_anew_at is None
    assert found.slope == pytest.approx(10)
    assert found.words == "It moves by +10 a day; it has no threshold to run towards."


def test_what_goes_up_and_down_is_no_reset():
    found = trend(readings(30, 32, 29, 31, 30, 33, threshold=40.0), Way.GAUGE)
    assert (found.begun_anew_at, len(found.readings)) == (None, 6)


def test_what_falls_towards_its_threshold_is_forecast_too():
    found = trend(readings(40, 33, 26, 19, threshold=5.0), Way.FALLS)
    assert found.slope == pytest.approx(-1)
    assert found.words == "It moves by -1 a day; it reaches its threshold in 14 days."


def test_several_readings_of_a_day_are_one():
    more = [Reading(one.at + timedelta(hours=1), one.value + 50, 1000.0) for one in readings(100)]
    found = trend([*readings(100, 170, 240, 310), *more])
    assert (len(found.readings), found.readings[0].value) == (4, 125)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((5, 5, 5, 5), "It stands still; at this pace it does not reach its threshold."),
        ((5, 5, 5, 5.001), "it does not reach its threshold."),
        ((0, 9000, 18000, 27000), "It moves by +1,286 a day; it is at its threshold already."),
        ((940, 980, 1000, 1010), "it is at its threshold already."),
    ],
)
def test_no_day_is_named_where_there_is_none(values, words):
    found = trend(readings(*values))
    assert found.forecast is None
    assert found.words.endswith(words)
