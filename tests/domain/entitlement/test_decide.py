"""The explained decision as a whole."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tam.domain.catalogue.load import standard
from tam.domain.catalogue.terms import ClauseStatus, Evidence, Hours
from tam.domain.clauses import CLAUSES
from tam.domain.clock.errors import OutOfRange
from tam.domain.entitlement.calendars import days_of
from tam.domain.entitlement.codec import from_json, to_json
from tam.domain.entitlement.decide import decide, differences, replay
from tam.domain.entitlement.decision import Asked, Decision, Verdict
from tam.domain.entitlement.facts import (
    BadFacts,
    ContractFacts,
    Events,
    LineFacts,
    Period,
    SiteFacts,
    UnitFacts,
)
from tam.domain.entitlement.render import as_text, explained, side_by_side
from tam.domain.entitlement.whatif import under, what_if
from tam.domain.readings import DEFAULTS

NBD, FOUR = "nbd_on_site", "four_hour_on_site"
NOON = "2026-07-07T12:00:00-06:00"


@pytest.mark.clause("TAM-02")
def test_a_decision_names_level_line_window_and_versions(ask):
    decision = ask("TAM-02", FOUR, "tam", at=NOON)
    assert decision.verdict is Verdict.YES
    assert decision.status is ClauseStatus.INCLUDED
    governing = decision.governing
    assert (governing.level, governing.version, governing.line) == (FOUR, 1, 1)
    assert governing.evidence is Evidence.PUBLISHED
    assert decision.window.hours is Hours.ALWAYS
    assert decision.versions.catalogue == standard().version
    assert [tried.rule for tried in decision.tried] == ["TAM-01", "tam", FOUR]
    assert decision.clauses == ("TAM-02",)


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize("clause", [f"TAM-{number:02}" for number in (6, 7, 8, 9, 10, 14, 17, 19)])
def test_what_tam_brings_is_a_yes_by_its_own_line(ask, clause):
    decision = ask(clause, FOUR, "tam", at=NOON)
    assert (decision.verdict, decision.governing.level, decision.governing.line) == (
        Verdict.YES,
        "tam",
        2,
    )
    assert decision.promise is None


@pytest.mark.clause("TAM-01")
def test_outside_the_contract_nothing_is_owed(ask):
    before = ask("TAM-02", FOUR, at="2019-12-31T23:59:59-07:00")
    assert before.verdict is Verdict.NO
    assert before.governing is None
    assert before.reason.text == "No base level is active on 2019-12-31."
    assert before.remedies[0].text == "A base level that is active on 2019-12-31."
    first = ask("TAM-02", FOUR, at="2020-01-01T00:00:00-07:00")
    assert first.verdict is Verdict.YES
    last = ask("TAM-02", FOUR, at="2030-12-31T23:59:59-07:00")
    assert last.verdict is Verdict.YES
    after = ask("TAM-02", FOUR, at="2031-01-01T00:00:00-07:00")
    assert after.verdict is Verdict.NO


@pytest.mark.clause("TAM-01")
def test_a_suspended_contract_owes_nothing_on_those_days(ask):
    asked = ask("TAM-02", FOUR, at=NOON).asked
    rest = (Period(date(2026, 7, 7), date(2026, 7, 7)),)
    suspended = replace(asked, contract=replace(asked.contract, suspended=rest))
    assert decide(suspended).verdict is Verdict.NO


@pytest.mark.clause("NOTE-4")
def test_a_violated_secure_site_is_reported_and_cover_is_not_dropped(ask, sites):
    secure = replace(sites["denver"], secure=True)
    decision = ask("TAM-02", "basic", site=secure, at=NOON)
    assert decision.verdict is Verdict.YES
    assert "gate.secure_unknown" in [said.code for said in decision.caveats]
    assert "NOTE-4" in decision.clauses
    assert {"A10", "A11"} <= set(decision.readings)
    assert "gate.secure_unknown" not in [
        said.code for said in ask("TAM-02", FOUR, site=secure, at=NOON).caveats
    ]
    empty = ask("TAM-02", site=secure, at=NOON)
    assert empty.gates == ()


@pytest.mark.clause("TAM-05")
def test_refused_remote_access_keeps_the_entitlement_and_names_the_charge(ask):
    decision = ask(
        "TAM-04",
        FOUR,
        dispatched=NOON,
        refused_steps=("remote_access_granted",),
    )
    assert decision.verdict is Verdict.YES
    assert decision.promise.committed
    assert decision.charges[0].price == (
        "then-current rate for on-site work that could have been done remotely"
    )
    assert "A28" in decision.readings
    gone = ask("TAM-04", at=NOON, refused_steps=("remote_access_granted",))
    assert [charge.id for charge in gone.charges] == ["remote_access_granted"]


@pytest.mark.clause("TAM-04")
def test_a_machine_that_stands_elsewhere_is_warned_about(ask, sites):
    abroad = UnitFacts("S-1", stands_at=sites["oslo"])
    decision = ask("TAM-02", NBD, unit=abroad, called="2026-07-07T16:30:00-06:00")
    assert decision.promise.covered
    assert [said.text for said in decision.caveats if said.code == "place.elsewhere"] == [
        (
            "The machine stands at Oslo, not at Denver where it is registered; hours and holidays "
            "follow the registration."
        )
    ]
    actual = DEFAULTS.with_("A30", "actual_place")
    there = ask("TAM-02", NBD, unit=abroad, house=actual, called="2026-07-07T16:30:00-06:00")
    assert not there.promise.covered
    assert "A30" in there.readings


def at(site, latitude, longitude):
    return replace(site, latitude=latitude, longitude=longitude)


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(
    ("there", "warned"), [((39.9, -104.9), False), ((40.2, -104.9), True), (None, False)]
)
def test_more_than_25_miles_off_is_warned_about(ask, sites, there, warned):
    home = at(sites["denver"], 39.74, -104.98)
    stands = at(home, *there) if there else replace(home, latitude=None, longitude=None)
    decision = ask("TAM-02", NBD, site=home, unit=UnitFacts("S-1", stands_at=stands), at=NOON)
    assert ("A30" in decision.readings) is warned


def test_a_line_for_another_machine_does_not_count(ask):
    asked = ask("TAM-02", FOUR, at=NOON).asked
    line = replace(asked.contract.lines[0], unit="S-2")
    elsewhere = replace(asked, contract=replace(asked.contract, lines=(line,)))
    assert decide(elsewhere).verdict is Verdict.NO
    assert decide(replace(elsewhere, unit=UnitFacts("S-2"))).verdict is Verdict.YES
    assert decide(replace(elsewhere, unit=None)).verdict is Verdict.NO


@pytest.mark.clause("TAM-03")
def test_a_decision_says_what_another_reading_would_change(ask):
    decision = ask("TAM-03", NBD, site="helsinki", released="2026-05-07T15:45:00+03:00")
    found = {(one.reading, one.value): one for one in differences(decision)}
    assert found[("A2", "utc_plus_1")].promise.deliver_on == date(2026, 5, 8)
    assert ("A21", "one_calendar") not in found
    switched = ask(
        "TAM-03",
        NBD,
        site="helsinki",
        house=DEFAULTS.with_("A2", "utc_plus_1"),
        released="2026-05-07T15:45:00+03:00",
    )
    back = {(one.reading, one.value): one for one in differences(switched)}
    assert back[("A2", "Europe/Brussels")].promise.deliver_on == date(2026, 5, 11)


@pytest.mark.clause("TAM-03")
def test_a_contracts_own_reading_rules_and_is_set_aside_to_compare(ask):
    own = (("A2", "utc_plus_1"), ("A18", 42))
    decision = ask(
        "TAM-03", NBD, site="helsinki", readings=own, released="2026-05-07T15:45:00+03:00"
    )
    assert decision.promise.deliver_on == date(2026, 5, 8)
    found = {(one.reading, one.value) for one in differences(decision)}
    assert ("A2", "Europe/Brussels") in found
    assert "A2=utc_plus_1 by contract" in as_text(decision)


@pytest.mark.clause("TAM-03")
def test_a_decision_is_stored_and_replayed_to_the_byte(ask):
    decision = ask(
        "TAM-03",
        NBD,
        "tam",
        site="oslo",
        house=DEFAULTS.with_("A3", "exclusive"),
        readings=(("A18", "42"),),
        released="2026-05-13T14:31:00+02:00",
        diagnosed="2026-05-13T11:00:00+02:00",
    )
    text = to_json(decision)
    assert from_json(Decision, text) == decision
    stored, again = replay(text)
    assert stored == decision
    assert to_json(again) == text


CLAUSE_IDS = [clause for clause in CLAUSES if clause.startswith("TAM") and clause != "TAM-01"]
BASES = [level.id for level in standard().of_kind(next(iter(type(standard().level("tam").kind))))]
PLACES = [
    SiteFacts("America/Denver", "US", "Denver", "CO"),
    SiteFacts("America/Anchorage", "US", "Anchorage", "AK"),
    SiteFacts("Europe/Oslo", "NO", "Oslo"),
    SiteFacts("Asia/Riyadh", "SA", "Riyadh", secure=True),
    SiteFacts("Australia/Lord_Howe", "AU", "Lord Howe"),
]
MOMENTS = st.datetimes(datetime(2020, 2, 1), datetime(2030, 11, 30))  # noqa: DTZ001


@st.composite
def questions(draw):
    site = draw(st.sampled_from(PLACES))
    moments = [draw(MOMENTS).replace(tzinfo=site.tz) for _ in range(3)]
    years = date(2020, 1, 1), date(2030, 12, 31)
    levels = [draw(st.sampled_from(BASES)), *draw(st.lists(st.sampled_from(["tam", "asm"])))]
    lines = tuple(LineFacts(level, *years, number) for number, level in enumerate(levels, 1))
    events = Events(
        called=moments[0], released=moments[1], dispatched=moments[2], diagnosed=moments[1]
    )
    clause = draw(st.sampled_from(CLAUSE_IDS))
    return Asked(ContractFacts("C", *years, lines), site, None, clause, moments[0], events)


@given(questions())
@settings(max_examples=40, deadline=None)
def test_any_question_gives_one_decision_that_survives_storing(asked):
    decision = decide(asked)
    text = to_json(decision)
    assert to_json(decide(from_json(Decision, text).asked)) == text
    assert as_text(decision, differences(decision))
    promise = decision.promise
    if promise is not None and promise.ship_on and promise.deliver_on:
        assert promise.deliver_on > promise.ship_on
    if promise is not None and promise.arrive_by:
        assert promise.arrive_by > asked.events.dispatched


@given(questions())
@settings(max_examples=20, deadline=None)
def test_unknown_is_never_a_no(asked):
    decision = decide(asked)
    assert (decision.verdict is Verdict.UNKNOWN) is (decision.status is ClauseStatus.UNKNOWN)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"at": datetime(2026, 3, 4, 10)}, "at: 2026-03-04T10:00:00 has no offset"),  # noqa: DTZ001
        ({"at": datetime.fromisoformat("1969-01-01T00:00:00+00:00")}, "at: the year 1969"),
        ({"at": datetime.fromisoformat("9999-12-31T23:59:59+00:00")}, "at: the year 9999"),
        ({"at": datetime.fromisoformat("0001-01-01T00:00:00+00:00")}, "at: the year 1 is"),
    ],
)
def test_moments_that_cannot_be_counted_are_refused(ask, change, message):
    asked = ask("TAM-02", FOUR, at=NOON).asked
    with pytest.raises(BadFacts, match=message):
        decide(replace(asked, **change))


def test_a_place_without_a_calendar_or_with_a_wrong_week_is_refused(ask, sites):
    odd = replace(sites["denver"], week=("mon", "funday"))
    with pytest.raises(BadFacts, match="week: 'funday' is no day; the days are mon"):
        ask("TAM-02", NBD, site=odd, at=NOON)
    with pytest.raises(BadFacts, match="country: There is no country 'ZZ'"):
        SiteFacts("UTC", "ZZ")
    assert SiteFacts("UTC", "no").country == "NO"
    with pytest.raises(OutOfRange, match="The holidays of JP are known from 2000 to 2060"):
        ask("TAM-04", NBD, site="tokyo", at=NOON, dispatched="2099-07-07T12:00:00+09:00")
    with pytest.raises(BadFacts, match="the year 2300 is outside 1971 to 2199"):
        days_of(sites["denver"], 2300, DEFAULTS)
    with pytest.raises(BadFacts, match="dispatched: the year 2300"):
        ask("TAM-04", NBD, at=NOON, dispatched="2300-01-01T00:00:00+00:00")


@pytest.mark.clause("TAM-03")
def test_the_text_tells_sentence_line_reading_and_rules(ask):
    decision = ask("TAM-03", NBD, "tam", site="oslo", released="2026-05-13T14:31:00+02:00")
    text = as_text(decision, differences(decision))
    for words in (
        "TAM-03 Parts Replacement: yes",
        '"Governed by base service level."',
        "Asked for 2026-05-13 14:31+02:00 at Oslo, NO (Europe/Oslo)",
        "Decided by SpectraGuard Next Business Day On Site (version 1, partial), contract C-1",
        "Source: https://support.spectralogic.com/spectraguard-next-business-day-on-site",
        "Window: business window in Europe/Oslo",
        "  ships on 2026-05-15",
        "  is delivered on 2026-05-18",
        "  TAM-01 fails: Technical Account Management (TAM) may not stand on Next Business Day",
        "  A2: ",
        "  A2=utc_plus_1: yes; ships on 2026-05-13; is delivered on 2026-05-15",
        "  expedited_delivery: at cost",
        "Data: catalogue 1-",
    ):
        assert words in text
    held = ask("TAM-03", NBD, at=NOON, open_steps=("troubleshooting_complete",))
    assert "Clock waits on:\n  troubleshooting_complete, the vendor moves" in as_text(held)
    closed = ask("TAM-02", NBD, at="2026-07-07T19:00:00-06:00")
    assert "  closed at this moment\n  opens again 2026-07-08 08:00-06:00" in as_text(closed)
    assert "\n  not committed" in as_text(ask("TAM-03", FOUR, released=NOON))
    nobody = as_text(ask("TAM-02", at=NOON))
    assert "Decided by" not in nobody
    assert "Window: at all hours" in as_text(ask("TAM-02", FOUR, at=NOON))
    assert "Source:" not in as_text(ask("TAM-02", "nbd_on_site_24h_phone", at=NOON))


def test_the_json_form_has_each_sentence_in_words(ask):
    decision = ask("TAM-03", NBD, site="helsinki", released="2026-05-07T15:45:00+03:00")
    found = explained(decision, differences(decision))
    assert found["clause"]["promise"] == "Governed by base service level."
    assert found["promise"]["deliver_on"] == "2026-05-11"
    assert found["readings"][0]["id"] == "A6"
    assert found["tried"][-1]["outcome"] == "decides"
    assert found["other_readings"][0]["reading"] == "A2"


@pytest.mark.clause("TAM-04")
def test_what_if_shows_both_promises_side_by_side(ask):
    asked = ask("TAM-04", NBD, dispatched="2026-07-07T16:00:00-06:00").asked
    telephone = replace(asked, clause="TAM-17")
    better = under(asked.contract, 1, FOUR)
    (arrival, portal) = what_if([asked, telephone], better)
    assert arrival.actual.promise.arrive_by.isoformat() == "2026-07-08T17:00:00-06:00"
    assert arrival.instead.promise.arrive_by.isoformat() == "2026-07-07T20:00:00-06:00"
    assert (arrival.differs, portal.differs) == (True, False)
    text = side_by_side([arrival, portal])
    assert "TAM-04 at 2026-07-07 16:00-06:00: differs\n  nbd_on_site: yes; arrives from" in text
    assert "TAM-17 at 2026-07-07 16:00-06:00: the same\n  nbd_on_site: unknown" in text
    nothing = side_by_side(what_if([asked], replace(better, lines=())))
    assert "  no level: no" in nothing
    with pytest.raises(BadFacts, match=r"lines\[7\]: the contract C-1 has no such line"):
        under(asked.contract, 7, FOUR)
    two = ContractFacts("C-2", *_years(asked), (*asked.contract.lines, _tam(asked)))
    assert [line.level for line in under(two, 1, FOUR).lines] == [FOUR, "tam"]


def _years(asked):
    return asked.contract.starts_on, asked.contract.ends_on


def _tam(asked):
    return LineFacts("tam", *_years(asked), 2)
