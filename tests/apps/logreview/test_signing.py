"""A review: its material, what may be signed, and the evidence that the promise was kept."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from reviewing import (
    STRANGE,
    VAULT,
    at,
    finding,
    handed_over,
    monthly,
    scope_of,
    watch,
    weekly,
)

from tam.apps.logreview import selectors_reviews as selectors
from tam.apps.logreview import services_signing as services
from tam.apps.logreview.facts import digest_of, window_of
from tam.apps.logreview.models import Evaluation, LogReview
from tam.apps.logreview.services_signing import Signature
from tam.apps.obligations import selectors as obligations
from tam.apps.obligations.models import Evidence
from tam.domain.logreview.outcome import Outcome
from tam.domain.obligations.standing import Standing
from tam.domain.principals import Principal
from tam.domain.refusals import Refused

pytestmark = pytest.mark.clause("TAM-06")
INGRID = Principal("Ingrid Solberg", 7, frozenset())
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def material(house, owed):
    return selectors.material(scope=scope_of(house), window=window_of(owed))


def sign(house, owed, outcome, bundles=(), remark="Looked at every finding.", when=None):
    signature = Signature(outcome, remark, tuple(one.pk for one in bundles))
    return services.sign_review(
        obligation_id=owed.id, signature=signature, signed_at=when or house.now, by=INGRID
    )


def test_the_window_of_a_week_and_of_a_month(house):
    week, month = window_of(weekly(house)), window_of(monthly(house))
    assert (week.first, week.last, week.until) == (
        date(2026, 2, 26),
        date(2026, 3, 4),
        date(2026, 3, 5),
    )
    assert (month.first, month.last) == (date(2026, 2, 22), date(2026, 2, 28))
    assert (week.needs_every_day, month.needs_every_day) == (True, False)


def test_without_logs_the_proposal_is_no_logs(house):
    seen = material(house, weekly(house))
    assert (seen.bundles, seen.findings, seen.proposal.outcome) == ([], [], Outcome.NO_LOGS)
    assert seen.period.cover.gaps == ((date(2026, 2, 26), date(2026, 3, 4)),)


def test_findings_against_those_of_the_bundle_before(house):
    hot = finding("drive-over-temperature")
    gone = finding("fan-failed", ("fan", "Fan3"))
    handed_over(
        house, b"1\n", captured="2026-02-20T00:00:00-07:00", sent=at("2026-02-20T08:00"),
        findings=[hot, gone],
    )  # fmt: skip
    handed_over(house, b"2\n", findings=[finding(), hot])
    seen = material(house, weekly(house))
    assert [(one.kind, one.is_new) for one in seen.findings] == [
        ("drive-failing", True), ("drive-over-temperature", False),
    ]  # fmt: skip
    assert [one.kind for one in seen.gone] == ["fan-failed"]
    assert [(step.change.value, step.seen.kind) for step in seen.steps] == [
        ("new", "drive-failing"), ("persisting", "drive-over-temperature"),
        ("gone", "fan-failed"),
    ]  # fmt: skip
    assert seen.proposal.outcome is Outcome.NEW


def test_a_suspicion_of_before_that_is_certain_now_is_new(house):
    handed_over(
        house, b"1\n", captured="2026-02-20T00:00:00-07:00", sent=at("2026-02-20T08:00"),
        undecided=[finding()],
    )  # fmt: skip
    handed_over(house, b"2\n", findings=[finding()])
    assert material(house, weekly(house)).proposal.outcome is Outcome.NEW


def test_a_suspicion_alone_is_no_finding(house):
    handed_over(house, undecided=[finding()])
    assert material(house, weekly(house)).proposal.outcome is Outcome.CLEAN


def test_what_was_last_seen_before_the_period_decides_nothing(house):
    """Days are those of the site: 06:30 UTC on 26 February is still the 25th in Boulder."""
    handed_over(house, findings=[finding(last_seen="2026-02-26T06:30:00+00:00")])
    seen = material(house, weekly(house))
    assert (len(seen.findings), seen.proposal.outcome) == (1, Outcome.CLEAN)


def test_a_finding_without_a_time_counts_as_seen(house):
    handed_over(house, findings=[finding(first_seen=None, last_seen=None)])
    assert material(house, weekly(house)).proposal.outcome is Outcome.NEW


def test_a_bundle_that_came_late_speaks_beside_the_newest(house):
    handed_over(house, b"new\n", findings=[finding()])
    handed_over(
        house, b"late\n", captured="2026-03-02T00:00:00-07:00",
        findings=[finding("fan-failed", ("fan", "Fan3"))],
    )  # fmt: skip
    kinds = {one.kind for one in material(house, weekly(house)).findings}
    assert kinds == {"drive-failing", "fan-failed"}


def test_other_libraries_other_weeks_and_foreign_serials_count_for_nothing(house):
    handed_over(house, b"1\n", serial=VAULT)
    handed_over(house, b"2\n", serial=STRANGE)
    handed_over(
        house, b"3\n", captured="2026-02-20T00:00:00-07:00", sent=at("2026-02-20T08:00")
    )  # fmt: skip
    handed_over(house, b"4\n", parsed=0.0)
    assert material(house, weekly(house)).bundles == []


def test_a_bundle_of_other_days_handed_over_now_is_looked_at_but_covers_nothing(house):
    kept = handed_over(house, captured="2026-01-20T00:00:00-07:00", findings=[finding()])
    owed = weekly(house)
    seen = material(house, owed)
    assert (len(seen.bundles), seen.proposal.outcome) == (1, Outcome.GAP)
    with pytest.raises(Refused, match="nothing can be said of it"):
        sign(house, owed, Outcome.RECURRED, [kept])


def test_material_takes_a_fixed_number_of_queries(house, django_assert_num_queries):
    owed = weekly(house)
    for number in range(3):
        handed_over(house, b"%d\n" % number, findings=[finding()])
    watch(house)
    with django_assert_num_queries(9):
        assert len(material(house, owed).bundles) == 3


def test_the_evidence_holds_hash_findings_signer_and_time(house):
    kept = handed_over(house, findings=[finding()], undecided=[finding("slot-move-failures")])
    owed = weekly(house)
    digest = sign(house, owed, Outcome.NEW, [kept], remark="Seen.\n  Replace the drive.  ")
    proof = Evidence.unscoped.get(digest=digest)
    assert (proof.at, proof.by, proof.user_id) == (house.now, "Ingrid Solberg", 7)
    said = proof.data
    assert said["outcome"] == "new"
    assert said["remark"] == "Seen.\n  Replace the drive."
    assert said["bundles"] == [
        {
            "name": "bundle.zip",
            "sha256": kept.sha256,
            "captured_at": "2026-03-04T09:00:00+00:00",
            "coverage": {"bytes": 90, "parsed": 1.0, "mined": 0, "opaque": 0.0},
            "members": 1,
            "not_read": 0,
        }
    ]
    assert said["period"] == {
        "first": "2026-02-26", "last": "2026-03-04", "days_covered": 7, "gaps": [],
    }  # fmt: skip
    assert said["engine"] == ["test"]
    assert proof.summary == "Reviewed: new. Logs cover 7 of 7 days."
    assert said["evaluations"] == [digest_of(Evaluation.unscoped.get().document)]
    assert [(one["kind"], one["certain"]) for one in said["findings"]] == [
        ("drive-failing", True), ("slot-move-failures", False),
    ]  # fmt: skip
    assert said["findings"][0]["evidence"] == finding()["evidence"]
    assert obligations.broken_evidence(scope=scope_of(house)) == []
    signed = selectors.signed(scope=scope_of(house), obligation_id=owed.id)
    assert (signed.outcome, signed.signed_by, signed.signed_at) == (
        "new",
        "Ingrid Solberg",
        house.now,
    )


def test_the_promise_is_kept_because_evidence_exists(house):
    kept = handed_over(house)
    owed = weekly(house)
    assert owed.verdict.standing is Standing.DUE
    sign(house, owed, Outcome.CLEAN, [kept])
    assert weekly(house).verdict.standing is Standing.KEPT
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Evidence.unscoped.filter(obligation_id=owed.id).update(summary="Another word.")


@pytest.mark.clause("TAM-07")
def test_a_month_needs_one_file_and_is_kept_late_with_its_mark(house):
    kept = handed_over(house, captured="2026-02-24T00:00:00-07:00", sent=at("2026-02-24T08:00"))
    owed = monthly(house)
    sign(house, owed, Outcome.CLEAN, [kept])
    verdict = monthly(house).verdict
    assert (verdict.standing, verdict.late) == (Standing.KEPT, True)


@pytest.mark.parametrize("remark", ["", "  \n ", "\u200b"])
def test_without_a_remark_nothing_is_signed(house, remark):
    kept = handed_over(house)
    with pytest.raises(Refused, match="needs a remark"):
        sign(house, weekly(house), Outcome.CLEAN, [kept], remark)
    assert LogReview.unscoped.count() == 0


@pytest.mark.parametrize("outcome", [Outcome.CLEAN, Outcome.NEW, Outcome.RECURRED])
def test_without_logs_no_outcome_is_signed_that_needs_them(house, outcome):
    with pytest.raises(Refused, match="Ask the customer for the logs") as refused:
        sign(house, weekly(house), outcome)
    assert refused.value.clause == "TAM-06"


def test_logs_of_a_week_that_still_runs_are_not_called_missing(house):
    with pytest.raises(Refused, match="runs until 11 March 2026"):
        sign(house, weekly(house, week=2), Outcome.NO_LOGS)
    assert LogReview.unscoped.count() == 0


def test_the_last_day_begins_where_the_library_stands(house):
    """06:59 UTC on 4 March is still the 3rd in Boulder, 07:00 is the 4th, the last day."""
    last = house.now.replace(hour=7)
    with pytest.raises(Refused, match="runs until 4 March 2026"):
        sign(house, weekly(house), Outcome.NO_LOGS, when=last - timedelta(minutes=1))
    sign(house, weekly(house), Outcome.NO_LOGS, when=last)


def test_a_week_with_a_gap_is_not_clean(house):
    kept = handed_over(house, captured="2026-03-03T02:00:00-07:00")
    owed = weekly(house)
    assert material(house, owed).proposal.outcome is Outcome.GAP
    with pytest.raises(Refused, match="2026-03-04 to 2026-03-04; a week with a gap is not clean"):
        sign(house, owed, Outcome.CLEAN, [kept])
    sign(house, owed, Outcome.GAP, [kept])
    assert weekly(house).verdict.standing is Standing.KEPT
    assert weekly(house).proof.data["period"]["gaps"] == [["2026-03-04", "2026-03-04"]]


def test_nobody_signs_for_what_they_did_not_see(house):
    first = handed_over(house, b"1\n")
    owed = weekly(house)
    handed_over(house, b"2\n", findings=[finding()])
    with pytest.raises(Refused, match="another bundle was read"):
        sign(house, owed, Outcome.CLEAN, [first])
    with pytest.raises(Refused, match="another bundle was read"):
        sign(house, owed, Outcome.NO_LOGS)


def test_a_second_signature_is_refused_and_changes_nothing(house):
    kept = handed_over(house)
    owed = weekly(house)
    sign(house, owed, Outcome.CLEAN, [kept])
    with pytest.raises(Refused, match="already settled on 04 March 2026 by Ingrid Solberg"):
        sign(house, owed, Outcome.NEW, [kept], when=house.now + DAY)
    assert LogReview.unscoped.get().outcome == "clean"
    assert Evidence.unscoped.filter(obligation_id=owed.id).count() == 1


def test_a_promise_that_is_no_review_is_not_signed(house):
    weekly(house)
    lines = obligations.ledger(scope=scope_of(house), now=house.now)
    report = next(line for line in lines if line.duty == "status-report")
    with pytest.raises(Refused, match="not a log review"):
        sign(house, report, Outcome.NO_LOGS)


def test_a_signed_review_is_not_changed_by_what_comes_later(house):
    kept = handed_over(house, b"1\n")
    owed = weekly(house)
    digest = sign(house, owed, Outcome.CLEAN, [kept])
    handed_over(house, b"2\n", findings=[finding()])
    assert weekly(house).proof.digest == digest
    assert weekly(house).proof.data["findings"] == []


def test_without_logs_nothing_is_said_to_be_gone(house):
    handed_over(
        house,
        b"1\n",
        captured="2026-02-20T00:00:00-07:00",
        sent=at("2026-02-20T08:00"),
        findings=[finding()],
    )
    seen = material(house, weekly(house))
    assert (seen.proposal.outcome, seen.gone) == (Outcome.NO_LOGS, [])
