"""Reports: frozen, numbered, told to every stakeholder, in one transaction (TAM-08)."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from issuing import DAY, ingrid, issue, library, owed, page, scope

from tam.adapters.pdf import render
from tam.apps.logreview import services as logs
from tam.apps.logreview.services import Read, Upload
from tam.apps.notices.models import Notice
from tam.apps.obligations import selectors as obligations
from tam.apps.obligations.models import Evidence, Obligation
from tam.apps.people.models import Stakeholder
from tam.apps.reports import drafts, selectors, services
from tam.apps.reports.drafts import Asked
from tam.apps.reports.models import Receipt, StatusReport
from tam.domain.refusals import Refused
from tam.domain.reports.freeze import digest

pytestmark = pytest.mark.clause("TAM-08")


def test_a_report_is_frozen_numbered_and_told_to_every_stakeholder(house):
    pk = issue(house)
    row = StatusReport.unscoped.get(pk=pk)
    assert (row.number, row.revision, row.issued_by) == (1, 1, "Ingrid Solberg")
    assert digest(row.content) == row.digest
    with selectors.open_pdf(sha256=row.pdf_sha256) as file:
        assert hashlib.sha256(file.read()).hexdigest() == row.pdf_sha256
    told = Notice.unscoped.filter(cause=f"report:{pk}")
    names = ["Dana Whitfield", "Henrik Aas", "Morgan Reyes"]
    assert sorted(told.values_list("recipient_name", flat=True)) == names
    assert set(told.values_list("state", flat=True)) == {"planned"}
    assert [one.name for one in page(house, pk).line.receipts] == names
    assert [one.name for one in page(house, pk).content.readers] == names


def test_each_message_carries_answer_remark_file_and_the_right_link(house):
    pk = issue(house)
    dana = Notice.unscoped.get(recipient_name="Dana Whitfield")
    assert dana.subject == "Status report 1 for Northern Lights Research"
    assert "Is anything wrong? " in dana.body
    assert "The drive was replaced." in dana.body
    assert f"https://tam.example/portal/reports/{pk}/" in dana.body
    assert dana.attachment_name == "status-report-1.1.pdf"
    assert dana.reply_email == "ingrid.solberg@vendor.example"
    morgan = Notice.unscoped.get(recipient_name="Morgan Reyes")
    assert f"https://tam.example/desk/reports/{pk}/" in morgan.body


def test_issuing_keeps_the_open_promises_to_report_with_evidence(house):
    before = [line.title for line in owed(house) if line.opens_on <= house.now.date()]
    pk = issue(house)
    kept = [line for line in owed(house) if line.proof]
    assert [line.title for line in kept] == before
    row = StatusReport.unscoped.get(pk=pk)
    for line in kept:
        assert line.standing == "kept"
        assert line.proof.data["content_sha256"] == row.digest
        assert line.proof.data["pdf_sha256"] == row.pdf_sha256
        assert line.proof.data["stakeholders"] == [
            "dana.whitfield@customer.example",
            "henrik.aas@customer.example",
            "morgan.reyes@vendor.example",
        ]
    assert obligations.broken_evidence(scope=scope(house)) == []


def test_a_late_report_is_marked_late(house):
    late = house.now + 8 * DAY
    issue(house, issued_at=late)
    overdue = [line for line in owed(house, late) if line.verdict.late]
    assert overdue
    said = page(house, StatusReport.unscoped.get().pk).content
    assert said.counts["kept late"] == len(overdue)
    assert any("late" in line for line in said.undone)


def test_one_named_promise_is_kept_alone(house):
    named = owed(house)[0]
    issue(house, obligation_id=named.id)
    assert [line.id for line in owed(house) if line.proof] == [named.id]


def test_a_promise_that_cannot_be_kept_today_is_refused(house):
    ahead = owed(house)[-1]
    assert ahead.opens_on > house.now.date()
    review = Obligation.unscoped.filter(duty="weekly-log-review").first()
    for wrong in (ahead.id, review.pk, 2**40):
        with pytest.raises(Refused, match="no status report that could be kept today"):
            issue(house, obligation_id=wrong)
    assert StatusReport.unscoped.count() == 0


def test_the_next_report_begins_where_the_last_one_ended(house):
    first, second = issue(house), issue(house, issued_at=house.now + 7 * DAY)
    rows = [StatusReport.unscoped.get(pk=pk) for pk in (first, second)]
    assert [row.number for row in rows] == [1, 2]
    assert rows[1].from_on == rows[0].until_on + DAY
    assert rows[0].until_on == date(2026, 3, 4)


def test_the_same_day_twice_is_refused(house):
    issue(house)
    with pytest.raises(Refused, match="in an earlier report"):
        issue(house)
    assert StatusReport.unscoped.count() == 1
    assert Notice.unscoped.count() == 3


def test_of_two_who_issue_at_once_one_is_told(house, monkeypatch):
    made = drafts.draft(asked=Asked(house.account, None, "Both.", house.now, "Ingrid Solberg"))
    issue(house)
    monkeypatch.setattr(services, "draft", lambda *, asked: made)
    with pytest.raises(Refused, match="at the same moment"):
        issue(house)
    assert StatusReport.unscoped.count() == 1
    assert Receipt.unscoped.count() == 3


def test_interrupted_in_the_middle_nothing_is_left(house, monkeypatch):
    def fails(**_kwargs):
        raise RuntimeError

    monkeypatch.setattr(services.journal, "enter", fails)
    kept = Evidence.unscoped.count()
    with pytest.raises(RuntimeError):
        issue(house)
    assert StatusReport.unscoped.count() == Receipt.unscoped.count() == 0
    assert Notice.unscoped.count() == 0
    assert Evidence.unscoped.count() == kept


def test_without_a_stakeholder_it_is_refused_with_the_reason(house):
    Stakeholder.unscoped.filter(account_id=house.account).delete()
    with pytest.raises(Refused, match="has no stakeholder") as refused:
        issue(house)
    assert refused.value.clause == "TAM-08"


@pytest.mark.parametrize("summary", ["", "  \n", "\u200b\u2060"])
def test_a_report_needs_a_remark(house, summary):
    with pytest.raises(Refused, match="needs a remark"):
        issue(house, summary=summary)


def test_a_pdf_that_cannot_be_made_stops_everything(house, monkeypatch):
    def fails(_report, _digest):
        raise render.NotRendered("no glyph")

    monkeypatch.setattr(services.render, "status_report", fails)
    with pytest.raises(Refused, match="Nothing was issued: no glyph"):
        issue(house)
    assert StatusReport.unscoped.count() == 0


def test_a_day_to_come_is_refused(house):
    with pytest.raises(Refused, match="still to come"):
        issue(house, until_on=house.now.date() + DAY)


def test_without_any_promise_to_report_the_last_thirty_days_are_covered(house):
    Obligation.unscoped.filter(duty="status-report").delete()
    asked = Asked(house.account, None, "Extra.", house.now, "Ingrid Solberg")
    made = drafts.draft(asked=asked)
    assert made.keeps == []
    assert (made.report.from_on, made.report.until_on) == (date(2026, 2, 2), date(2026, 3, 4))
    assert made.report.zone == "UTC"


def test_findings_of_the_newest_log_stand_in_the_report(house):
    where = library(house)
    sha256 = hashlib.sha256(b"log").hexdigest()
    found = {
        "kind": "drive-failing",
        "severity": "critical",
        "subject": {"type": "drive", "id": "10WT012345"},
        "count": 9,
        "first_seen": None,
        "last_seen": "2026-03-03T21:15:09-07:00",
        "confidence": 0.9,
        "title": "Drive 10WT012345 fails",
        "advice": "Replace it.",
        "evidence": [],
    }
    document = {
        "bundles": [
            {"sha256": sha256, "captured_at": "2026-03-04T00:00:00+00:00",
             "coverage": {"parsed": 1.0, "mined": 0.0}, "members": []}
        ],
        "findings": [found],
        "undecided": [],
    }  # fmt: skip
    upload = Upload([b"log"], "logs.zip", house.account, where)
    bundle = logs.receive_bundle(upload=upload, at=house.now, by=ingrid(house)).bundle_id
    logs.keep_evaluation(bundle_id=bundle, read=Read(document, "1"), at=house.now, by=ingrid(house))
    content = page(house, issue(house)).content
    (finding,) = content.findings
    assert (finding.group, finding.subject, finding.count) == ("act", "drive 10WT012345", 9)
    assert content.mood == "act"
    assert [one.received_on for one in content.logs].count(date(2026, 3, 4)) == 1


def test_signed_reviews_stand_in_the_report(house):
    line = next(
        one
        for one in obligations.ledger(scope=scope(house), now=house.now)
        if one.duty == "weekly-log-review"
    )
    proof = {"outcome": "no_logs", "remark": "None came.", "bundles": [{"name": "a.zip"}]}
    services.obligations.keep(
        obligation_id=line.id,
        at=datetime(2026, 3, 4, 9, tzinfo=UTC),
        by=ingrid(house),
        proof=services.Proof("Reviewed: no logs.", proof),
    )
    (review,) = page(house, issue(house)).content.reviews
    assert (review.outcome, review.remark, review.bundles) == ("no logs", "None came.", 1)
