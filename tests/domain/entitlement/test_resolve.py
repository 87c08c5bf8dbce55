"""Which level of a contract answers a clause."""

from datetime import date
from importlib.resources import files

import pytest

from tam.domain.catalogue.load import load, standard
from tam.domain.catalogue.terms import ClauseStatus, Hours, PartKind
from tam.domain.entitlement.facts import LineFacts
from tam.domain.entitlement.resolve import Outcome, caveats_of, resolve
from tam.domain.readings import DEFAULTS

CATALOGUE = standard()
DAY = date(2026, 3, 4)
INCLUDED, NOT_INCLUDED, UNKNOWN = (
    ClauseStatus.INCLUDED,
    ClauseStatus.NOT_INCLUDED,
    ClauseStatus.UNKNOWN,
)


def lines(*levels, options=()):
    return tuple(
        LineFacts(
            level,
            date(2026, 1, 1),
            date(2026, 12, 31),
            number,
            options=options if number == 1 else (),
        )
        for number, level in enumerate(levels, start=1)
    )


def ask(key, *levels, options=(), part=None, readings=DEFAULTS, catalogue=CATALOGUE):
    return resolve(key, lines(*levels, options=options), DAY, readings, catalogue, part)


def who(found):
    return (found.status, None if found.level is None else found.level.id)


@pytest.mark.clause("TAM-02")
@pytest.mark.parametrize("base", ["four_hour_on_site", "nbd_on_site_24h_phone"])
def test_what_tam_leaves_to_the_base_is_the_bases(base):
    found = ask("telephone_support", base, "tam")
    assert who(found) == (INCLUDED, base)
    assert found.terms is not None
    assert found.terms.hours is Hours.ALWAYS
    assert [tried.outcome for tried in found.tried] == [
        Outcome.HOLDS,
        Outcome.PASSES_ON,
        Outcome.DECIDES,
    ]


@pytest.mark.clause("TAM-05")
def test_unknown_in_the_base_stays_unknown_and_is_never_a_no():
    found = ask("remote_troubleshooting", "four_hour_on_site", "tam")
    assert who(found) == (UNKNOWN, "four_hour_on_site")
    assert [said.code for said in caveats_of(found)] == ["caveat.unknown", "caveat.likely"]
    silent = ask("storage_crisis_lifeline", "basic")
    assert [said.code for said in caveats_of(silent)] == ["caveat.unknown"]


@pytest.mark.clause("TAM-16")
def test_not_included_in_tam_does_not_cancel_what_asm_brings():
    found = ask("parts_stocked_on_site", "four_hour_on_site", "tam", "asm")
    assert who(found) == (INCLUDED, "asm")
    assert "A17" in found.readings
    strict = DEFAULTS.with_("A17", "strictest")
    refused = ask("parts_stocked_on_site", "four_hour_on_site", "tam", "asm", readings=strict)
    assert who(refused) == (NOT_INCLUDED, "tam")


@pytest.mark.clause("TAM-16")
def test_with_tam_alone_the_stocked_parts_of_the_base_are_not_known():
    assert who(ask("parts_stocked_on_site", "four_hour_on_site", "tam")) == (
        UNKNOWN,
        "four_hour_on_site",
    )


@pytest.mark.clause("TAM-06")
def test_the_proactive_duties_are_tams():
    assert who(ask("proactive_support", "four_hour_on_site", "tam")) == (INCLUDED, "tam")
    assert who(ask("proactive_support", "nbd_on_site")) == (NOT_INCLUDED, "nbd_on_site")


@pytest.mark.clause("TAM-01")
def test_a_void_add_on_brings_nothing_and_says_what_would_help():
    found = ask("proactive_support", "nbd_on_site", "tam")
    assert who(found) == (NOT_INCLUDED, "nbd_on_site")
    assert found.tried[0].rule == "TAM-01"
    assert found.tried[0].outcome is Outcome.FAILS
    assert "A31" in found.readings
    assert found.remedies[0].code == "remedy.add_option"


@pytest.mark.clause("TAM-01")
def test_nothing_is_owed_without_an_active_base():
    found = ask("telephone_support", "tam")
    assert who(found) == (NOT_INCLUDED, None)
    assert found.readings == ("A31",)
    assert [tried.found.text for tried in found.tried] == [
        "No base level is active on 2026-03-04.",
        "The add-on Technical Account Management (TAM) is void while no valid base is active.",
    ]
    assert caveats_of(found) == ()
    assert who(resolve("telephone_support", (), DAY, DEFAULTS, CATALOGUE)) == (NOT_INCLUDED, None)


