"""When a part ships and arrives."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tam.domain.catalogue.terms import PartKind
from tam.domain.entitlement.decision import Verdict
from tam.domain.readings import DEFAULTS

NBD = "nbd_on_site"


def dates(decision):
    promise = decision.promise
    return (promise.committed, promise.ship_on, promise.deliver_on)


@pytest.mark.clause("TAM-03")
@pytest.mark.parametrize(
    ("site", "released", "ships", "delivered"),
    [
        ("denver", "2026-07-07T14:30:00-06:00", "2026-07-07", "2026-07-08"),
        ("denver", "2026-07-07T14:30:01-06:00", "2026-07-08", "2026-07-09"),
        ("boston", "2026-07-10T16:30:00-04:00", "2026-07-10", "2026-07-13"),
        ("denver", "2026-07-11T09:00:00-06:00", "2026-07-13", "2026-07-14"),
        ("denver", "2026-11-25T15:00:00-07:00", "2026-11-30", "2026-12-01"),
        ("oslo", "2026-05-13T14:30:00+02:00", "2026-05-13", "2026-05-15"),
        ("oslo", "2026-05-13T14:31:00+02:00", "2026-05-15", "2026-05-18"),
        ("helsinki", "2026-05-07T15:30:00+03:00", "2026-05-07", "2026-05-08"),
        ("helsinki", "2026-01-05T15:30:00+02:00", "2026-01-05", "2026-01-07"),
    ],
)
def test_the_cut_off_of_the_region_decides_the_ship_day(ask, site, released, ships, delivered):
    decision = ask("TAM-03", NBD, site=site, released=released)
    assert dates(decision) == (True, date.fromisoformat(ships), date.fromisoformat(delivered))


@pytest.mark.clause("NOTE-2")
@pytest.mark.parametrize("site", ["anchorage", "london", "tokyo", "riyadh"])
def test_outside_the_regions_nothing_is_committed(ask, site):
    decision = ask("TAM-03", NBD, site=site, released="2026-07-07T20:00:00+00:00")
    assert dates(decision) == (False, None, None)
    assert decision.promise.could_ship_on == date(2026, 7, 7)
    assert {"NOTE-2", "NOTE-3"} <= set(decision.clauses)
    assert "A8" in decision.readings
    assert ("A7" in decision.readings) is (site == "anchorage")


@pytest.mark.clause("NOTE-3")
def test_the_united_kingdom_counted_in_until_it_left(ask):
    inside = ask("TAM-03", NBD, site="london", released="2020-01-31T10:00:00+00:00")
    assert inside.promise.committed
    assert "NOTE-3" in inside.clauses
    outside = ask("TAM-03", NBD, site="london", released="2020-02-03T10:00:00+00:00")
    assert not outside.promise.committed


@pytest.mark.clause("NOTE-2")
def test_another_reading_applies_the_mountain_cut_off_everywhere(ask):
    house = DEFAULTS.with_("A8", "mountain_everywhere")
    decision = ask("TAM-03", NBD, site="tokyo", house=house, released="2026-07-07T20:00:00+00:00")
    assert dates(decision) == (True, date(2026, 7, 7), date(2026, 7, 8))


@pytest.mark.clause("TAM-03")
def test_the_event_of_a6_and_what_stands_in_for_it(ask):
    known = ask("TAM-03", NBD, diagnosed="2026-07-07T10:00:00-06:00")
    assert known.promise.ship_on == date(2026, 7, 7)
    assert [said.text for said in known.caveats][-1] == (
        "Only the event diagnosed is known; it stands in for released."
    )
    both = {"diagnosed": "2026-07-07T10:00:00-06:00", "released": "2026-07-08T10:00:00-06:00"}
    assert ask("TAM-03", NBD, **both).promise.ship_on == date(2026, 7, 8)
    diagnosed = DEFAULTS.with_("A6", "diagnosed")
    assert ask("TAM-03", NBD, house=diagnosed, **both).promise.ship_on == date(2026, 7, 7)
    assert ask("TAM-03", NBD, at="2026-07-07T10:00:00-06:00").promise is None


@pytest.mark.clause("TAM-03")
def test_handling_minutes_count_before_the_cut_off(ask):
    slow = DEFAULTS.with_("parts_handling_minutes", 45)
    decision = ask("TAM-03", NBD, house=slow, released="2026-07-07T14:00:00-06:00")
    assert decision.promise.ship_on == date(2026, 7, 8)


@pytest.mark.clause("TAM-03")
def test_readings_that_move_the_cut_off(ask):
    released = "2026-07-07T15:00:00-06:00"
    fixed = DEFAULTS.with_("A1", "utc_minus_7")
    assert ask("TAM-03", NBD, house=fixed, released=released).promise.ship_on == date(2026, 7, 7)
    exact = "2026-07-07T14:30:00-06:00"
    strict = DEFAULTS.with_("A3", "exclusive")
    late = ask("TAM-03", NBD, house=strict, released=exact)
    assert late.promise.ship_on == date(2026, 7, 8)
    assert "A3" in ask("TAM-03", NBD, released=exact).readings
    assert "A3" not in ask("TAM-03", NBD, released=released).readings


@pytest.mark.clause("TAM-03")
def test_the_shipping_side_and_the_site_have_their_own_calendars(ask):
    # 17 May is Norway's national day, 4 July closes the shipping side for the United States only.
    oslo = ask("TAM-03", NBD, site="oslo", released="2027-05-14T10:00:00+02:00")
    assert dates(oslo)[1:] == (date(2027, 5, 14), date(2027, 5, 18))
    one = DEFAULTS.with_("A21", "one_calendar")
    rest = DEFAULTS.with_("A8", "mountain_everywhere")
    both = rest.with_("A21", "one_calendar")
    tokyo = {"site": "tokyo", "released": "2026-07-03T15:00:00+00:00"}
    assert ask("TAM-03", NBD, house=rest, **tokyo).promise.ship_on == date(2026, 7, 6)
    assert ask("TAM-03", NBD, house=both, **tokyo).promise.ship_on == date(2026, 7, 3)
    assert ask("TAM-03", NBD, house=one, released="2026-07-07T10:00:00-06:00").promise.committed


@pytest.mark.clause("NOTE-1")
def test_the_answer_names_the_holidays_it_skips(ask):
    decision = ask("TAM-03", NBD, released="2026-12-24T16:00:00-07:00")
    assert decision.promise.ship_on == date(2026, 12, 28)
    assert "2026-12-25 is closed: Christmas Day (NOTE-1)." in [said.text for said in decision.says]
    assert "NOTE-1" in decision.clauses
    assert "A5" in decision.readings


@pytest.mark.clause("TAM-03")
@pytest.mark.parametrize("level", ["four_hour_on_site", "same_business_day_on_site"])
def test_where_no_time_is_stated_none_is_shown(ask, level):
    decision = ask("TAM-03", level, released="2026-07-07T10:00:00-06:00")
    assert decision.verdict is Verdict.YES
    assert dates(decision) == (False, None, None)
    assert "parts.no_time" in [said.code for said in decision.caveats]


@pytest.mark.clause("TAM-03")
@pytest.mark.parametrize(
    ("diagnosed", "nominal", "shipped"),
    [
        ("2026-06-08T10:00:00-06:00", "2026-06-10T10:00:00-06:00", "2026-06-10T10:00:00-06:00"),
        ("2026-06-08T17:00:00-06:00", "2026-06-10T17:00:00-06:00", "2026-06-10T17:00:00-06:00"),
        ("2026-06-08T18:00:00-06:00", "2026-06-10T18:00:00-06:00", "2026-06-11T17:00:00-06:00"),
        ("2026-06-08T06:00:00-06:00", "2026-06-10T06:00:00-06:00", "2026-06-10T17:00:00-06:00"),
        ("2026-06-11T10:00:00-06:00", "2026-06-13T10:00:00-06:00", "2026-06-15T17:00:00-06:00"),
        ("2026-03-07T10:00:00-07:00", "2026-03-09T11:00:00-06:00", "2026-03-09T11:00:00-06:00"),
    ],
)
def test_basic_ships_48_hours_after_the_diagnosis_or_at_the_end_of_the_next_window(
    ask, diagnosed, nominal, shipped
):
    decision = ask("TAM-03", "basic", diagnosed=diagnosed)
    assert decision.promise.nominal_at == datetime.fromisoformat(nominal)
    assert decision.promise.ship_by == datetime.fromisoformat(shipped)
    assert decision.promise.ship_on == datetime.fromisoformat(shipped).date()
    assert ("A33" in decision.readings) is diagnosed.endswith("17:00:00-06:00")


@pytest.mark.clause("TAM-03")
def test_basic_in_business_hours_and_without_a_diagnosis(ask):
    hours = DEFAULTS.with_("A25", "business_hours")
    decision = ask("TAM-03", "basic", house=hours, diagnosed="2026-06-08T10:00:00-06:00")
    assert decision.promise.ship_by == datetime.fromisoformat("2026-06-15T13:00:00-06:00")
    assert ask("TAM-03", "basic", released="2026-06-08T10:00:00-06:00").promise is None


@pytest.mark.clause("TAM-03")
def test_kit_parts_are_expected_within_five_business_days(ask):
    kit = {"confirmed_on": date(2026, 11, 20), "part": PartKind.IN_KIT}
    at = "2026-11-20T12:00:00-07:00"
    decision = ask("TAM-03", NBD, "asm", at=at, **kit)
    assert decision.governing.level == "asm"
    assert decision.promise.expected_on == date(2026, 12, 1)
    assert not decision.promise.committed
    assert "A26" in decision.readings
    day_1 = ask("TAM-03", NBD, "asm", at=at, house=DEFAULTS.with_("A26", "day_1"), **kit)
    assert day_1.promise.expected_on == date(2026, 11, 30)
    sure = ask("TAM-03", NBD, "asm", at=at, house=DEFAULTS.with_("A26", "guarantee"), **kit)
    assert sure.promise.committed
    undated = ask("TAM-03", NBD, "asm", at=at, part=PartKind.IN_KIT)
    assert undated.promise.expected_on is None


@pytest.mark.clause("TAM-03")
def test_a_part_whose_kit_is_not_stated_is_answered_as_outside_it(ask):
    decision = ask("TAM-03", "asm_platinum", released="2026-07-07T10:00:00-06:00")
    assert decision.promise.deliver_on == date(2026, 7, 8)
    assert "parts.kit_not_stated" in [said.code for said in decision.caveats]
    stated = ask(
        "TAM-03",
        "asm_platinum",
        released="2026-07-07T10:00:00-06:00",
        part=PartKind.NOT_IN_KIT,
    )
    assert "parts.kit_not_stated" not in [said.code for said in stated.caveats]


@pytest.mark.clause("TAM-03")
def test_an_open_step_leaves_the_part_without_a_date(ask):
    decision = ask(
        "TAM-03",
        NBD,
        released="2026-07-07T10:00:00-06:00",
        open_steps=("logs_or_traces_supplied",),
    )
    assert decision.verdict is Verdict.YES
    assert decision.promise is None
    assert decision.held[0].waits_on.value == "customer"
    assert "A28" in decision.readings
    assert decision.reason.code == "decision.held"


@pytest.mark.clause("TAM-03")
def test_a_local_week_moves_the_delivery_day(ask, sites):
    sunday = replace(sites["denver"], week=("sun", "mon", "tue", "wed", "thu"))
    decision = ask("TAM-03", NBD, site=sunday, released="2026-07-10T10:00:00-06:00")
    assert decision.promise.ship_on == date(2026, 7, 10)
    assert decision.promise.deliver_on == date(2026, 7, 12)
