"""Questions about a rule itself."""

from dataclasses import replace
from datetime import date

import pytest

from tam.domain.catalogue.terms import ClauseStatus
from tam.domain.entitlement import rules
from tam.domain.entitlement.codec import from_json, to_json
from tam.domain.entitlement.decide import differences
from tam.domain.entitlement.decision import Decision, Verdict
from tam.domain.entitlement.facts import Availability, CenterFacts

NOON = "2026-07-07T12:00:00-06:00"


@pytest.mark.clause("TAM-01")
@pytest.mark.parametrize(
    ("levels", "options", "verdict"),
    [
        (("four_hour_on_site", "tam"), (), Verdict.YES),
        (("nbd_on_site", "tam"), (), Verdict.NO),
        (("nbd_on_site", "tam"), ("phone_uplift_24x7",), Verdict.YES),
        (("four_hour_on_site",), (), Verdict.NO),
        (("four_hour_on_site", "asm"), (), Verdict.NO),
        (("tam",), (), Verdict.NO),
    ],
)
def test_is_tam_paired(ask, levels, options, verdict):
    decision = ask("TAM-01", *levels, options=options, at=NOON)
    assert decision.verdict is verdict
    assert (decision.status is ClauseStatus.INCLUDED) is (verdict is Verdict.YES)
    assert decision.clauses == ("TAM-01",)
    assert from_json(Decision, to_json(decision)) == decision


@pytest.mark.clause("TAM-01")
def test_the_reason_and_the_remedy_of_a_refused_pair(ask):
    decision = ask("TAM-01", "nbd_on_site", "tam", at=NOON)
    assert decision.reason.code == "pairing.not_named"
    assert [said.code for said in decision.remedies] == ["remedy.add_option"]
    alone = ask("TAM-01", "four_hour_on_site", at=NOON)
    assert alone.reason.text == (
        "No line for Technical Account Management is active on 2026-07-07."
    )
    nothing = ask("TAM-01", "tam", at=NOON)
    assert nothing.reason.text == "No base level is active on 2026-07-07."


@pytest.mark.clause("TAM-01")
def test_another_reading_may_allow_the_pair(ask):
    decision = ask("TAM-01", "same_business_day_on_site", "tam", at=NOON)
    found = {(one.reading, one.value): one.verdict for one in differences(decision)}
    assert found[("A32", "allow_sbd")] is Verdict.YES


@pytest.mark.clause("NOTE-4")
def test_is_the_secure_site_allowed(ask, sites):
    secure = replace(sites["denver"], secure=True)
    assert ask("NOTE-4", "four_hour_on_site", site=secure, at=NOON).verdict is Verdict.YES
    refused = ask("NOTE-4", "basic", site=secure, at=NOON)
    assert refused.verdict is Verdict.NO
    assert refused.remedies[-1].code == "remedy.on_site_level"
    assert ask("NOTE-4", site=secure, at=NOON).verdict is Verdict.NO


@pytest.mark.clause("NOTE-5")
def test_no_table_of_regions_is_published(ask):
    decision = ask("NOTE-5", "four_hour_on_site", site="oslo", at=NOON)
    assert decision.verdict is Verdict.UNKNOWN
    assert decision.reason.text == (
        "Whether Four Hour On Site is offered in the EU, Norway and Switzerland is not published."
    )
    assert ask("NOTE-5", site="oslo", at=NOON).verdict is Verdict.UNKNOWN


@pytest.mark.clause("NOTE-5")
def test_a_level_is_asked_against_the_table_of_its_line_s_first_day(ask, monkeypatch):
    tables = {True: ("eu_no_ch",), False: ()}  # withdrawn after the line had begun

    def table_on(day):
        return Availability(day, (("four_hour_on_site", tables[day < date(2026, 7, 1)]),))

    monkeypatch.setattr(rules, "table_on", table_on)
    decision = ask("NOTE-5", "four_hour_on_site", site="oslo", at=NOON)
    assert decision.verdict is Verdict.YES
    assert "is offered in the EU, Norway and Switzerland" in decision.reason.text


@pytest.mark.clause("NOTE-6")
def test_is_the_site_near_enough(ask, sites):
    assert ask("NOTE-6", "four_hour_on_site", at=NOON).verdict is Verdict.YES
    far = replace(sites["denver"], center=CenterFacts("far", 90_000.0))
    assert ask("NOTE-6", "four_hour_on_site", site=far, at=NOON).verdict is Verdict.NO
    unmeasured = replace(sites["denver"], center=None)
    unknown = ask("NOTE-6", "four_hour_on_site", site=unmeasured, at=NOON)
    assert unknown.verdict is Verdict.UNKNOWN
    assert ask("NOTE-6", "basic", site=far, at=NOON).verdict is Verdict.YES