@pytest.mark.clause("TAM-03")
def test_asm_answers_for_kit_parts_and_leaves_the_others_to_the_base():
    kit = ask("parts_replacement", "nbd_on_site", "asm", part=PartKind.IN_KIT)
    assert who(kit) == (INCLUDED, "asm")
    other = ask("parts_replacement", "nbd_on_site", "asm", part=PartKind.NOT_IN_KIT)
    assert who(other) == (INCLUDED, "nbd_on_site")


@pytest.mark.clause("TAM-05")
def test_the_telephone_uplift_turns_next_business_day_and_opens_remote_work():
    found = ask("remote_troubleshooting", "nbd_on_site", options=("phone_uplift_24x7",))
    assert who(found) == (INCLUDED, "nbd_on_site_24h_phone")
    assert found.terms is not None
    assert found.terms.hours is Hours.ALWAYS
    closed = ask(
        "remote_troubleshooting",
        "nbd_on_site",
        options=("phone_uplift_24x7",),
        readings=DEFAULTS.with_("A12", "false"),
    )
    assert closed.terms is not None
    assert closed.terms.hours is Hours.BUSINESS


@pytest.mark.clause("TAM-02")
def test_the_telephone_uplift_on_basic_answers_for_the_telephone():
    uplift = ("phone_uplift_24x7",)
    assert who(ask("telephone_support", "basic", options=uplift)) == (INCLUDED, "phone_uplift_24x7")
    assert who(ask("parts_replacement", "basic", options=uplift)) == (INCLUDED, "basic")
    remote = ask("remote_troubleshooting", "basic", options=uplift)
    assert who(remote) == (INCLUDED, "phone_uplift_24x7")
    assert remote.readings == ("A12",)
    without = DEFAULTS.with_("A12", "false")
    assert who(ask("remote_troubleshooting", "basic", options=uplift, readings=without)) == (
        UNKNOWN,
        "basic",
    )


def test_an_option_that_does_not_fit_or_is_no_option_says_nothing():
    odd = ("phone_uplift_24x7", "tam")
    found = ask("telephone_support", "four_hour_on_site", options=odd)
    assert who(found) == (INCLUDED, "four_hour_on_site")


@pytest.mark.clause("TAM-04")
def test_the_on_site_clause_of_basic_is_unknown_unless_read_otherwise():
    found = ask("on_site_parts_replacement", "basic")
    assert who(found) == (UNKNOWN, "basic")
    assert found.readings == ("A11",)
    read = DEFAULTS.with_("A11", "not_included")
    assert who(ask("on_site_parts_replacement", "basic", readings=read)) == (NOT_INCLUDED, "basic")


@pytest.mark.clause("TAM-04")
def test_four_hour_may_be_read_in_the_business_window():
    business = DEFAULTS.with_("A13", "business")
    found = ask("on_site_parts_replacement", "four_hour_on_site", readings=business)
    assert found.terms is not None
    assert found.terms.hours is Hours.BUSINESS


def test_of_two_bases_the_first_line_rules_and_the_answer_says_so():
    found = ask("telephone_support", "basic", "four_hour_on_site")
    assert who(found) == (INCLUDED, "basic")
    assert found.tried[0].found.code == "resolve.two_bases"


def test_partial_and_derived_wording_is_said():
    partial = ask("telephone_support", "nbd_on_site")
    assert [said.text for said in caveats_of(partial)] == [
        "The wording of this clause in Next Business Day On Site is known only in part."
    ]
    derived = ask("telephone_support", "nbd_on_site_24h_phone")
    assert [said.code for said in caveats_of(derived)] == ["caveat.derived"]
    assert caveats_of(ask("telephone_support", "four_hour_on_site")) == ()


def test_an_add_on_whose_text_is_unknown_makes_a_bases_no_unknown():
    folder = files("tam.domain.catalogue")
    texts = {
        file.name: file.read_text(encoding="utf-8") for file in folder.joinpath("levels").iterdir()
    }
    said = "proactive_support: {status: governed_by_base, evidence: partial}"
    unknown = "proactive_support: {status: unknown, evidence: unknown}"
    assert said in texts["asm.yaml"]
    texts["asm.yaml"] = texts["asm.yaml"].replace(said, unknown)
    common = folder.joinpath("common.yaml").read_text(encoding="utf-8")
    found = ask("proactive_support", "nbd_on_site", "asm", catalogue=load(common, texts))
    assert who(found) == (UNKNOWN, "asm")
    telephone = "telephone_support: {status: governed_by_base, evidence: partial}"
    assert telephone in texts["asm.yaml"]
    dark = telephone.replace("governed_by_base", "unknown")
    texts["asm.yaml"] = texts["asm.yaml"].replace(telephone, dark)
    included = ask("telephone_support", "nbd_on_site", "asm", catalogue=load(common, texts))
    assert who(included) == (INCLUDED, "nbd_on_site")
