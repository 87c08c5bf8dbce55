"""Clauses explained, levels of earlier guides, what is said of a clause in words."""

import pytest

from tam.domain.catalogue.entries import BadEntry
from tam.domain.catalogue.explained import (
    explained,
    leaning_on,
    older_levels,
    parse_explained,
    parse_older,
)
from tam.domain.catalogue.load import standard
from tam.domain.catalogue.saying import given, kind_words, readings_of
from tam.domain.catalogue.terms import Evidence, Kind, PartKind
from tam.domain.clauses import CLAUSES
from tam.domain.readings import READINGS

DURING = "during monitoring period after case resolution"


def said(level, key, part=None):
    terms = standard().level(level).clauses[key]
    return given(terms if part is None else terms.by_part[part])


def test_every_clause_is_explained_and_names_what_exists():
    assert list(explained()) == list(CLAUSES)
    assert all(one.kept.endswith(".") for one in explained().values())


def test_a_reading_leads_to_the_clauses_that_lean_on_it():
    assert leaning_on("A2") == ("TAM-03", "NOTE-3")
    assert leaning_on("A9") == ("TAM-04", "NOTE-6")
    assert [one for one in READINGS if not leaning_on(one)] == ["A33", "A34", "A35", "A38", "A39"]


@pytest.mark.clause("NOTE-6")
def test_the_notes_that_touch_a_clause():
    assert explained()["TAM-04"].notes == ("NOTE-1", "NOTE-4", "NOTE-6")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("clauses-explained/1", "other/1", "the schema is 'other/1'"),
        ("NOTE-7:\n", "NOTE-9:\n", "the key 'NOTE-7' is missing"),
        ("[A9]", "[A90]", "there is no reading 'A90'"),
        ("[NOTE-7]", "[NOTE-8]", r"NOTE-5.notes\[1\]: there is no clause 'NOTE-8'"),
    ],
)
def test_a_wrong_explanation_is_refused_with_its_place(old, new, message):
    text = "schema: clauses-explained/1\n" + "".join(
        f"{clause}:\n  kept: Kept.\n" for clause in CLAUSES
    )
    text = text.replace("NOTE-6:\n", "NOTE-6:\n  readings: [A9]\n")
    text = text.replace("NOTE-5:\n", "NOTE-5:\n  notes: [NOTE-7]\n")
    assert parse_explained(text, "x.yaml")["NOTE-6"].readings == ("A9",)
    with pytest.raises(BadEntry, match=message):
        parse_explained(text.replace(old, new, 1), "x.yaml")


def test_levels_of_earlier_guides_are_known_by_name_and_no_level_of_the_catalogue():
    assert [one.id for one in older_levels()] == [
        "autosupport_levels_2_and_3",
        "quickswap",
        "advanced_replacement",
        "after_hours_rule",
    ]
    assert {one.evidence for one in older_levels()} == {Evidence.PARTIAL}
    assert not {one.id for one in older_levels()} & set(standard().ids)
    with pytest.raises(BadEntry, match="there is no older level"):
        parse_older("[]", "older.yaml")


@pytest.mark.parametrize(
    ("level", "key", "part", "words"),
    [
        ("basic", "remote_troubleshooting", None, ("likely included in the telephone window",)),
        (
            "basic",
            "parts_replacement",
            None,
            (
                "business window",
                "ships within 48 hours of the diagnosis of the failed FRU",
                "the clock starts: diagnosis",
                "after the steps before a part or an engineer",
            ),
        ),
        ("tam", "telephone_support", None, ()),
        (
            "asm",
            "parts_replacement",
            PartKind.IN_KIT,
            (
                "expected within 5 business days of the confirmation",
                "the clock starts: the vendor confirms that used items need replenishing",
                "caveat: some international sites take longer",
                "expedited delivery: at cost",
            ),
        ),
        (
            "tam",
            "proactive_support",
            None,
            (
                f"weekly library log review (every week, {DURING})",
                "monthly ASL evaluation (every month)",
            ),
        ),
    ],
)
def test_what_a_clause_gives_in_words(level, key, part, words):
    assert said(level, key, part) == words


def test_hours_cut_off_and_the_day_of_an_arrival_in_words():
    same_day = said("same_business_day_on_site", "on_site_parts_replacement")
    assert same_day[:5] == (
        "business window",
        "arrival within 4 hours, same business day",
        "dispatched by 13:00",
        "later: possible arrival within 4 business hours",
        "within 50 miles",
    )
    assert "arrival within 1 business day of the dispatch, 08:00 to 17:00" in said(
        "nbd_on_site", "on_site_parts_replacement"
    )
    assert "cut-off of the region" in said("nbd_on_site", "parts_replacement")
    assert said("tam", "advanced_service_management")[0] == (
        "formal status report (to all stakeholders)"
    )
    assert said("asm_platinum", "assigned_representative") == ("case sponsorship",)


def test_kinds_in_words():
    words = [kind_words(kind) for kind in Kind]
    assert words == ["a base level", "an add-on", "an option"]


def test_the_readings_of_a_clause_are_its_own_its_dates_and_its_parts():
    levels = standard().level
    on_site = levels("same_business_day_on_site").clauses["on_site_parts_replacement"]
    assert readings_of(on_site) == ("A3", "A23", "A24")
    assert readings_of(levels("asm").clauses["parts_replacement"]) == ("A26",)
    assert readings_of(levels("tam").clauses["proactive_support"]) == ("A18", "A19")
    assert readings_of(levels("nbd_on_site").clauses["parts_replacement"]) == ()
