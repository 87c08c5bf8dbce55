"""Calendars, lengths and moments as text: what is read, and what each error quotes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tam.domain.clock import notation
from tam.domain.clock.errors import BadAmount, BadCalendar, NaiveMoment
from tam.domain.clock.spec import ALWAYS


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("24x7", ALWAYS),
        (" 24X7 ", ALWAYS),
        ("", ((),) * 7),
        ("Mon 09:00-17:00", (((540, 1_020),), *((),) * 6)),
        ("Sun-Tue 09:00-17:00", (*(((540, 1_020),),) * 2, *((),) * 4, ((540, 1_020),))),
        ("Mon 13:00-18:00,08:00-12:00", (((480, 720), (780, 1_080)), *((),) * 6)),
        ("Mon 8:00-12:00; mon 13:00-18:00;", (((480, 720), (780, 1_080)), *((),) * 6)),
        ("Mon 22:00-06:00", (((1_320, 1_800),), *((),) * 6)),
        ("Mon 23:00-25:00", (((1_380, 1_500),), *((),) * 6)),
        ("Mon 00:00-24:00", (((0, 1_440),), *((),) * 6)),
        ("Mon 08:00-08:00", (((480, 1_920),), *((),) * 6)),
        ("Mon 00:00-00:00", (((0, 1_440),), *((),) * 6)),
        ("Mon-Sun 10:00-10:01", (((600, 601),),) * 7),
        ("Wed-Wed 10:00-11:00", ((), (), ((600, 660),), (), (), (), ())),
        ("Tue-Mon 10:00-11:00", (((600, 660),),) * 7),
    ],
)
def test_a_week(text, days):
    assert notation.week(text) == days


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mon", "'' is no window"),
        ("Mon 09:00", "'09:00' is no window"),
        ("Mon 9-17", "'9' is no time of day"),
        ("Mon 09:60-17:00", "'09:60' is no time of day"),
        ("Mon 24:00-25:00", "opens after 24:00"),
        ("Mon 08:00-48:01", "closes after 48:00"),
        ("Funday 09:00-17:00", "no weekday 'Funday'"),
        ("Mon-Funday 09:00-17:00", "no weekday 'Funday'"),
        ("Mon,Tue 09:00-17:00", "no weekday 'Mon,Tue'"),
        ("Mon \u0660\u0669:00-17:00", "no time of day"),
        ("7x24", "no weekday '7x24'"),
    ],
)
def test_what_is_no_week(text, words):
    with pytest.raises(BadCalendar, match=words):
        notation.week(text)


def test_closed_dates_and_closed_parts():
    dates, parts = notation.closed(
        ["2026-12-25", " 2026-12-24 12:00-24:00", "2026-12-24 08:00-09:00,10:00-11:00"]
    )
    assert dates == {date(2026, 12, 25)}
    assert parts == (
        (date(2026, 12, 24), (720, 1_440)),
        (date(2026, 12, 24), (480, 540)),
        (date(2026, 12, 24), (600, 660)),
    )


NO_DATES = "2026-02-30", "2026-2-3", "20260203", "0000-01-01", "2026-W05-1", "tomorrow", ""


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text):
    with pytest.raises(BadCalendar, match="is no date"):
        notation.day(text)


def test_a_time_of_day():
    assert notation.time_of_day("14:30") == time(14, 30)
    for wrong in ("24:00", "14.30", "noon"):
        with pytest.raises(BadCalendar, match="is no time of day"):
            notation.time_of_day(wrong)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("PT4H", timedelta(hours=4)),
        ("PT1H30M", timedelta(minutes=90)),
        ("PT10S", timedelta(seconds=10)),
        ("PT90M", timedelta(minutes=90)),
        ("PT0S", timedelta()),
        ("PT8760000H", timedelta(hours=8_760_000)),
        ("PT1.5S", timedelta(seconds=1, milliseconds=500)),
        ("PT0.000001S", timedelta(microseconds=1)),
    ],
)
def test_a_length(text, length):
    assert notation.length(text) == length


NO_LENGTHS = "PT", "P1D", "PT4", "4H", "PT-4H", "-PT4H", "PT1M1H", "PT1.5H", "PT1.0000001S", ""


@pytest.mark.parametrize("text", [*NO_LENGTHS, "PT\uff14H"])
def test_what_is_no_length(text):
    with pytest.raises(BadAmount, match="is no length"):
        notation.length(text)


def test_a_length_beyond_reckoning_is_refused():
    with pytest.raises(BadAmount, match="longer than can be computed"):
        notation.length("PT999999999999H")


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(), "PT0S"),
        (timedelta(hours=7, minutes=59, seconds=46), "PT7H59M46S"),
        (timedelta(hours=60), "PT60H"),
        (timedelta(minutes=5), "PT5M"),
        (timedelta(hours=1, seconds=1), "PT1H1S"),
        (timedelta(milliseconds=500), "PT0.5S"),
        (timedelta(hours=-2), "-PT2H"),
        (timedelta(microseconds=-1), "-PT0.000001S"),
        (timedelta(hours=1, microseconds=10), "PT1H0.00001S"),
    ],
)
def test_a_length_written(length, text):
    assert notation.written(length) == text


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-07-07T14:30:00-06:00", datetime(2026, 7, 7, 20, 30, tzinfo=UTC)),
        ("2026-07-07T20:30:00Z", datetime(2026, 7, 7, 20, 30, tzinfo=UTC)),
        ("2026-07-07T20:30+00:00", datetime(2026, 7, 7, 20, 30, tzinfo=UTC)),
        ("2026-07-07 20:30:00.25+00:00", datetime(2026, 7, 7, 20, 30, 0, 250_000, tzinfo=UTC)),
    ],
)
def test_a_moment(text, moment):
    assert notation.instant(text) == moment


def test_what_is_no_moment():
    for text in ("2026-07-07T14:30:00", "2026-07-07 14:30"):
        with pytest.raises(NaiveMoment, match="has no offset"):
            notation.instant(text)
    for text in ("2026-07-07", "", "now", "20260707T143000Z", "2026-W05-1T00:00:00Z"):
        with pytest.raises(BadAmount, match="is no moment; write it"):
            notation.instant(text)
    for text in ("0000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-07-07T25:00:00Z"):
        with pytest.raises(BadAmount, match="is no moment: "):
            notation.instant(text)
