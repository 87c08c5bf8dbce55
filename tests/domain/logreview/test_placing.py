"""Which library a bundle counts for, how old it is, and the sentence its sender reads."""

from datetime import UTC, datetime

import pytest

from tam.domain.logreview.placing import Age, Known, Place, age, disarmed, lost, place

pytestmark = pytest.mark.clause("TAM-06")

GAMMA = Known(7, "gamma-4")


def test_a_bundle_that_says_its_library_counts_for_it():
    assert place(None, "4B31C86E", GAMMA) == Place(7)
    assert place(7, "4B31C86E", GAMMA) == Place(7)


@pytest.mark.parametrize(
    ("chosen", "serial", "found", "library", "words"),
    [
        (None, "", None, None, "name the library and send it again"),
        (9, "", None, 9, "your choice holds"),
        (None, "8FB4572D", None, None, "8FB4572D, which is not one of your libraries"),
        (7, "8FB4572D", None, None, "counts for no review"),
        (9, "4B31C86E", GAMMA, 7, "it is of gamma-4, 4B31C86E, and counts for that one"),
    ],
)
def test_whatever_it_says_the_sender_is_told(chosen, serial, found, library, words):
    placed = place(chosen, serial, found)
    assert placed.library == library
    assert words in placed.sentence


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


SENT = at("2026-03-04T10:00")


def test_a_bundle_newer_than_the_last_needs_no_words():
    made = at("2026-03-04T05:00")
    assert age(made, SENT, None) == Age(made)
    assert age(made, SENT, at("2026-02-25T05:00")) == Age(made)
    assert age(made, SENT, made) == Age(made)


def test_clocks_may_differ_by_a_day():
    made = at("2026-03-05T10:00")
    assert age(made, SENT, None) == Age(made)


@pytest.mark.parametrize(
    ("made", "newest", "believed", "words"),
    [
        (None, None, None, "does not say when it was made"),
        (at("2026-03-05T10:01"), None, None, "made on 05 March 2026, after it was sent"),
        (at("2099-01-01T00:00"), SENT, None, "Set the clock of the library"),
        (at("2026-02-01T00:00"), SENT, at("2026-02-01T00:00"), "older than the newest bundle"),
    ],
)
def test_an_age_that_says_something_is_told(made, newest, believed, words):
    found = age(made, SENT, newest)
    assert found.captured_at == believed
    assert words in found.sentence


def test_members_that_were_not_read_are_counted_and_the_first_is_explained():
    assert lost(3, []) == ""
    assert lost(3, [("a.log", "Damaged.")]) == (
        "1 of 3 members was not read; the first is a.log: Damaged."
    )
    many = lost(9, [("x" * 300, "Damaged."), ("b", "Too deep.")])
    assert many.startswith("2 of 9 members were not read; the first is xxx")
    assert many.endswith("x\u2026")
    assert len(many) == 243


def test_names_that_point_outside_are_said_and_harmless():
    assert disarmed(2, 0) == ""
    assert disarmed(2, 1) == (
        "1 of 2 members has a name that points outside the bundle; it was read, and the name was "
        "never used as a path. Check where this file comes from."
    )
    assert disarmed(9, 3).startswith(
        "3 of 9 members have names that point outside the bundle; they"
    )
