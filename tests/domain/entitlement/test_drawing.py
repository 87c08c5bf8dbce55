"""A promise drawn: open, closed, holiday and held parts, what is due, and where now is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tam.domain.clock.holds import Hold
from tam.domain.clock.spec import ALWAYS, CalendarSpec
from tam.domain.clock.zones import zone
from tam.domain.entitlement.drawing import Mark, Sign, draw, drawing
from tam.domain.readings import DEFAULTS


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def marks(found):
    return [(one.sign.value, one.word, one.at.isoformat()) for one in found.marks]


def looks(found):
    return [(part.look.value, part.since.strftime("%d %H:%M")) for part in found.parts]


@pytest.mark.clause("TAM-04")
def test_an_engineer_on_the_next_business_day_over_a_holiday(ask):
    decision = ask("TAM-04", "nbd_on_site", dispatched="2026-11-25T16:00:00-07:00")
    found = draw(decision, utc("2026-11-26T20:00:00"))
    assert marks(found) == [
        ("happened", "dispatched", "2026-11-25T16:00:00-07:00"),
        ("now", "now", "2026-11-26T20:00:00+00:00"),
        ("expected", "arrives from", "2026-11-30T08:00:00-07:00"),
        ("due", "arrives by", "2026-11-30T17:00:00-07:00"),
    ]
    assert looks(found) == [
        ("closed", "25 00:00"),
        ("open", "25 08:00"),
        ("closed", "25 17:00"),
        ("holiday", "26 00:00"),
        ("holiday", "27 00:00"),
        ("closed", "28 00:00"),
        ("open", "30 08:00"),
        ("closed", "30 17:00"),
    ]
    assert found.parts[3].label == "Thanksgiving Day"
    assert (found.zone, found.due.word, found.left) == (
        "America/Denver",
        "arrives by",
        timedelta(hours=9),
    )


@pytest.mark.clause("TAM-03")
def test_a_day_is_marked_where_it_ends(ask):
    decision = ask("TAM-03", "nbd_on_site", site="oslo", released="2026-03-04T10:00:00+01:00")
    found = draw(decision, utc("2026-03-04T12:00:00"))
    assert [(one.word, one.on) for one in found.marks if one.on] == [
        ("ships on", date(2026, 3, 4)),
        ("delivered on", date(2026, 3, 5)),
    ]
    assert found.marks[-1].at.isoformat() == "2026-03-06T00:00:00+01:00"
    assert found.until == found.marks[-1].at
    assert found.left == timedelta(hours=4)


@pytest.mark.clause("TAM-03")
def test_a_moment_to_ship_by_stands_for_its_day(ask):
    decision = ask("TAM-03", "basic", diagnosed="2026-03-04T10:00:00-07:00")
    found = draw(decision, utc("2026-03-04T18:00:00"))
    assert [one.word for one in found.marks if one.sign is Sign.DUE] == ["ships by"]


@pytest.mark.clause("TAM-02")
def test_at_all_hours_nothing_is_closed(ask):
    decision = ask("TAM-02", "four_hour_on_site", called="2026-11-26T03:00:00-07:00")
    found = draw(decision, utc("2026-11-26T10:30:00"))
    assert looks(found) == [("open", "26 00:00")]
    assert (found.due, found.left) == (None, None)


@pytest.mark.clause("TAM-02")
def test_a_closed_line_shows_when_it_opens_in_the_zone_that_is_read(ask):
    called = "2026-03-04T03:00:00+01:00"
    decision = ask("TAM-02", "nbd_on_site", site="oslo", called=called)
    found = draw(decision, utc("2026-03-04T02:30:00"))
    assert found.zone == "Europe/Oslo"
    assert ("expected", "opens", "2026-03-04T08:00:00+01:00") in marks(found)
    vendor = DEFAULTS.with_("A29", "vendor")
    decision = ask("TAM-02", "nbd_on_site", site="oslo", called=called, house=vendor)
    assert draw(decision, utc("2026-03-04T02:30:00")).zone == "America/Denver"


@pytest.mark.clause("TAM-02")
def test_before_anything_happened_the_question_itself_is_marked(ask):
    decision = ask("TAM-02", "four_hour_on_site", at="2026-03-04T10:00:00-07:00")
    found = draw(decision, utc("2026-03-04T18:00:00"))
    assert [one.word for one in found.marks] == ["asked", "now"]


@pytest.mark.clause("TAM-02")
def test_a_staffed_line_is_not_held_while_a_case_waits(ask):
    decision = ask("TAM-02", "four_hour_on_site", called="2026-03-04T10:00:00-07:00")
    hold = Hold(utc("2026-03-04T17:00:00"), None, "logs", "customer")
    found = draw(decision, utc("2026-03-04T18:00:00"), [hold])
    assert {part.look.value for part in found.parts} == {"open"}


@pytest.mark.clause("TAM-04")
def test_a_hold_shows_who_holds_and_moves_no_deadline(ask):
    decision = ask("TAM-04", "same_business_day_on_site", dispatched="2026-03-04T09:00:00-07:00")
    hold = Hold(utc("2026-03-04T17:00:00"), utc("2026-03-04T18:00:00"), "logs", "customer")
    found = draw(decision, utc("2026-03-04T16:00:00"), [hold])
    (held,) = [part for part in found.parts if part.look.value == "held"]
    assert (held.label, held.waits_on, held.since.strftime("%H:%M")) == (
        "logs",
        "customer",
        "10:00",
    )
    assert found.left == timedelta(hours=4)


@pytest.mark.parametrize(
    ("clause", "levels"),
    [("TAM-06", ("four_hour_on_site", "tam")), ("TAM-04", ("basic",)), ("TAM-16", ("basic",))],
)
def test_where_no_clock_runs_nothing_is_drawn(ask, clause, levels):
    decision = ask(clause, *levels, at="2026-03-04T10:00:00-07:00")
    assert draw(decision, utc("2026-03-04T17:00:00")) is None


def test_now_far_from_everything_is_left_out(ask):
    decision = ask("TAM-04", "nbd_on_site", dispatched="2026-03-04T10:00:00-07:00")
    for far in ("2027-03-04T17:00:00", "2025-03-04T17:00:00", "2026-03-30T17:00:00"):
        found = draw(decision, utc(far))
        assert "now" not in [one.word for one in found.marks]


def test_a_strip_is_no_longer_than_can_be_seen():
    spec = CalendarSpec("UTC", ALWAYS)
    first, last = utc("2026-01-01T00:00:00"), utc("2026-06-01T00:00:00")
    made = drawing(spec, [Mark(Sign.DUE, last, "due"), Mark(Sign.HAPPENED, first, "x")], first)
    assert (made.until - made.since) == timedelta(days=32)
    assert [one.word for one in made.marks] == ["x"]
    assert made.due.word == "due"


def test_in_the_hour_that_comes_twice_the_earlier_instant_comes_first():
    spec = CalendarSpec("America/Denver", ALWAYS)
    first, second = utc("2026-11-01T07:40:00"), utc("2026-11-01T08:20:00")
    there = [one.astimezone(zone("America/Denver")) for one in (first, second)]
    made = drawing(
        spec, [Mark(Sign.DUE, there[1], "due"), Mark(Sign.HAPPENED, there[0], "x")], first
    )
    assert [one.word for one in made.marks] == ["x", "now", "due"]
    assert made.left == timedelta(minutes=40)


def test_a_mark_at_midnight_still_has_its_day():
    spec = CalendarSpec("UTC", ALWAYS)
    at = utc("2026-01-01T00:00:00")
    made = drawing(spec, [Mark(Sign.HAPPENED, at, "x")], at)
    assert (made.since, made.until) == (at, at + timedelta(days=1))
    assert [one.sign for one in made.marks] == [Sign.HAPPENED, Sign.NOW]


@pytest.mark.clause("TAM-03")
def test_a_clock_that_waits_is_drawn_without_a_deadline(ask):
    called = "2026-03-04T10:00:00-07:00"
    decision = ask("TAM-03", "nbd_on_site", called=called, open_steps=("troubleshooting_complete",))
    found = draw(decision, utc("2026-03-04T18:00:00"))
    assert [one.word for one in found.marks] == ["called", "now"]
    assert found.due is None
