"""When an engineer arrives."""

from dataclasses import replace
from datetime import datetime

import pytest

from tam.domain.catalogue.load import standard
from tam.domain.entitlement.decision import Verdict
from tam.domain.entitlement.facts import CenterFacts
from tam.domain.entitlement.on_site import promise_arrival
from tam.domain.entitlement.situation import Situation
from tam.domain.readings import DEFAULTS

NBD, SBD, FOUR = "nbd_on_site", "same_business_day_on_site", "four_hour_on_site"


def window(decision):
    promise = decision.promise
    return (
        None if promise.arrive_from is None else promise.arrive_from.isoformat(),
        None if promise.arrive_by is None else promise.arrive_by.isoformat(),
    )


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(
    ("site", "dispatched", "day"),
    [
        ("denver", "2026-07-07T17:00:00-06:00", "2026-07-08T{}:00:00-06:00"),
        ("denver", "2026-07-07T17:00:01-06:00", "2026-07-09T{}:00:00-06:00"),
        ("denver", "2026-07-07T05:00:00-06:00", "2026-07-08T{}:00:00-06:00"),
        ("denver", "2026-07-10T16:00:00-06:00", "2026-07-13T{}:00:00-06:00"),
        ("denver", "2026-07-11T10:00:00-06:00", "2026-07-14T{}:00:00-06:00"),
        ("oslo", "2026-05-15T16:59:00+02:00", "2026-05-18T{}:00:00+02:00"),
        ("riyadh", "2026-09-17T10:00:00+03:00", "2026-09-20T{}:00:00+03:00"),
    ],
)
def test_next_business_day_is_the_day_after_the_one_the_dispatch_counts_as(
    ask, site, dispatched, day
):
    decision = ask("TAM-04", NBD, site=site, dispatched=dispatched)
    assert decision.promise.committed
    assert window(decision) == (day.format("08"), day.format("17"))
    assert "A21" in decision.readings


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(
    ("reading", "value", "dispatched", "default", "other"),
    [
        ("A3", "exclusive", "2026-07-07T17:00:00-06:00", "2026-07-08", "2026-07-09"),
        ("A22", "previous_business_day", "2026-07-11T10:00:00-06:00", "2026-07-14", "2026-07-13"),
        ("A23", "previous_business_day", "2026-07-07T06:00:00-06:00", "2026-07-08", "2026-07-07"),
    ],
)
def test_readings_move_the_day_that_a_dispatch_counts_as(
    ask, reading, value, dispatched, default, other
):
    found = ask("TAM-04", NBD, dispatched=dispatched)
    assert found.promise.arrive_by.date().isoformat() == default
    assert reading in found.readings
    moved = ask("TAM-04", NBD, house=DEFAULTS.with_(reading, value), dispatched=dispatched)
    assert moved.promise.arrive_by.date().isoformat() == other


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(
    ("dispatched", "by", "certain"),
    [
        ("2026-06-09T12:45:00-06:00", "2026-06-09T16:45:00-06:00", True),
        ("2026-06-09T13:00:00-06:00", "2026-06-09T17:00:00-06:00", True),
        ("2026-06-09T13:00:01-06:00", "2026-06-10T12:00:00-06:00", False),
        ("2026-06-09T06:00:00-06:00", "2026-06-09T12:00:00-06:00", True),
        ("2026-06-12T14:00:00-06:00", "2026-06-15T12:00:00-06:00", False),
        ("2026-06-13T10:00:00-06:00", "2026-06-15T12:00:00-06:00", True),
    ],
)
def test_same_business_day_around_one_o_clock(ask, dispatched, by, certain):
    decision = ask("TAM-04", SBD, dispatched=dispatched)
    assert window(decision) == (None, by)
    assert decision.promise.committed is certain
    assert ("A24" in decision.readings) is not certain
    assert ("on_site.possible" in [said.code for said in decision.caveats]) is not certain


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(
    ("reading", "value", "dispatched", "by"),
    [
        ("A24", "rest_of_today_first", "2026-06-09T15:00:00-06:00", "2026-06-10T10:00:00-06:00"),
        ("A22", "previous_business_day", "2026-06-13T10:00:00-06:00", "2026-06-15T12:00:00-06:00"),
        ("A23", "previous_business_day", "2026-06-09T06:00:00-06:00", "2026-06-09T12:00:00-06:00"),
        ("A3", "exclusive", "2026-06-09T13:00:00-06:00", "2026-06-10T12:00:00-06:00"),
    ],
)
def test_other_readings_of_the_same_business_day(ask, reading, value, dispatched, by):
    decision = ask("TAM-04", SBD, house=DEFAULTS.with_(reading, value), dispatched=dispatched)
    assert window(decision) == (None, by)
    assert not decision.promise.committed


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(
    ("dispatched", "by"),
    [
        ("2026-03-08T00:30:00-07:00", "2026-03-08T05:30:00-06:00"),
        ("2026-11-01T00:30:00-06:00", "2026-11-01T03:30:00-07:00"),
        ("2026-12-25T23:00:00-07:00", "2026-12-26T03:00:00-07:00"),
    ],
)
def test_four_hours_are_elapsed_at_night_on_holidays_and_across_clock_changes(ask, dispatched, by):
    decision = ask("TAM-04", FOUR, dispatched=dispatched)
    assert window(decision) == (None, by)
    assert decision.readings == ("A13", "A9")


