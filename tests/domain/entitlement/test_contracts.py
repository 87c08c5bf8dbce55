"""What a contract is refused or warned for, with clause and field."""

from dataclasses import replace
from datetime import date

import pytest

from tam.domain.catalogue.load import standard
from tam.domain.entitlement.contracts import Estate, Weight, check_contract, refused
from tam.domain.entitlement.facts import (
    Availability,
    BadFacts,
    CenterFacts,
    ContractFacts,
    LineFacts,
    Period,
    SiteFacts,
)
from tam.domain.readings import DEFAULTS

START, END = date(2026, 1, 1), date(2026, 12, 31)
DENVER = SiteFacts(
    "America/Denver", "US", "Denver", "CO", center=CenterFacts("Boulder", 40_000.0), id="s1"
)
TABLE = Availability(
    date(2026, 1, 1),
    (("four_hour_on_site", ("continental_us",)), ("basic", ("continental_us", "eu_no_ch"))),
)


def line(level, number=1, first=START, last=END, **more):
    return LineFacts(level, first, last, number, site="s1", **more)


def contract(*lines, **more):
    facts = {"master_agreement": "MSA 2024"} | more
    return ContractFacts("C-1", START, END, lines, **facts)


def found(made, site=DENVER, region="continental_us", table=TABLE, house=DEFAULTS):
    estate = Estate((("s1", site, region),), table)
    return check_contract(made, estate, house, standard())


def brief(findings):
    return [(one.weight.value, one.clause, one.field, one.reason.code) for one in findings]


@pytest.mark.clause("TAM-01")
def test_tam_on_four_hour_at_a_near_site_is_clean():
    assert found(contract(line("four_hour_on_site"), line("tam", 2))) == ()


@pytest.mark.clause("TAM-01")
def test_tam_on_plain_next_business_day_is_refused_with_its_remedy():
    findings = found(contract(line("nbd_on_site"), line("tam", 2)), table=None)
    tam = [one for one in findings if one.clause == "TAM-01"]
    assert brief(tam) == [("refuses", "TAM-01", "lines[2].level", "pairing.not_named")]
    assert tam[0].remedies[0].text == "Add 24 Hour Phone uplift to Next Business Day On Site."
    assert refused(findings)


@pytest.mark.clause("TAM-01")
def test_an_add_on_that_outlives_its_base_is_refused_with_the_days():
    base = line("four_hour_on_site", last=date(2026, 6, 30))
    findings = found(contract(base, line("tam", 2)))
    assert brief(findings) == [
        ("refuses", "TAM-01", "lines[2].level", "contract.add_on_alone"),
        ("warns", "TAM-01", "lines", "contract.gap"),
    ]
    assert findings[0].reason.text.startswith(
        "Technical Account Management (TAM) has no allowed base on 2026-07-01 to 2026-12-31"
    )
    assert findings[0].readings == ("A31",)


@pytest.mark.clause("TAM-01")
def test_a_suspended_base_voids_its_add_on():
    rest = Period(date(2026, 3, 1), date(2026, 3, 31))
    base = line("four_hour_on_site", suspended=(rest,))
    findings = found(contract(base, line("tam", 2)))
    assert "2026-03-01 to 2026-03-31" in findings[0].reason.text
    whole = contract(line("four_hour_on_site"), line("tam", 2), suspended=(rest,))
    assert found(whole) == ()


@pytest.mark.clause("TAM-01")
def test_the_same_level_twice_and_two_bases_are_refused():
    twice = contract(line("four_hour_on_site"), line("four_hour_on_site", 2))
    assert brief(found(twice)) == [("refuses", "TAM-01", "lines[2].starts_on", "contract.doubled")]
    two = contract(line("four_hour_on_site"), line("basic", 2))
    assert brief(found(two))[0] == (
        "refuses",
        "TAM-01",
        "lines[2].starts_on",
        "contract.two_bases",
    )


def test_lines_that_share_no_day_machine_or_site_do_not_double():
    after = contract(
        line("four_hour_on_site", last=date(2026, 6, 30)),
        line("four_hour_on_site", 2, first=date(2026, 7, 1)),
    )
    assert found(after) == ()
    machines = contract(line("four_hour_on_site", unit="A"), line("four_hour_on_site", 2, unit="B"))
    assert found(machines) == ()
    elsewhere = contract(
        line("four_hour_on_site"), replace(line("four_hour_on_site", 2), site="s2")
    )
    assert found(elsewhere) == ()


