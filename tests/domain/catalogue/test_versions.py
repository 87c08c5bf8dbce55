"""A newer version of a level: new contract lines take it, old ones stay on theirs."""

from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from tam.domain.catalogue.load import load
from tam.domain.entitlement.contracts import Estate, check_contract
from tam.domain.entitlement.decide import decide
from tam.domain.entitlement.decision import Asked, Verdict
from tam.domain.entitlement.facts import ContractFacts, LineFacts, SiteFacts
from tam.domain.entitlement.pairing import pair_levels
from tam.domain.readings import DEFAULTS

FOLDER = files("tam.domain.catalogue")
COMMON = FOLDER.joinpath("common.yaml").read_text(encoding="utf-8")
LEVELS = {
    file.name: file.read_text(encoding="utf-8") for file in FOLDER.joinpath("levels").iterdir()
}
NEW = "version: 2\nvalid_from: 2026-07-01"
OSLO = SiteFacts("Europe/Oslo", "NO", "Oslo")
AT = datetime(2026, 9, 2, 10, tzinfo=UTC)


def newer(name, old="", new="", valid=NEW):
    text = LEVELS[f"{name}.yaml"].replace("version: 1", valid, 1)
    assert old in text
    return {f"{name}-2.yaml": text.replace(old, new, 1) if old else text}


CATALOGUE = load(
    COMMON,
    LEVELS
    | newer("four_hour_on_site", "amount: 4", "amount: 6")
    | newer("tam", "[nbd_on_site_24h_phone, four_hour_on_site]", "[four_hour_on_site]")
    | newer("nbd_on_site_24h_phone", "window: always}", "window: business}")
    | newer(
        "phone_uplift_24x7",
        "telephone_support: {status: included",
        "telephone_support: {status: not_included",
    ),
)


def asked(clause, starts, *lines):
    made = tuple(
        LineFacts(level, starts, date(2030, 12, 31), number, options=options)
        for number, (level, options) in enumerate(lines, start=1)
    )
    contract = ContractFacts("SG-1", starts, date(2030, 12, 31), made, "MSA 7")
    return decide(Asked(contract, OSLO, None, clause, AT), CATALOGUE)


OLD, LATER = date(2026, 6, 30), date(2026, 7, 1)


def test_the_day_a_line_starts_takes_its_version():
    assert CATALOGUE.level_on("four_hour_on_site", OLD).version == 1
    assert CATALOGUE.level_on("four_hour_on_site", LATER).version == 2
    assert CATALOGUE.level("four_hour_on_site").version == 2
    assert [one.version for one in CATALOGUE.versions["tam"]] == [1, 2]


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize(("starts", "version", "hours"), [(OLD, 1, 4), (LATER, 2, 6)])
def test_an_old_contract_keeps_its_text_after_the_newer_one_is_in_force(starts, version, hours):
    found = asked("TAM-04", starts, ("four_hour_on_site", ()))
    assert found.governing is not None
    assert found.governing.version == version
    assert found.target is not None
    assert found.target.amount == hours


@pytest.mark.clause("TAM-01")
def test_an_old_add_on_keeps_the_bases_it_was_sold_with():
    base = ("nbd_on_site_24h_phone", ())
    assert asked("TAM-06", OLD, base, ("tam", ())).verdict is Verdict.YES
    refused = asked("TAM-06", LATER, base, ("tam", ()))
    assert refused.verdict is not Verdict.YES
    assert any(one.rule == "TAM-01" for one in refused.tried)


@pytest.mark.clause("TAM-02")
def test_an_option_turns_an_old_line_into_the_level_of_its_day():
    line = ("nbd_on_site", ("phone_uplift_24x7",))
    old, new = asked("TAM-02", OLD, line), asked("TAM-02", LATER, line)
    assert old.window is not None
    assert new.window is not None
    assert (old.window.hours.value, new.window.hours.value) == ("always", "business")


@pytest.mark.clause("TAM-02")
def test_an_option_says_what_it_said_when_the_line_began():
    line = ("basic", ("phone_uplift_24x7",))
    old, new = asked("TAM-02", OLD, line), asked("TAM-02", LATER, line)
    assert old.window is not None
    assert new.window is not None
    assert (old.window.hours.value, new.window.hours.value) == ("always", "business")


def test_an_option_is_checked_by_the_text_of_the_day_it_was_sold():
    catalogue = load(COMMON, LEVELS | newer("phone_uplift_24x7", "[basic, nbd_on_site]", "[basic]"))

    def wrong(starts):
        line = LineFacts("nbd_on_site", starts, date(2030, 12, 31), options=("phone_uplift_24x7",))
        contract = ContractFacts("SG-1", starts, date(2030, 12, 31), (line,), "MSA 7")
        found = check_contract(contract, Estate(()), DEFAULTS, catalogue)
        return [one.field for one in found]

    assert wrong(OLD) == []
    assert wrong(LATER) == ["lines[1].options"]


def test_a_pair_without_a_day_is_asked_of_the_newest_texts():
    level = CATALOGUE.level
    base, options = level("nbd_on_site"), ("phone_uplift_24x7",)
    first, newest = level("tam", 1), level("tam")
    assert pair_levels(first, base, options, DEFAULTS, CATALOGUE).allowed
    assert not pair_levels(newest, base, options, DEFAULTS, CATALOGUE).allowed