@pytest.mark.clause("TAM-04")
def test_four_hours_may_be_read_in_the_business_window(ask):
    business = DEFAULTS.with_("A13", "business")
    decision = ask("TAM-04", FOUR, house=business, dispatched="2026-06-12T15:00:00-06:00")
    assert window(decision) == (None, "2026-06-15T10:00:00-06:00")


@pytest.mark.clause("NOTE-6")
def test_beyond_fifty_miles_no_time_is_promised_and_the_clause_stands(ask, sites):
    far = replace(sites["denver"], center=CenterFacts("far", 80_467.3))
    decision = ask("TAM-04", FOUR, site=far, dispatched="2026-06-12T15:00:00-06:00")
    assert decision.verdict is Verdict.YES
    assert (decision.promise.committed, *window(decision)) == (False, None, None)
    assert "gate.radius_outside" in [said.code for said in decision.caveats]
    assert "NOTE-6" in decision.clauses
    void = DEFAULTS.with_("A9", "void_beyond")
    refused = ask("TAM-04", FOUR, site=far, house=void, dispatched="2026-06-12T15:00:00-06:00")
    assert refused.verdict is Verdict.NO
    assert refused.remedies[-1].code == "remedy.center"
    assert ask("TAM-03", NBD, site=far, released="2026-07-07T10:00:00-06:00").promise.committed


@pytest.mark.clause("NOTE-6")
def test_an_unmeasured_site_is_promised_with_a_caveat(ask, sites):
    unmeasured = replace(sites["denver"], center=None)
    decision = ask("TAM-04", FOUR, site=unmeasured, dispatched="2026-06-12T15:00:00-06:00")
    assert decision.promise.committed
    assert "gate.radius_unknown" in [said.code for said in decision.caveats]


@pytest.mark.clause("TAM-04")
def test_on_site_work_on_basic_is_unknown_and_would_be_charged(ask):
    decision = ask("TAM-04", "basic", dispatched="2026-06-12T15:00:00-06:00")
    assert decision.verdict is Verdict.UNKNOWN
    assert decision.promise is None
    assert [charge.id for charge in decision.charges] == ["on_site_work"]


@pytest.mark.clause("TAM-04")
def test_without_a_dispatch_or_a_late_rule_there_is_no_date(ask, sites):
    assert ask("TAM-04", FOUR, at="2026-06-12T15:00:00-06:00").promise is None
    asked = ask("TAM-04", SBD, dispatched="2026-06-12T15:00:00-06:00").asked
    level = standard().level(SBD)
    terms = level.clauses["on_site_parts_replacement"]
    bare = replace(terms, cut_off=replace(terms.cut_off, late=None))
    situation = Situation(
        level,
        "on_site_parts_replacement",
        bare,
        sites["denver"],
        asked.at,
        asked.events,
        DEFAULTS,
        standard(),
    )
    assert promise_arrival(situation).promise is None


@pytest.mark.clause("TAM-15")
def test_a_loaner_ships_within_24_business_hours_not_verified(ask):
    declared = "2026-06-09T10:00:00-06:00"
    decision = ask("TAM-15", SBD, declared=declared)
    assert decision.promise.ship_by == datetime.fromisoformat("2026-06-11T16:00:00-06:00")
    assert not decision.promise.committed
    assert "lifeline.unverified" in [said.code for said in decision.caveats]
    elapsed = DEFAULTS.with_("A27", "elapsed_on_business_days")
    friday = ask("TAM-15", SBD, house=elapsed, declared="2026-06-12T10:00:00-06:00")
    assert friday.promise.ship_by == datetime.fromisoformat("2026-06-15T10:00:00-06:00")
    assert ask("TAM-15", SBD, at=declared).promise.ship_by is None
    assert ask("TAM-15", NBD, declared=declared).caveats[-1].code == "lifeline.no_time"
    assert ask("TAM-15", FOUR, declared=declared).verdict is Verdict.UNKNOWN