@pytest.mark.clause("NOTE-7")
def test_lines_and_suspensions_stay_inside_the_contract():
    early = contract(line("four_hour_on_site", first=date(2025, 12, 1)))
    assert brief(found(early)) == [("refuses", "NOTE-7", "lines[1].starts_on", "contract.outside")]
    rest = Period(date(2026, 12, 1), date(2027, 1, 31))
    late = contract(line("four_hour_on_site"), suspended=(rest,))
    assert ("refuses", "NOTE-7", "suspended", "contract.pause_outside") in brief(found(late))
    nameless = contract(line("four_hour_on_site"), master_agreement="")
    assert brief(found(nameless)) == [
        ("warns", "NOTE-7", "master_agreement", "contract.no_master_agreement")
    ]


def test_an_option_that_does_not_fit_its_level_is_refused():
    findings = found(contract(line("four_hour_on_site", options=("phone_uplift_24x7",))))
    assert brief(findings) == [
        ("refuses", "phone_uplift_24x7", "lines[1].options", "pairing.option_does_not_fit")
    ]
    fits = contract(line("nbd_on_site", options=("phone_uplift_24x7",)), line("tam", 2))
    assert not refused(found(fits, table=None))


@pytest.mark.clause("NOTE-4")
def test_a_secure_site_needs_an_on_site_contract():
    secure = replace(DENVER, secure=True)
    findings = found(contract(line("basic")), site=secure)
    assert brief(findings) == [("refuses", "NOTE-4", "lines[1].level", "gate.secure_unknown")]
    assert findings[0].readings == ("A10", "A11")
    assert not refused(found(contract(line("four_hour_on_site")), site=secure))
    warned = found(contract(line("basic")), site=secure, house=DEFAULTS.with_("A10", "warn"))
    assert [one.weight for one in warned] == [Weight.WARNS]


@pytest.mark.clause("NOTE-5")
def test_a_level_that_is_not_offered_in_the_region_is_refused_with_the_tables_date():
    findings = found(contract(line("four_hour_on_site")), region="eu_no_ch")
    assert brief(findings) == [("refuses", "NOTE-5", "lines[1].level", "gate.region_not_offered")]
    assert "2026-01-01" in findings[0].reason.text
    untabled = found(contract(line("nbd_on_site")))
    assert brief(untabled) == [("warns", "NOTE-5", "lines[1].level", "gate.region_unknown")]


@pytest.mark.clause("NOTE-6")
def test_beyond_fifty_miles_the_contract_stands_with_a_warning():
    far = replace(DENVER, center=CenterFacts("Boulder", 80_467.21))
    assert brief(found(contract(line("four_hour_on_site")), site=far)) == [
        ("warns", "NOTE-6", "lines[1].level", "gate.radius_outside")
    ]
    unmeasured = replace(DENVER, center=None)
    assert brief(found(contract(line("four_hour_on_site")), site=unmeasured)) == [
        ("warns", "NOTE-6", "lines[1].level", "gate.radius_unknown")
    ]


def test_a_line_without_a_known_site_passes_no_gate():
    nowhere = contract(replace(line("four_hour_on_site"), site=None))
    assert found(nowhere) == ()


def test_a_contracts_own_reading_rules_its_check():
    made = contract(
        line("same_business_day_on_site"), line("tam", 2), readings=(("A32", "allow_sbd"),)
    )
    assert not refused(found(made, table=None))


def test_facts_that_cannot_be_true_are_refused_by_field():
    with pytest.raises(BadFacts, match="line 1, ends_on: 2025-12-31 is before starts_on"):
        line("basic", last=date(2025, 12, 31))
    with pytest.raises(BadFacts, match="contract C-9, ends_on"):
        ContractFacts("C-9", END, START, ())
    with pytest.raises(BadFacts, match="ends_on"):
        Period(END, START)


@pytest.mark.clause("NOTE-5")
def test_a_line_is_asked_of_the_table_of_its_first_day():
    withdrawn = Availability(date(2026, 6, 1), (("four_hour_on_site", ("eu_no_ch",)),))
    offered = Availability(date(2026, 1, 1), (("four_hour_on_site", ("continental_us",)),))
    estate = Estate((("s1", DENVER, "continental_us"),), tables=(offered, withdrawn))

    def findings(first):
        made = contract(line("four_hour_on_site", first=first))
        return brief(check_contract(made, estate, DEFAULTS, standard()))

    assert ("refuses", "NOTE-5", "lines[1].level", "gate.region_not_offered") not in findings(START)
    late = findings(date(2026, 7, 1))
    assert ("refuses", "NOTE-5", "lines[1].level", "gate.region_not_offered") in late
