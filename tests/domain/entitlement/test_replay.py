"""A replay: what was promised, what another level would have promised, and how the two compare."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tam.domain.catalogue.load import UnknownLevel
from tam.domain.entitlement.contracts import Estate
from tam.domain.entitlement.decision import Asked
from tam.domain.entitlement.facts import (
    BadFacts,
    CenterFacts,
    ContractFacts,
    Events,
    LineFacts,
    SiteFacts,
)
from tam.domain.entitlement.replay import (
    Differ,
    Standing,
    compared,
    hindrances,
    other_contract,
    summary,
)
from tam.domain.entitlement.whatif import Comparison, what_if

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
OSLO = SiteFacts("Europe/Oslo", "NO", "Oslo", center=CenterFacts("Drammen", 36_082.5), id="site:1")
NIGHT = datetime(2026, 3, 4, 2, tzinfo=UTC)  # 03:00 in Oslo, a Wednesday
NOON = datetime(2026, 3, 4, 11, tzinfo=UTC)


def contract(*levels):
    lines = tuple(
        LineFacts(level, FIRST, LAST, number, site="site:1")
        for number, level in enumerate(levels, start=1)
    )
    return ContractFacts("SG-1", FIRST, LAST, lines, "MSA 7")


def replayed(clause, level, other, at=NOON, site=OSLO):
    events = Events(called=at, diagnosed=at, released=at, dispatched=at)
    own = contract(level)
    asked = Asked(own, site, None, clause, at, events)
    (found,) = what_if([asked], other_contract(own, 1, other))
    return compared(found)


@pytest.mark.clause("TAM-02")
def test_a_call_at_night_is_answered_later_where_the_line_is_closed():
    found = replayed("TAM-02", "four_hour_on_site", "nbd_on_site", NIGHT)
    assert (found.title, found.differ) == ("Telephone Support", Differ.LATER)
    assert (found.actual.event, found.actual.when, found.actual.is_moment) == (
        "staffed",
        NIGHT,
        True,
    )
    assert found.instead.when == datetime(2026, 3, 4, 7, tzinfo=UTC)
    assert found.instead.standing is Standing.PROMISED
    back = replayed("TAM-02", "nbd_on_site", "four_hour_on_site", NIGHT)
    assert back.differ is Differ.SOONER
    assert (back.actual.level, back.instead.level) == (
        "Next Business Day On Site",
        "Four Hour On Site",
    )


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(
    ("level", "other", "differ"),
    [
        ("four_hour_on_site", "nbd_on_site", Differ.LATER),
        ("nbd_on_site", "four_hour_on_site", Differ.SOONER),
        ("nbd_on_site", "nbd_on_site_24h_phone", Differ.SAME),
        ("four_hour_on_site", "basic", Differ.NOT_KNOWN),
        ("basic", "four_hour_on_site", Differ.NOT_KNOWN),
    ],
)
def test_an_arrival_under_another_level(level, other, differ):
    assert replayed("TAM-04", level, other).differ is differ


@pytest.mark.clause("TAM-03")
def test_a_part_without_a_stated_time_is_gained_or_lost():
    gained = replayed("TAM-03", "four_hour_on_site", "nbd_on_site")
    assert (gained.actual.standing, gained.actual.when) == (Standing.NO_TIME, None)
    assert (gained.instead.when, gained.instead.is_moment) == (date(2026, 3, 5), False)
    assert gained.differ is Differ.GAINED
    assert replayed("TAM-03", "nbd_on_site", "four_hour_on_site").differ is Differ.LOST
    same = replayed("TAM-03", "four_hour_on_site", "same_business_day_on_site")
    assert same.differ is Differ.SAME


@pytest.mark.clause("TAM-03")
def test_a_shipment_and_a_delivery_are_not_held_against_each_other():
    found = replayed("TAM-03", "basic", "nbd_on_site")
    assert (found.actual.event, found.instead.event) == ("ships by", "is delivered on")
    assert found.differ is Differ.OTHER


def test_two_days_of_one_event_are_sooner_and_later():
    found = replayed("TAM-03", "nbd_on_site", "nbd_on_site_24h_phone")
    now, then = found.actual.decision, found.instead.decision
    assert then.promise is not None
    late = replace(then, promise=replace(then.promise, deliver_on=date(2026, 3, 6)))
    assert compared(Comparison(now, late)).differ is Differ.LATER
    assert compared(Comparison(late, now)).differ is Differ.SOONER


@pytest.mark.clause("NOTE-2")
def test_outside_the_regions_a_day_is_possible_and_no_promise():
    lyons = replace(OSLO, country="GB", zone="Europe/London")
    found = replayed("TAM-03", "nbd_on_site", "four_hour_on_site", site=lyons)
    assert found.actual.standing is Standing.POSSIBLE
    assert found.actual.when == date(2026, 3, 4)
    assert found.differ is Differ.OTHER


@pytest.mark.clause("NOTE-6")
def test_beyond_the_fifty_miles_no_level_promises_an_arrival():
    far = replace(OSLO, center=CenterFacts("Drammen", 100_000))
    found = replayed("TAM-04", "four_hour_on_site", "nbd_on_site", site=far)
    assert found.actual.standing is found.instead.standing is Standing.BEST_EFFORT
    assert found.differ is Differ.SAME


def test_where_no_base_is_active_nothing_is_given():
    found = replayed("TAM-02", "basic", "tam")
    assert (found.instead.standing, found.instead.level) == (Standing.NOT_GIVEN, "")
    assert found.differ is Differ.LOST


def test_an_option_or_an_unknown_name_is_no_level_of_a_line():
    with pytest.raises(BadFacts, match="24 Hour Phone uplift is an option"):
        other_contract(contract("basic"), 1, "phone_uplift_24x7")
    with pytest.raises(UnknownLevel, match="There is no level 'gold'"):
        other_contract(contract("basic"), 1, "gold")


@pytest.mark.clause("TAM-01")
def test_an_add_on_that_would_lose_its_base_is_named_with_its_clause():
    own = contract("four_hour_on_site", "tam")
    estate = Estate((("site:1", OSLO, "eu_no_ch"),))
    (found,) = hindrances(own, other_contract(own, 1, "nbd_on_site"), estate)
    assert (found.clause, found.field) == ("TAM-01", "lines[2].level")
    assert found.remedies[0].text == "Add 24 Hour Phone uplift to Next Business Day On Site."
    assert hindrances(own, other_contract(own, 1, "nbd_on_site_24h_phone"), estate) == ()


@pytest.mark.clause("NOTE-4")
def test_a_secure_site_is_refused_a_level_without_on_site_service():
    own = contract("four_hour_on_site")
    estate = Estate((("site:1", replace(OSLO, secure=True), "eu_no_ch"),))
    (found,) = hindrances(own, other_contract(own, 1, "basic"), estate)
    assert found.clause == "NOTE-4"


@pytest.mark.clause("TAM-01")
def test_what_is_refused_as_it_stands_is_not_blamed_on_the_other_level():
    own = contract("basic", "tam")
    assert hindrances(own, other_contract(own, 1, "basic"), Estate(())) == ()


def test_the_whole_in_a_sentence():
    found = [
        replayed("TAM-02", "four_hour_on_site", "nbd_on_site", NIGHT),
        replayed("TAM-03", "four_hour_on_site", "nbd_on_site"),
        replayed("TAM-04", "four_hour_on_site", "nbd_on_site"),
    ]
    assert summary(found, 1, "Next Business Day On Site") == (
        "Of 3 answers in 1 case, under Next Business Day On Site: 2 later, 1 promised only there."
    )
    assert summary(found * 2, 2, "X").startswith("Of 6 answers in 2 cases, under X: 4 later")
    assert summary([], 0, "X").startswith("No case was opened")
