"""A decision in words, as JSON, and beside another level."""

from dataclasses import replace

import pytest

from tam.domain.entitlement.decide import differences
from tam.domain.entitlement.facts import (
    BadFacts,
    ContractFacts,
    LineFacts,
)
from tam.domain.entitlement.render import as_text, explained, side_by_side
from tam.domain.entitlement.whatif import under, what_if

NBD, FOUR = "nbd_on_site", "four_hour_on_site"
NOON = "2026-07-07T12:00:00-06:00"


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
