"""Every kept time gets the zone of its member, as far as a bundle states one."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from logparts import sink

from tam.domain.logreview.facts import ClockJump, Event, Member, Source, Template
from tam.domain.logreview.meaning.mentions import Mentions
from tam.domain.logreview.rows import DrivePages, PlaceRow, TapeRow
from tam.domain.logreview.settle import NO_ZONE, Zones, captured, settle, zones_of
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.spots import Spot

HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 11, 12)
OSLO = timezone(HOUR)
SPOT = Spot("b.zip", "syslog", 1, "fan 3 stopped")
WEST = Zones(-7 * HOUR, stated=True, members={"syslog": 0 * HOUR}, timed=frozenset({"m.txt"}))
NONE = Zones(0 * HOUR, stated=False, members={}, timed=frozenset({"m.txt"}))


def said(at, member="m.txt", text="fan 3 stopped"):
    spot = Spot("b.zip", member, 1, text)
    return Event(frozenset(), at, Level.ERROR, member, Mentions(), (), (), text, spot)


def source(last, member="m.txt"):
    return Source(member, member, 2, last, last, 0.0, 0.0, None)


def bundle(*events, offset=None, syslogs=(), **more):
    made = sink(captured=more.get("captured"))
    made.events += events
    made.library.offset = offset
    made.syslogs |= set(syslogs)
    return made


@pytest.mark.parametrize(
    ("at", "member", "zones", "shown"),
    [
        (None, "m.txt", WEST, None),
        (NOON, "m.txt", WEST, "2026-03-11T12:00:00-07:00"),
        (NOON, "syslog", WEST, "2026-03-11T05:00:00-07:00"),
        (NOON.replace(tzinfo=UTC), "m.txt", WEST, "2026-03-11T05:00:00-07:00"),
        (NOON.replace(tzinfo=OSLO), "m.txt", NONE, "2026-03-11T12:00:00+01:00"),
        (NOON, "m.txt", NONE, "2026-03-11T12:00:00+00:00"),
    ],
)
def test_a_time_is_its_members_and_shown_in_the_bundles_zone(at, member, zones, shown):
    found = settle(at, member, zones)
    assert (found.isoformat() if found else None) == shown


def test_only_members_whose_times_were_used_say_that_they_state_no_zone():
    used = Member("m.txt", "trace", "parsed", 9, 1, None)
    assert NONE.note(used).reason == NO_ZONE
    assert NONE.note(Member("m.txt", "trace", "parsed", 9, 1, "cut")).reason == f"cut; {NO_ZONE}"
    assert NONE.note(Member("x.txt", "trace", "parsed", 9, 1, None)).reason is None
    assert WEST.note(used) is used


def test_every_kind_of_kept_time_is_made_aware():
    place = PlaceRow("Backup", 3, None, 1, NOON, SPOT)
    assert WEST.row(place).at == NOON.replace(tzinfo=UTC)
    tape = TapeRow("TE2789L8", None, None, None, None, None, "", cleaning=False, spot=SPOT)
    assert WEST.row(tape) is tape
    jump = WEST.jump(ClockJump(-60.0, NOON, NOON - HOUR, "syslog", SPOT))
    assert (jump.before, jump.after) == (
        NOON.replace(tzinfo=UTC),
        (NOON - HOUR).replace(tzinfo=UTC),
    )
    kept = WEST.source(source(NOON, "syslog"))
    assert (kept.first, kept.last) == (NOON.replace(tzinfo=UTC),) * 2
    kind = WEST.template(
        Template("a", "fan", Level.ERROR, 1, explained=False, seen=((NOON, SPOT),), kin="b")
    )
    assert kind.seen == ((NOON.replace(tzinfo=UTC), SPOT),)


def test_drive_pages_lose_their_time_where_the_bundle_states_no_zone():
    pages = DrivePages("YX1", "", "", "", NOON.replace(tzinfo=UTC), (), (), (), "", SPOT)
    assert NONE.row(pages).at is None
    assert WEST.row(pages).at.isoformat() == "2026-03-11T05:00:00-07:00"


def test_the_zone_of_a_bundle_is_stated_by_offset_by_name_or_by_the_time_of_its_making():
    assert zones_of(bundle(offset=9 * HOUR)).offset == 9 * HOUR
    named = bundle(captured=NOON)
    named.library.zone_name = "Europe/Oslo"
    assert (zones_of(named).offset, zones_of(named).stated) == (HOUR, True)
    named.library.captured.append(datetime(2026, 7, 1, 12))
    assert zones_of(named).offset == 2 * HOUR
    made = bundle()
    made.library.captured += [NOON, NOON.replace(tzinfo=OSLO)]
    assert (zones_of(made).offset, zones_of(made).stated) == (HOUR, True)


def test_a_zone_name_that_nobody_knows_states_nothing():
    made = bundle(captured=NOON)
    made.library.zone_name = "Mars/Olympus"
    assert not zones_of(made).stated


@pytest.mark.parametrize(
    ("offsets", "timed", "offset", "stated"),
    [
        ({"a": -7 * HOUR, "b": -7 * HOUR, "c": HOUR}, ["a", "z"], -7 * HOUR, True),
        ({"a": 0 * HOUR}, ["a"], 0 * HOUR, True),
        ({"a": 0 * HOUR}, ["a", "z"], 0 * HOUR, False),
        ({"syslog": HOUR}, ["syslog"], 0 * HOUR, False),
        ({}, [], 0 * HOUR, False),
    ],
)
def test_zones_that_lines_carry_count_for_the_bundle(offsets, timed, offset, stated):
    made = bundle(syslogs=["syslog"])
    made.offsets.update(offsets)
    made.sources += [source(NOON, member) for member in timed]
    zones = zones_of(made)
    assert (zones.offset, zones.stated, zones.members) == (offset, stated, offsets)
    assert zones.timed == frozenset(timed)


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    ("behind", "members"),
    [
        (9 * HOUR, {"syslog": 0 * HOUR}),
        (9 * HOUR - timedelta(seconds=4), {"syslog": 0 * HOUR}),
        (3.5 * HOUR, {"syslog": 5.5 * HOUR}),
        (0 * HOUR, {}),
        (timedelta(minutes=20), {}),
        (15 * HOUR, {}),
    ],
)
def test_a_syslog_is_moved_by_whole_quarters_of_an_hour(behind, members):
    made = bundle(said(NOON), said(NOON - behind, "syslog"), offset=9 * HOUR, syslogs=["syslog"])
    assert zones_of(made).members == members


def test_a_syslog_that_shares_no_text_stays_in_the_bundles_zone():
    made = bundle(said(NOON), said(NOON, "syslog", "door opened"), syslogs=["syslog"])
    assert zones_of(made).members == {}
    assert zones_of(made).timed == frozenset({"m.txt", "syslog"})


def test_a_zone_stated_for_syslogs_counts_only_beside_the_bundles_own():
    made = bundle(offset=9 * HOUR, syslogs=["syslog"])
    made.library.zones["syslog"] = 0 * HOUR
    assert zones_of(made).members == {"syslog": 0 * HOUR}
    made.library.offset = None
    assert zones_of(made).members == {}


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    "name",
    [
        "5E21C0D4 2026-03-11 05.06.07.zip",
        "ASL_5E21C0D4_20260311_050607.zip",
        "5E21C0D4-20260311T050607.zip",
        "5E21C0D4 11.03.2026 05.06.07.zip",
        "5E21C0D4 11-Mar-2026 05-06-07.tar.gz",
    ],
)
def test_the_name_of_a_file_says_when_it_was_made(name):
    assert captured(name, sink(), WEST).isoformat() == "2026-03-11T05:06:07-07:00"


def test_a_stated_time_near_the_names_is_the_time_and_a_far_one_is_not():
    made = sink(captured=datetime(2026, 3, 11, 5, 6, 7))
    made.library.captured += [datetime(2024, 1, 1), datetime(2026, 3, 11, 5, 6, 9)]
    assert captured("b 2026-03-11 05.06.07.zip", made, NONE).second == 9
    made.library.captured[1] = datetime(2026, 3, 10, 9, 0, 8)
    assert captured("b 2026-03-11 05.06.07.zip", made, NONE).second == 8
    made.library.captured.pop()
    assert captured("b 2026-03-11 05.06.07.zip", made, NONE).second == 7
    assert captured("b.zip", made, NONE) == datetime(2024, 1, 1, tzinfo=UTC)


def test_without_a_name_the_last_line_is_the_time_and_without_lines_there_is_none():
    made = sink()
    assert captured("b.zip", made, WEST) is None
    made.sources += [source(NOON), source(NOON.replace(hour=13)), source(None)]
    assert captured("b.zip", made, WEST).isoformat() == "2026-03-11T13:00:00-07:00"


def test_a_time_with_its_own_zone_is_shown_in_the_bundles():
    made = sink()
    made.library.captured.append(NOON.replace(tzinfo=UTC))
    assert captured("b.zip", made, WEST).isoformat() == "2026-03-11T05:00:00-07:00"
