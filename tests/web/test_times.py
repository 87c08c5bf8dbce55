"""Moments and days in a reader's words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tam.web import times

NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)  # a Wednesday, 11:00 in Denver, 19:00 in Oslo


@pytest.mark.parametrize(
    ("at", "zone", "words"),
    [
        (datetime(2026, 11, 26, 21, 30, tzinfo=UTC), "America/Denver", "tomorrow 14:30"),
        (datetime(2026, 11, 25, 23, 30, tzinfo=UTC), "Europe/Oslo", "tomorrow 00:30"),
        (datetime(2026, 11, 25, 23, 30, tzinfo=UTC), "America/Denver", "today 16:30"),
        (datetime(2026, 11, 24, 20, 0, tzinfo=UTC), "America/Denver", "yesterday 13:00"),
        (datetime(2026, 12, 4, 13, 0, tzinfo=UTC), "Europe/Oslo", "Fri 4 Dec 14:00"),
        (datetime(2027, 7, 1, 12, 0, tzinfo=UTC), "Europe/Oslo", "Thu 1 Jul 2027 14:00"),
    ],
)
def test_a_moment_is_written_on_the_readers_clock(at, zone, words):
    assert times.moment_words(at, NOW, zone) == words


def test_the_sites_wall_stands_beside_the_readers():
    at = datetime(2026, 11, 26, 21, 30, tzinfo=UTC)
    assert times.elsewhere(at, "America/Denver", "Europe/Oslo") == "22:30 in Oslo"
    late = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
    assert times.elsewhere(late, "America/Denver", "Europe/Oslo") == "Thu 06:00 in Oslo"
    assert times.elsewhere(at, "Europe/Berlin", "Europe/Oslo") == ""
    assert times.elsewhere(at, "Europe/Oslo", "UTC") == "21:30 UTC"
    assert times.elsewhere(at, "UTC", "America/New_York") == "16:30 in New York"


def test_the_exact_instant_has_seconds_zone_and_utc():
    at = datetime(2026, 7, 1, 8, 5, 9, tzinfo=UTC)
    assert times.exact(at, "Europe/Oslo") == "Wed 1 Jul 2026 10:05:09 Europe/Oslo, 08:05:09 UTC"
    assert times.exact(at, "UTC") == "Wed 1 Jul 2026 08:05:09 UTC"


def test_an_hour_that_the_clock_skips_is_still_one_instant():
    before = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    after = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert times.moment_words(before, NOW, "Europe/Oslo") == "Sun 29 Mar 01:59"
    assert times.moment_words(after, NOW, "Europe/Oslo") == "Sun 29 Mar 03:00"


@pytest.mark.parametrize(
    ("day", "words", "far"),
    [
        (date(2026, 11, 25), "today", ""),
        (date(2026, 11, 26), "tomorrow", ""),
        (date(2026, 12, 4), "Fri 4 Dec", "in 9 days"),
        (date(2026, 11, 20), "Fri 20 Nov", "5 days ago"),
        (date(2025, 12, 31), "Wed 31 Dec 2025", "329 days ago"),
    ],
)
def test_a_day_has_words_and_a_distance(day, words, far):
    today = date(2026, 11, 25)
    assert (times.day_words(day, today), times.distance(day, today)) == (words, far)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=42), "42 s"),
        (timedelta(minutes=5, seconds=59), "5 min"),
        (timedelta(hours=3, minutes=20), "3 h 20 min"),
        (timedelta(hours=4), "4 h"),
        (timedelta(days=2, hours=4), "2 d 4 h"),
        (timedelta(days=40, hours=4), "40 d"),
        (-timedelta(hours=4), "4 h"),
    ],
)
def test_a_length_is_written_in_its_two_largest_units(length, words):
    assert times.span(length) == words


def test_ago_looks_both_ways():
    assert times.ago(NOW - timedelta(minutes=20), NOW) == "20 min ago"
    assert times.ago(NOW + timedelta(hours=26), NOW) == "in 1 d 2 h"
    assert times.ago(NOW - timedelta(seconds=59), NOW) == "just now"


def test_a_zone_that_the_data_does_not_have_is_read_as_utc():
    assert times.known_zone("Europe/Oslo") == "Europe/Oslo"
    assert times.known_zone("Mars/Olympus_Mons") == "UTC"
    assert times.known_zone("") == "UTC"
