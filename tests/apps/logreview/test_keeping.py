"""What was read in a bundle: kept with its findings, placed, dated, and said in a sentence."""

import json

import pytest
from reviewing import (
    GAMMA,
    STRANGE,
    VAULT,
    document,
    finding,
    handed_over,
    library,
    read,
    scope_of,
    send,
)

from tam.apps.journal.models import Entry
from tam.apps.logreview import selectors
from tam.apps.logreview.facts import digest_of, storable
from tam.apps.logreview.models import Evaluation, Finding

pytestmark = pytest.mark.clause("TAM-06")


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def test_document_and_findings_are_kept(house):
    sure, unsure = finding(), finding("cartridge-failing", ("cartridge", "NL2812L8"))
    kept = handed_over(house, findings=[sure], undecided=[unsure])
    assert (kept.state, kept.progress, kept.lease_until) == ("read", 100, None)
    assert (kept.equipment_id, kept.library_serial, kept.sentence) == (library(house), GAMMA, "")
    evaluation = Evaluation.unscoped.get()
    assert evaluation.digest == digest_of(document(kept.pk, findings=[sure], undecided=[unsure]))
    first, second = Finding.unscoped.order_by("id")
    assert (first.kind, first.certain, second.certain) == ("drive-failing", True, False)
    assert first.evidence == sure["evidence"]
    assert Entry.objects.get(action="bundle.read").summary == "bundle.zip: 2 findings"


@pytest.mark.parametrize(
    ("said", "chosen", "state", "place", "words"),
    [
        ({"serial": None}, None, "read", None, "name the library and send it again"),
        ({"serial": None}, GAMMA, "read", GAMMA, "your choice holds"),
        ({"serial": STRANGE}, None, "read", None, f"{STRANGE}, which is not one of your"),
        ({"serial": STRANGE}, GAMMA, "read", None, "counts for no review"),
        ({"serial": GAMMA}, VAULT, "read", GAMMA, "it is of gamma-4, 4B31C86E, and counts for"),
        ({"serial": GAMMA.lower()}, None, "read", GAMMA, ""),
        ({"captured": None}, None, "read", GAMMA, "does not say when it was made"),
        ({"captured": "2027-01-01T00:00:00+00:00"}, None, "read", GAMMA, "Set the clock"),
        ({"serial": None, "captured": None}, GAMMA, "read", GAMMA, "holds. It does not say when"),
        ({"parsed": 0.0}, None, "not_readable", GAMMA, "Nothing in it could be read as a log"),
    ],
)
def test_every_sentence(house, said, chosen, state, place, words):
    kept = handed_over(house, chosen=chosen and library(house, chosen), **said)
    assert (kept.state, kept.equipment_id) == (state, place and library(house, place))
    assert words in kept.sentence
    assert bool(kept.sentence) is bool(words)


def test_an_older_bundle_is_read_all_the_same_and_said_to_be_older(house):
    handed_over(house, b"new\n", captured="2026-03-03T00:00:00+00:00")
    older = handed_over(house, b"old\n", captured="2026-02-03T00:00:00+00:00", findings=[finding()])
    assert older.state == "read"
    assert "older than the newest bundle" in older.sentence
    assert selectors.library_findings(scope=scope_of(house), equipment_id=library(house)) == []


def test_reading_it_again_is_not_older_than_itself(house):
    kept = handed_over(house)
    assert read(house, kept.pk).sentence == ""


def test_a_bundle_of_a_foreign_library_counts_for_nothing_here_or_there(house):
    kept = handed_over(house, serial=STRANGE, findings=[finding()])
    assert Finding.unscoped.get().equipment_id is None
    assert kept.account_id == house.account
    assert selectors.findings_by_library(scope=scope_of(house)) == {}
    page = selectors.bundle_page(scope=scope_of(house), bundle_id=kept.pk)
    assert [one.kind for one in page.findings] == ["drive-failing"]


def test_no_text_that_a_database_cannot_hold_reaches_it(house):
    """A NUL or half a surrogate pair stays readable, in document, finding, serial and name."""
    nasty = finding(
        title="a\0b",
        evidence=[{"bundle": "b", "member": "m\0", "line": 1, "text": "x\0y \ud800 z"}],
    )
    kept = read(house, send(house, name="n\0.zip").bundle_id, serial="S\0N", findings=[nasty])
    found = Finding.unscoped.get()
    assert found.title == "a\\x00b"
    assert found.evidence[0]["text"] == "x\\x00y \\ud800 z"
    held = json.dumps(Evaluation.unscoped.get().document, ensure_ascii=False)
    assert "\\u0000" not in held
    assert kept.library_serial == "S\\x00N"
    assert "\0" not in kept.name + kept.sentence


def test_what_any_database_can_hold_stays_as_it_is():
    value = {"a": ["é \U0001f4fc", 1, 1.5, None, True], "b": {"c": "line\ttab\n"}}
    assert storable(value) == value


def test_lists_take_a_fixed_number_of_queries(house, django_assert_num_queries):
    for number in range(4):
        place = (GAMMA, VAULT)[number % 2]
        handed_over(house, b"%d\n" % number, serial=place, findings=[finding()])
    scope, gamma = scope_of(house), library(house)
    with django_assert_num_queries(1):
        lines = selectors.bundles(scope=scope)
    assert len(lines) == 4
    with django_assert_num_queries(3):
        found = selectors.findings_by_library(scope=scope)
    assert {len(one) for one in found.values()} == {1}
    with django_assert_num_queries(3):
        selectors.library_findings(scope=scope, equipment_id=gamma)
    with django_assert_num_queries(3):
        page = selectors.bundle_page(scope=scope, bundle_id=lines[0].id)
    assert page.shares == {"parsed": 90, "mined": 0, "opaque": 0, "rejected": 0}


def test_an_undated_bundle_is_never_the_newest(house):
    handed_over(house, b"1\n", findings=[finding()])
    handed_over(house, b"2\n", captured=None)
    (found,) = selectors.library_findings(scope=scope_of(house), equipment_id=library(house))
    assert found.kind == "drive-failing"
    assert list(selectors.findings_by_library(scope=scope_of(house))) == [library(house)]


def test_findings_stand_by_severity_certainty_and_confidence(house):
    said = [
        finding("fan-failed", severity="warning"),
        finding("drive-failing", confidence=0.5),
        finding("motion-restart", confidence=0.9),
        finding("filter-due", severity="notice"),
    ]
    kept = handed_over(house, findings=said, undecided=[finding("slot-move-failures")])
    page = selectors.bundle_page(scope=scope_of(house), bundle_id=kept.pk)
    assert [one.kind for one in page.findings] == [
        "motion-restart", "drive-failing", "fan-failed", "filter-due", "slot-move-failures",
    ]  # fmt: skip
