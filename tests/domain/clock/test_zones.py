"""Zones come from the pinned data, offset by offset, never from the system."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from slowclock import ZONES

from tam.domain.clock import offsets, zones
from tam.domain.clock.offsets import ChangeDay, Span, YearlyRule, offset_at, spans, yearly_rule

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
YEAR_1, YEAR_10000 = -62_135_596_800, 253_402_300_800
INSIDE = 2 * 86_400  # the first and last days of the calendar have no room for an offset


def at(*when):
    return int((datetime(*when, tzinfo=UTC) - EPOCH).total_seconds())


def shown(name, instant):
    """The offset that ZoneInfo shows, in seconds."""
    moment = EPOCH + timedelta(seconds=instant)
    return moment.astimezone(zones.zone(name)).utcoffset() // timedelta(seconds=1)


def test_the_version_of_the_data_is_known():
    assert zones.TZDATA_VERSION[:2] == "20"
    assert len(zones.names()) > 590


def test_a_zone_is_the_pinned_file_whatever_the_system_has():
    name = "America/Denver"
    with files("tzdata.zoneinfo.America").joinpath("Denver").open("rb") as data:
        pinned = ZoneInfo.from_file(data)
    for month in range(1, 13):
        moment = datetime(2026, month, 1, 12, tzinfo=UTC)
        assert (
            moment.astimezone(zones.zone(name)).utcoffset() == moment.astimezone(pinned).utcoffset()
        )
    assert zones.zone(name) is zones.zone(name)
    assert zones.zone(name) is not ZoneInfo(name)


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "europe/berlin", "CEST"])
def test_an_unknown_zone_is_an_error_that_names_it(name):
    with pytest.raises(zones.UnknownZone, match="There is no time zone"):
        zones.zone(name)
    with pytest.raises(zones.UnknownZone):
        spans(name, 0, 1)


def test_a_fingerprint_tells_which_zones_an_update_moved():
    assert zones.fingerprint("Europe/Oslo") == zones.fingerprint("Europe/Berlin")
    assert zones.fingerprint("Europe/Oslo") != zones.fingerprint("Europe/Dublin")
    assert len(zones.fingerprint("UTC")) == 16


@pytest.mark.parametrize(
    ("name", "start", "end", "hours"),
    [
        ("Europe/Berlin", (2026, 1, 1), (2027, 1, 1), [1, 2, 1]),
        ("Europe/Dublin", (2026, 1, 1), (2027, 1, 1), [0, 1, 0]),
        ("Australia/Lord_Howe", (2026, 1, 1), (2027, 1, 1), [11, 10.5, 11]),
        ("Asia/Kathmandu", (1980, 1, 1), (2050, 1, 1), [5.5, 5.75]),
        ("Pacific/Apia", (2011, 9, 1), (2012, 1, 15), [-11, -10, 14]),
        ("Africa/Casablanca", (2026, 1, 1), (2026, 4, 1), [1, 0, 1]),
        ("Africa/Casablanca", (2088, 1, 1), (2100, 1, 1), [0]),
        ("America/Sao_Paulo", (2015, 1, 1), (2015, 12, 31), [-2, -3, -2]),
        ("UTC", (1, 1, 1), (9999, 12, 31), [0]),
        ("Etc/GMT+7", (2026, 1, 1), (2027, 1, 1), [-7]),
    ],
)
def test_the_stretches_of_one_offset(name, start, end, hours):
    found = spans(name, at(*start), at(*end))
    assert [span.offset / 3600 for span in found] == hours
    assert (found[0].start, found[-1].end) == (at(*start), at(*end))


def test_a_change_is_known_to_the_second():
    first, second, third = spans("Europe/Berlin", at(2050, 1, 1), at(2051, 1, 1))
    assert first == Span(at(2050, 1, 1), at(2050, 3, 27, 1), 3600)
    assert second == Span(at(2050, 3, 27, 1), at(2050, 10, 30, 1), 7200)
    assert third.start == at(2050, 10, 30, 1)
    apia = spans("Pacific/Apia", at(2011, 12, 1), at(2012, 1, 2))
    assert apia[0].end == at(2011, 12, 30, 10)
    assert apia[1].offset - apia[0].offset == 86_400
    assert offset_at("Europe/Berlin", at(2050, 3, 27, 1) - 1) == 3600
    assert offset_at("Europe/Berlin", at(2050, 3, 27, 1)) == 7200


def agrees(name):
    """Whether the stretches are those that ZoneInfo shows, at every edge and between."""
    found = spans(name, YEAR_1 + INSIDE, YEAR_10000 - INSIDE)
    near = found if len(found) < 400 else found[:300] + found[300 : len(found) : 211] + found[-3:]
    for one, other in pairwise(found):
        assert one.end == other.start
        assert one.offset != other.offset
    return all(
        shown(name, instant) == span.offset
        for span in near
        for instant in (span.start, (span.start + span.end) // 2, span.end - 1)
    )


@pytest.mark.parametrize("name", ZONES)
def test_the_stretches_are_what_the_zone_shows_in_every_year(name):
    assert agrees(name)


@pytest.mark.long
def test_the_stretches_of_every_zone_are_what_it_shows_in_every_year():
    assert [name for name in zones.names() if not agrees(name)] == []


def test_the_rule_in_a_files_last_line():
    assert yearly_rule("<+0545>-5:45") == YearlyRule(20_700)
    berlin = yearly_rule("CET-1CEST,M3.5.0,M10.5.0/3")
    assert berlin == YearlyRule(3600, 7200, ChangeDay(3, 5, 0, 7200), ChangeDay(10, 5, 0, 10_800))
    nuuk = yearly_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0")
    assert (nuuk.standard, nuuk.other) == (-7200, -3600)
    assert nuuk.begins.seconds == -3600
    lord_howe = yearly_rule("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0")
    assert (lord_howe.standard, lord_howe.other) == (37_800, 39_600)
    with pytest.raises(ValueError, match="unknown form"):
        yearly_rule("CET-1CEST,J60,J300")


def test_a_year_outside_the_calendar_is_its_nearest():
    assert offsets.year_of(YEAR_1 - 10 * 86_400) == 1
    assert offsets.year_of(YEAR_10000 + 86_400) == 9999
    assert offsets.year_of(0) == 1970
