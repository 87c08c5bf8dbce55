"""Times in text, in the formats that logs use."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tam.domain.logreview.text.stamps import Hints, detect, find_any, when

NOON = datetime(2026, 3, 4, 13, 2, 3)
HINTS = Hints(datetime(2026, 3, 11, 5, 6, 7))
WEST = timezone(timedelta(hours=-7))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-04 13:02:03", NOON),
        ("2026/03/04 13:02:03", NOON),
        ("2026-03-04T13:02:03.250", NOON.replace(microsecond=250_000)),
        ("2026-03-04T13:02:03Z", NOON.replace(tzinfo=UTC)),
        ("2026-03-04T13:02:03-07:00", NOON.replace(tzinfo=WEST)),
        ("2026-03-04 13:02:03 -0700", NOON.replace(tzinfo=WEST)),
        ("2026-03-04 13.02.03", NOON),
        ("20260304T130203", NOON),
        ("20260304 130203Z", NOON.replace(tzinfo=UTC)),
        ("04.03.2026 13:02:03", NOON),
        ("04.03.26 13:02:03", NOON),
        ("03/04/2026 01:02:03 PM", NOON),
        ("03/04/2026 13:02:03", NOON),
        ("03-04-2026 13-02-03", NOON),
        ("03/04/26 13:02:03", NOON),
        ("12/03/2026 12:00:00 AM", datetime(2026, 12, 3)),
        ("4-Mar-2026 13:02:03", NOON),
        ("04 MAR 2026 13:02:03", NOON),
        ("Mar 4, 2026 1:02:03 PM", NOON),
        ("Wed Mar  4 13:02:03 2026", NOON),
        ("Mar  4 13:02:03", NOON),
        ("Dec 24 13:02:03", datetime(2025, 12, 24, 13, 2, 3)),
        ("[1772629323] x", NOON.replace(tzinfo=UTC)),
        ("ts=1772629323.250 x", NOON.replace(tzinfo=UTC, microsecond=250_000)),
        ('{"ts": 1772629323250}', NOON.replace(tzinfo=UTC, microsecond=250_000)),
        ("2026-02-30 13:02:03", None),
        ("counter 1772629323", None),
        ("no time", None),
    ],
)
def test_a_moment_is_read(text, moment):
    hints = HINTS if not text.startswith("12/03") else Hints()
    assert when(text, hints) == moment


def test_the_first_of_two_moments_counts():
    found = find_any(b"from 04.03.2026 13:02:03 to 2026-03-04 14:00:00", HINTS)
    assert (found.at, found.start) == (NOON, 5)


def test_a_stamp_without_a_year_and_a_capture_waits_for_its_year():
    assert when("Mar  4 13:02:03", Hints()) == datetime(1972, 3, 4, 13, 2, 3)


@pytest.mark.parametrize(
    ("lines", "captured", "day"),
    [
        (["03/04/2026 01:00:00 x", "25/04/2026 01:00:00 x"], None, 3),
        (["03/04/2026 01:00:00 x", "04/25/2026 01:00:00 x"], None, 4),
        (["03/04/2026 01:00:00 x", "04/04/2026 01:00:00 x"], None, 3),
        (["03/04/2026 01:00:00 x", "03/05/2026 01:00:00 x"], None, 4),
        (["03/04/2026 01:00:00 x"], datetime(2026, 3, 11), 4),
        (["03/04/2026 01:00:00 x"], datetime(2026, 4, 5), 3),
    ],
)
def test_day_or_month_first_is_settled(lines, captured, day):
    stamper = detect([line.encode() for line in lines], Hints(captured))
    assert stamper.find(lines[0].encode()).at.day == day


def test_what_the_bundle_knows_settles_it():
    assert (
        detect([b"03/04/2026 01:00:00 x"], Hints(None, True)).find(b"03/04/2026 01:00:00").at.day
        == 3
    )


def test_few_times_make_no_format():
    assert detect([b"2026-03-04 13:02:03"] + [b"text"] * 20, HINTS) is None
    assert detect([], HINTS) is None


def test_a_moment_that_does_not_exist_is_none():
    stamper = detect([b"2026-03-04 13:02:03 a"], HINTS)
    assert stamper.find(b"2026-13-44 13:02:03 a") is None
    assert stamper.find(b"nothing") is None


@pytest.mark.parametrize("day", [b"00/00/2026", b"02/00/2026", b"00/11/26"])
def test_days_that_do_not_exist_settle_nothing_and_raise_nothing(day):
    found = detect([day + b" 10:00:00 x", b"03/04/2026 10:00:00 x"] * 3, Hints())
    assert found is not None
    assert found.find(b"03/04/2026 10:00:00 x").at == datetime(2026, 3, 4, 10)
    assert detect([day + b" 10:00:00 x"], Hints()) is not None
