"""The explained decision as a whole."""

from dataclasses import replace
from datetime import date

import pytest

from tam.domain.catalogue.load import standard
from tam.domain.catalogue.terms import ClauseStatus, Evidence, Hours
from tam.domain.entitlement.codec import from_json, to_json
from tam.domain.entitlement.decide import decide, differences, replay
from tam.domain.entitlement.decision import Decision, Verdict
from tam.domain.entitlement.facts import (
    Period,
    UnitFacts,
)
from tam.domain.entitlement.render import as_text
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
