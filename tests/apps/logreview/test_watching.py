"""Fault signatures: built when a case is resolved, looked for in every week, never rewritten."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from reviewing import (
    BEFORE,
    PATH,
    at,
    finding,
    handed_over,
    library,
    monthly,
    of_the_case,
    scope_of,
    watch,
    weekly,
)

from tam.apps.cases import services as cases
from tam.apps.cases.services import Step
from tam.apps.journal.models import Entry
from tam.apps.logreview import selectors_reviews as selectors
from tam.apps.logreview import services_signing as services
from tam.apps.logreview.facts import window_of
from tam.apps.logreview.models import FaultSignature
from tam.domain.cases.lifecycle import State
from tam.domain.logreview.outcome import Outcome
from tam.domain.principals import system

pytestmark = pytest.mark.clause("TAM-06")
BY = system("test")
FILTER = ("frame", "FR2")
LASTING = {"first_seen": "2026-01-02T00:00:00+00:00", "last_seen": "2026-03-03T00:00:00+00:00"}


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def material(house, owed=None):
    return selectors.material(scope=scope_of(house), window=window_of(owed or weekly(house)))


def due(**changed):
    return finding("filter-due", FILTER, severity="notice", **LASTING) | changed


def test_a_resolved_case_is_watched_for_what_its_logs_showed(house):
    handed_over(house, b"1\n", **BEFORE, findings=[of_the_case(), due()])
    assert (watch(house), watch(house)) == (1, 0)
    kept = FaultSignature.unscoped.get()
    assert kept.document["watched"] == [
        {
            "kind": "drive-failing",
            "subject": {"type": "drive", "id": "YX10855801"},
            "because": f"C-00001 names {PATH}, and so do its lines",
        }
    ]
    assert [one["kind"] for one in kept.document["left_out"]] == ["filter-due"]
    assert [one["bundle"] for one in kept.sources] == ["bundle.zip"]
    assert (kept.equipment_id, kept.days) == (library(house), 28)
    said = Entry.objects.filter(action="signature.built").get()
    assert said.summary == "Watched after C-00001: 1 finding"


def test_a_signature_is_never_rewritten_and_a_log_of_its_time_makes_a_new_one(house):
    assert watch(house) == 1
    first = FaultSignature.unscoped.get()
    assert first.document["watched"] == []
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FaultSignature.unscoped.update(digest="x")
    handed_over(house, b"late\n", **BEFORE | {"sent": at("2026-03-02T08:00")},
                findings=[of_the_case()])  # fmt: skip
    handed_over(house, b"early\n", captured="2026-01-25T00:00:00-07:00",
                findings=[of_the_case()])  # fmt: skip
    assert (watch(house), FaultSignature.unscoped.count()) == (1, 2)
    (shown,) = material(house).watches
    assert [reason.seen.kind for reason in shown.signature.watched] == ["drive-failing"]
    assert shown.sources == 1


def test_words_of_after_the_fix_and_of_our_people_alone_name_nothing(house):
    handed_over(house, b"1\n", **BEFORE, findings=[of_the_case(), due()])
    number, fixed = weekly(house).case_id, house.now - timedelta(days=6)
    said = {"case_id": number, "by": BY}
    cases.add_note(text="The filter FR2 too.", audience="everyone", at=house.now, **said)
    early = fixed - timedelta(hours=1)
    cases.add_note(text="Perhaps the filter.", audience="vendor", at=early, **said)
    watch(house)
    kept = FaultSignature.unscoped.get().document
    assert [one["kind"] for one in kept["watched"]] == ["drive-failing"]
    assert kept["left_out"][0]["because"] == "a notice that the case does not speak of"


def test_the_newest_is_the_one_built_last_though_another_worker_was_late(house):
    """A worker that read the logs before a bundle came writes its signature after it."""
    watch(house)
    late = FaultSignature.unscoped.get()
    handed_over(house, **BEFORE, findings=[of_the_case()])
    watch(house)
    late.pk, late.built_at = None, house.now - timedelta(seconds=9)
    late.save(force_insert=True)
    assert [len(one.signature.watched) for one in material(house).watches] == [0]
    assert watch(house) == 1
    assert [len(one.signature.watched) for one in material(house).watches] == [1]


def test_the_fault_of_the_case_seen_after_the_fix_is_a_recurrence(house):
    handed_over(house, b"1\n", **BEFORE, findings=[of_the_case(), due()])
    back = of_the_case(last_seen="2026-03-03T20:00:00-07:00")
    handed_over(house, b"2\n", findings=[back, due(), finding("fan-failed", ("fan", "Fan3"))])
    watch(house)
    seen = material(house)
    assert seen.proposal.outcome is Outcome.RECURRED
    assert seen.proposal.because == (
        "drive-failing about YX10855801 is in the signature of C-00001 and was seen after the fix."
    )
    (shown,) = seen.watches
    assert [match.seen.subject_id for match in shown.matches] == ["YX10855801"]


def test_a_lasting_notice_that_has_nothing_to_do_with_the_case_is_no_recurrence(house):
    handed_over(house, b"1\n", **BEFORE, findings=[of_the_case(), due()])
    handed_over(house, b"2\n", findings=[of_the_case(), due()])
    watch(house)
    seen = material(house)
    assert seen.proposal.outcome is Outcome.CLEAN
    assert "filter-due about FR2 goes on" in seen.proposal.because


def test_what_appeared_after_the_fix_stays_new_until_it_is_known(house):
    """The second week as well: it is measured against the time before the fix."""
    fan = finding("fan-failed", ("fan", "Fan3"), last_seen="2026-03-10T00:00:00+00:00")
    handed_over(house, b"1\n", **BEFORE, findings=[of_the_case()])
    handed_over(house, b"2\n", findings=[fan])
    handed_over(house, b"3\n", captured="2026-03-11T09:00:00-07:00", findings=[fan],
                sent=at("2026-03-11T18:00"))  # fmt: skip
    watch(house)
    second = weekly(house, week=2)
    seen = material(house, second)
    assert [one.is_new for one in seen.findings] == [False]
    assert seen.proposal.outcome is Outcome.NEW


@pytest.mark.clause("TAM-07")
def test_a_month_says_what_stood_before_it_and_watches_its_cases(house):
    sent = {"captured": "2026-02-21T00:00:00-07:00", "sent": at("2026-02-21T08:00")}
    again = of_the_case(last_seen="2026-02-27T00:00:00+00:00")
    handed_over(house, b"1\n", **sent, findings=[of_the_case(), due()])
    handed_over(house, b"2\n", captured="2026-02-27T12:00:00-07:00",
                sent=at("2026-02-27T20:00"), findings=[again, due()])  # fmt: skip
    seen = material(house, monthly(house))
    assert (seen.watches, seen.proposal.because) == (
        [], "drive-failing about YX10855801 was there before this period.",
    )  # fmt: skip
    watch(house)
    seen = material(house, monthly(house))
    assert seen.proposal.because.endswith("and was seen after the fix.")
    assert [match.outcome for match in seen.watches[0].matches] == [Outcome.RECURRED]


def test_a_case_that_is_not_monitored_is_not_watched(house):
    (case,) = {weekly(house).case_id}
    cases.move_case(case_id=case, step=Step(State.REOPENED, "It is back."), at=house.now, by=BY)
    assert watch(house) == 0


def test_the_proof_of_a_review_names_the_signature_it_was_held_against(house):
    handed_over(house, b"1\n", **BEFORE, findings=[of_the_case()])
    kept = handed_over(house, b"2\n")
    watch(house)
    signature = services.Signature(Outcome.CLEAN, "Looked.", (kept.pk,))
    services.sign_review(
        obligation_id=weekly(house).id, signature=signature, signed_at=house.now, by=BY
    )
    digest = FaultSignature.unscoped.get().digest
    assert weekly(house).proof.data["signatures"] == [digest]
