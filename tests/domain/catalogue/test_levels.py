"""The levels as they come with the product: what each says, and that unknown stays unknown."""

from datetime import date

import pytest

from tam.domain.catalogue.load import UnknownLevel, standard
from tam.domain.catalogue.terms import ClauseStatus, Evidence, Hours, Kind, PartKind, TargetKind
from tam.domain.clauses import UnknownClause

KEYS = {
    "TAM-02": "telephone_support",
    "TAM-03": "parts_replacement",
    "TAM-04": "on_site_parts_replacement",
    "TAM-05": "remote_troubleshooting",
    "TAM-06": "proactive_support",
    "TAM-07": "proactive_support",
    "TAM-08": "advanced_service_management",
    "TAM-09": "advanced_service_management",
    "TAM-10": "assigned_representative",
    "TAM-14": "assigned_representative",
    "TAM-15": "storage_crisis_lifeline",
    "TAM-16": "parts_stocked_on_site",
    "TAM-17": "web_portal",
    "TAM-18": "web_portal",
    "TAM-19": "software_and_firmware",
}
LETTERS = {
    ClauseStatus.INCLUDED: "i",
    ClauseStatus.NOT_INCLUDED: "n",
    ClauseStatus.GOVERNED_BY_BASE: "b",
    ClauseStatus.UNKNOWN: "?",
}


@pytest.mark.parametrize(("clause", "key"), KEYS.items())
def test_each_clause_has_its_key(clause, key):
    assert standard().key_of(clause) == key
    assert standard().key_of(key) == key
    assert clause in standard().clause_ids(key)


@pytest.mark.parametrize(
    ("level", "row"),
    [  # telephone, parts, on site, remote, proactive, management, representative, lifeline,
        # stocked, portal, software
        ("basic", "ii?????????"),
        ("nbd_on_site", "iiiinnni???"),
        ("nbd_on_site_24h_phone", "iiiinnni???"),
        ("same_business_day_on_site", "iiiinnni???"),
        ("four_hour_on_site", "iii????????"),
        ("asm_platinum", "iiiiiii?i??"),
        ("asm", "bibbbbbbiii"),
        ("tam", "bbbbiiibnii"),
    ],
)
def test_each_level_says_what_its_text_says(level, row):
    clauses = standard().level(level).clauses
    assert "".join(LETTERS[clauses[key].status] for key in standard().common.clause_ids) == row


EVIDENCE = {
    Evidence.DESCRIBED: "d",
    Evidence.PUBLISHED: "p",
    Evidence.PARTIAL: "h",  # known half
    Evidence.DERIVED: "c",  # composed
    Evidence.UNKNOWN: "?",
}


@pytest.mark.parametrize(
    ("level", "row"),
    [  # the clauses in the same order; how well each is known, the level itself last
        ("basic", "pp?????????h"),
        ("nbd_on_site", "hhhhhhhh???h"),
        ("nbd_on_site_24h_phone", "cccccccc???c"),
        ("same_business_day_on_site", "ppppppph???h"),
        ("four_hour_on_site", "pph????????h"),
        ("asm_platinum", "pppppph?c??h"),
        ("asm", "hhhhhhhhhhhh"),
        ("tam", "dddddddddddd"),
    ],
)
def test_each_clause_says_how_well_it_is_known(level, row):
    found = standard().level(level)
    grades = [found.clauses[key].evidence for key in standard().common.clause_ids]
    assert "".join(EVIDENCE[one] for one in (*grades, found.evidence)) == row


def test_what_holds_on_every_level():
    common = standard().common
    assert (common.relocation.threshold_miles, common.relocation.setup_days_max) == (25, 30)
    assert dict(common.relocation.says)["packaging"] == "vendor packaging is required"
    back = common.returned_parts
    assert (back.due_business_days, back.due_from) == (5, "receipt of the replacement")
    assert (back.unpaid_business_days, back.if_unpaid) == (10, "the vendor may cancel service")
    assert common.steps["environment_within_tolerance"].such_as == "temperature, humidity"
    assert list(common.steps)[-1] == "remote_access_granted"
    assert len(common.steps) == 8


@pytest.mark.clause("TAM-03")
def test_next_business_day_parts_are_delivered_one_business_day_after_the_ship_day():
    terms = standard().level("nbd_on_site").clauses["parts_replacement"]
    assert terms.target is not None
    assert (terms.target.kind, terms.target.amount) == (TargetKind.DELIVERY, 1)
    assert terms.cut_off is not None
    assert terms.cut_off.at is None
    assert terms.steps_first


@pytest.mark.clause("TAM-03")
def test_no_time_is_stated_for_parts_on_four_hour_and_same_day():
    for level in ("four_hour_on_site", "same_business_day_on_site"):
        terms = standard().level(level).clauses["parts_replacement"]
        assert terms.target is None
        assert terms.said("method") == "courier"
        assert terms.said("colour") is None


@pytest.mark.clause("TAM-01")
def test_the_24_hour_phone_variant_is_composed_and_says_so():
    level = standard().level("nbd_on_site_24h_phone")
    assert level.evidence is Evidence.DERIVED
    assert level.clauses["telephone_support"].hours is Hours.ALWAYS
    copied = level.clauses["parts_replacement"]
    assert copied.target == standard().level("nbd_on_site").clauses["parts_replacement"].target
    assert copied.evidence is Evidence.DERIVED


def test_asm_splits_parts_by_kit():
    parts = standard().level("asm").clauses["parts_replacement"]
    assert parts.by_part[PartKind.NOT_IN_KIT].status is ClauseStatus.GOVERNED_BY_BASE
    in_kit = parts.by_part[PartKind.IN_KIT]
    assert in_kit.target is not None
    assert (in_kit.target.kind, in_kit.target.amount) == (TargetKind.EXPECTED_DELIVERY, 5)


def test_likely_stands_only_beside_unknown():
    for level_id in standard().ids:
        for terms in standard().level(level_id).clauses.values():
            assert terms.likely is None or terms.status is ClauseStatus.UNKNOWN


def test_levels_are_listed_bases_first():
    assert [level.id for level in standard().of_kind(Kind.ADD_ON)] == ["asm", "tam"]
    assert standard().ids[-1] == "phone_uplift_24x7"
    assert standard().level("tam").short == "Technical Account Management (TAM)"


def test_a_first_version_holds_on_every_day():
    assert standard().level_on("tam", date(1999, 1, 1)).version == 1
    assert standard().level("tam", 1).version == 1


def test_unknown_names_are_errors_that_help():
    with pytest.raises(UnknownLevel, match="There is no level 'gold'; the levels are asm_platinum"):
        standard().level("gold")
    with pytest.raises(UnknownLevel, match="The level tam has no version 7"):
        standard().level("tam", 7)
    with pytest.raises(UnknownLevel, match="No level carries NOTE-1"):
        standard().key_of("NOTE-1")
    with pytest.raises(UnknownClause, match="There is no clause 'TAM-99'"):
        standard().key_of("TAM-99")


def test_the_catalogue_names_its_content():
    assert standard().version.startswith("1-")
    assert len(standard().version) == len("1-") + 12
