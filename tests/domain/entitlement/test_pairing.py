"""Which add-on may stand on which base, and on which days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tam.domain.catalogue.load import standard
from tam.domain.entitlement.facts import LineFacts, Period
from tam.domain.entitlement.pairing import level_of, pair, pair_days
from tam.domain.entitlement.wording import kind_of
from tam.domain.readings import DEFAULTS

CATALOGUE = standard()


def ask(add_on, base, *options, **readings):
    chosen = DEFAULTS
    for key, value in readings.items():
        chosen = chosen.with_(key, value)
    return pair(add_on, base, options, chosen, CATALOGUE)


def line(level, first, last, number=1, **more):
    return LineFacts(level, date.fromisoformat(first), date.fromisoformat(last), number, **more)


@pytest.mark.clause("TAM-01")
@pytest.mark.parametrize(
    ("base", "allowed", "readings"),
    [
        ("basic", False, ()),
        ("nbd_on_site", False, ()),
        ("nbd_on_site_24h_phone", True, ()),
        ("same_business_day_on_site", False, ("A32",)),
        ("four_hour_on_site", True, ()),
        ("asm_platinum", False, ("A14", "A32")),
        ("asm", False, ()),
    ],
)
def test_tam_stands_on_two_bases_only(base, allowed, readings):
    found = ask("tam", base)
    assert (found.allowed, found.because, found.readings) == (allowed, "TAM-01", readings)


@pytest.mark.clause("TAM-01")
def test_a_refused_pair_says_what_would_make_it_allowed():
    plain = ask("tam", "nbd_on_site")
    assert [said.text for said in plain.remedies] == [
        "Add 24 Hour Phone uplift to Next Business Day On Site."
    ]
    basic = ask("tam", "basic")
    assert basic.reason.text == (
        "Technical Account Management (TAM) may not stand on Basic; it needs Next Business Day "
        "On Site w/ 24 Hour Phone or Four Hour On Site."
    )
    assert "Change the base from Basic to" in basic.remedies[0].text


@pytest.mark.clause("TAM-01")
def test_the_telephone_uplift_turns_plain_next_business_day_into_an_allowed_base():
    assert ask("tam", "nbd_on_site", "phone_uplift_24x7").allowed
    assert not ask("tam", "basic", "phone_uplift_24x7").allowed


@pytest.mark.clause("TAM-01")
@pytest.mark.parametrize(
    ("base", "allowed", "readings"),
    [
        ("basic", False, ()),
        ("nbd_on_site", True, ()),
        ("nbd_on_site_24h_phone", True, ("A15",)),
        ("same_business_day_on_site", False, ()),
        ("four_hour_on_site", True, ()),
        ("asm_platinum", False, ("A14",)),
    ],
)
def test_asm_stands_on_the_bases_that_its_own_text_names(base, allowed, readings):
    found = ask("asm", base)
    assert (found.allowed, found.because, found.readings) == (allowed, "asm", readings)


@pytest.mark.clause("TAM-01")
def test_other_readings_change_the_pairs_they_are_about():
    assert ask("tam", "same_business_day_on_site", A32="allow_sbd").allowed
    assert not ask("tam", "asm_platinum", A32="allow_sbd").allowed
    assert not ask("asm", "nbd_on_site_24h_phone", A15="refused").allowed
    assert "24 Hour Phone" not in ask("asm", "basic", A15="refused").reason.text
    platinum = ask("tam", "asm_platinum", A14="add_on")
    assert platinum.reason.text == (
        "Technical Account Management (TAM) needs a base level; "
        "Assisted Self Maintenance Platinum is none."
    )
    assert ask("asm_platinum", "four_hour_on_site", A14="add_on").reason.text == (
        "No text names a base that Assisted Self Maintenance Platinum may stand on."
    )


def test_what_is_no_add_on_is_not_sold_beside_a_base():
    assert ask("asm_platinum", "four_hour_on_site").reason.text.endswith("it is sold alone.")
    assert not ask("basic", "four_hour_on_site").allowed


def test_an_option_is_sold_with_the_levels_it_names():
    assert ask("phone_uplift_24x7", "basic").allowed
    refused = ask("phone_uplift_24x7", "four_hour_on_site")
    assert not refused.allowed
    assert refused.because == "phone_uplift_24x7"


@pytest.mark.clause("TAM-01")
def test_an_add_on_is_void_on_the_days_without_its_base():
    tam = line("tam", "2026-01-01", "2026-12-31", 2)
    base = line("four_hour_on_site", "2025-07-01", "2026-06-30")
    days = pair_days(tam, (base, tam), DEFAULTS, CATALOGUE)
    assert days.stands == (Period(date(2026, 1, 1), date(2026, 6, 30)),)
    assert days.void == (Period(date(2026, 7, 1), date(2026, 12, 31)),)
    assert days.refusal is None
    assert not days.whole


@pytest.mark.clause("TAM-01")
def test_a_base_that_changes_level_voids_the_add_on_from_that_day():
    tam = line("tam", "2026-01-01", "2026-12-31", 3)
    old = line("four_hour_on_site", "2026-01-01", "2026-03-31")
    new = line("basic", "2026-04-01", "2026-12-31", 2)
    days = pair_days(tam, (old, new, tam), DEFAULTS, CATALOGUE)
    assert days.void == (Period(date(2026, 4, 1), date(2026, 12, 31)),)
    assert days.refusal is not None
    assert days.refusal.because == "TAM-01"


@pytest.mark.clause("TAM-01")
def test_days_on_which_the_add_on_itself_rests_are_neither_standing_nor_void():
    rest = Period(date(2026, 2, 1), date(2026, 2, 28))
    tam = line("tam", "2026-01-01", "2026-03-31", 2, suspended=(rest,))
    base = line("four_hour_on_site", "2026-01-01", "2026-12-31")
    days = pair_days(tam, (base, tam), DEFAULTS, CATALOGUE)
    assert days.whole
    assert days.stands == (
        Period(date(2026, 1, 1), date(2026, 1, 31)),
        Period(date(2026, 3, 1), date(2026, 3, 31)),
    )


@pytest.mark.clause("TAM-01")
def test_the_base_must_be_on_the_same_equipment():
    tam = line("tam", "2026-01-01", "2026-01-31", 2, unit="B", site="s1")
    other = line("four_hour_on_site", "2026-01-01", "2026-12-31", unit="A", site="s1")
    whole_site = line("four_hour_on_site", "2026-01-01", "2026-12-31", site="s1")
    elsewhere = line("four_hour_on_site", "2026-01-01", "2026-12-31", site="s2")
    assert not pair_days(tam, (other, elsewhere, tam), DEFAULTS, CATALOGUE).whole
    assert pair_days(tam, (other, whole_site, tam), DEFAULTS, CATALOGUE).whole


@pytest.mark.clause("TAM-01")
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_every_day_of_an_add_on_is_standing_or_void_and_never_both(spans):
    tam = LineFacts("tam", date(2026, 1, 1), date(2026, 2, 9), 9)
    first = date(2026, 1, 1).toordinal()
    bases = tuple(
        LineFacts(
            "four_hour_on_site",
            date.fromordinal(first + min(span)),
            date.fromordinal(first + max(span)),
            number,
        )
        for number, span in enumerate(spans)
    )
    days = pair_days(tam, (*bases, tam), DEFAULTS, CATALOGUE)
    for offset in range(40):
        day = date.fromordinal(first + offset)
        covered = any(base.active_on(day) for base in bases)
        assert any(period.covers(day) for period in days.stands) == covered
        assert any(period.covers(day) for period in days.void) != covered


def test_a_line_holds_the_version_it_was_sold_with():
    assert (
        level_of(line("tam", "2026-01-01", "2026-12-31", level_version=1), CATALOGUE).version == 1
    )
    assert kind_of(CATALOGUE.level("asm_platinum"), DEFAULTS).value == "base"
