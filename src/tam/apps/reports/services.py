"""Writing reports: issuing, revising, and a stakeholder's "I have read it" (TAM-08)."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from tam.adapters import blobs
from tam.adapters.pdf import render
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.notices import services as notices
from tam.apps.notices.facts import File, Kind, NewNotice, Person
from tam.apps.obligations import services as obligations
from tam.apps.obligations.services import Proof
from tam.apps.people import selectors as people
from tam.apps.people.selectors import StakeholderLine
from tam.apps.reports import selectors
from tam.apps.reports.drafts import Asked, Draft, draft, revision_draft
from tam.apps.reports.facts import letter_text
from tam.apps.reports.models import Receipt, StatusReport
from tam.domain.principals import Principal, Scope
from tam.domain.refusals import Refused
from tam.domain.reports.freeze import digest, freeze
from tam.domain.words import plain

CLAUSE = "TAM-08"
LARGEST_PDF = 256 * 1024**2


@dataclass(frozen=True)
class _Made:
    """A draft with its file, ready to be entered in one transaction."""

    draft: Draft
    content: dict[str, object]
    digest: str
    pdf: blobs.Blob


def issue_report(
    *,
    account_id: int,
    until_on: date | None,
    summary: str,
    issued_at: datetime,
    by: Principal,
    obligation_id: int | None = None,
) -> int:
    """Issue the next report of an account: frozen, numbered, one notice for every stakeholder.

    Keeps the promises to report that are open on that day, or the named one alone. Refused where
    nobody would get it, where its days are in an earlier report, or where its PDF cannot be made.
    """
    asked = Asked(account_id, until_on, summary, issued_at, by.name, obligation_id)
    return _issue(_make(draft(asked=asked)), account_id, issued_at, by)


def revise_report(*, report_id: int, summary: str, issued_at: datetime, by: Principal) -> int:
    """Issue a corrected revision of a report with its differences; the old one stays as it was."""
    account = StatusReport.unscoped.values_list("account_id", flat=True).get(pk=report_id)
    before = selectors.newest_revision(scope=Scope(frozenset({account})), report_id=report_id)
    assert before is not None  # noqa: S101 - read in its own account's scope
    made = _make(revision_draft(before=before, summary=summary, at=issued_at, by=by.name))
    return _issue(made, account, issued_at, by)


def _make(new: Draft) -> _Made:
    """Freeze the content and make its file, before any row is written."""
    if not plain(new.report.summary):
        raise Refused(CLAUSE, "A report needs a remark of yours: what the reader should know.")
    content = freeze(new.report)
    frozen = digest(content)
    try:
        pdf = render.status_report(new.report, frozen)
        blob = blobs.store(Path(settings.TAM_BLOBS), [pdf], LARGEST_PDF)
    except (render.NotRendered, blobs.TooLarge, blobs.NotStored) as problem:
        raise Refused(CLAUSE, f"Nothing was issued: {problem}") from problem
    return _Made(new, content, frozen, blob)


def _issue(made: _Made, account_id: int, at: datetime, by: Principal) -> int:
    try:
        return _enter(made, account_id, at, by)
    except IntegrityError as twice:
        raise Refused(
            CLAUSE, "Somebody issued a report at the same moment; look at that one first."
        ) from twice


@transaction.atomic
def _enter(made: _Made, account_id: int, at: datetime, by: Principal) -> int:
    """Row, receipts, notices, evidence and journal: all of them or none."""
    report = made.draft.report
    row = StatusReport.unscoped.create(
        account_id=account_id,
        number=report.number,
        revision=report.revision,
        from_on=report.from_on,
        until_on=report.until_on,
        issued_at=at,
        issued_by=by.name,
        user_id=by.user_id,
        mood=report.mood,
        answer=report.answer,
        content=made.content,
        digest=made.digest,
        pdf_sha256=made.pdf.sha256,
        pdf_size=made.pdf.size,
    )
    reply_to = _reply_to(account_id, at, by)
    for reader in made.draft.readers:
        _tell(row, made, reader, reply_to, at, by)
    for owed in made.draft.keeps:
        proof = Proof(
            f"Status report {report.name} issued to {len(made.draft.readers)} stakeholders.",
            _proof(row, made),
        )
        obligations.keep(obligation_id=owed.id, at=at, by=by, proof=proof)
    what = Happening(
        action="report.revised" if report.revision > 1 else "report.issued",
        subject=f"report:{row.pk}",
        summary=f"Status report {report.name} for {report.account}",
        account_id=account_id,
        clause=CLAUSE,
        data=_proof(row, made),
    )
    journal.enter(at=at, by=by, what=what)
    return row.pk


def _proof(row: StatusReport, made: _Made) -> dict[str, object]:
    return {
        "report": row.number,
        "revision": row.revision,
        "report_id": row.pk,
        "content_sha256": made.digest,
        "pdf_sha256": made.pdf.sha256,
        "stakeholders": [one.email for one in made.draft.readers],
    }


def _reply_to(account_id: int, at: datetime, by: Principal) -> Person:
    """Whom an answer reaches: the representative of the account on that day (TAM-10)."""
    known = people.representatives(scope=Scope(frozenset({account_id})), on=at.date())
    return Person(known[0].name, known[0].email) if known else Person(by.name, "")


def _tell(
    row: StatusReport,
    made: _Made,
    reader: StakeholderLine,
    reply_to: Person,
    at: datetime,
    by: Principal,
) -> None:
    """One stakeholder: the notice that carries the report, and the receipt that waits for it."""
    report = made.draft.report
    view = "portal:report" if reader.side == "customer" else "desk:report"
    link = f"{settings.TAM_SITE_URL}{reverse(view, args=[row.pk])}"
    new = NewNotice(
        account_id=row.account_id,
        kind=Kind.STATUS_REPORT,
        clause=CLAUSE,
        cause=f"report:{row.pk}",
        to=Person(reader.name, reader.email, reader.id),
        reply_to=reply_to,
        subject=f"Status report {report.name} for {report.account}",
        body=letter_text(report, reader.name, link, reply_to.name),
        file=File(f"status-report-{row}.pdf", made.pdf.sha256, made.pdf.size),
    )
    notice_id = notices.plan_notice(new=new, at=at, by=by)
    Receipt.unscoped.create(
        account_id=row.account_id,
        report=row,
        stakeholder_id=reader.id,
        name=reader.name,
        email=reader.email,
        notice_id=notice_id,
    )


@transaction.atomic
def acknowledge(*, report_id: int, email: str, at: datetime, by: Principal) -> None:
    """A stakeholder says that they read a report; the first time counts."""
    rows = Receipt.unscoped.filter(report_id=report_id, email__iexact=email)
    row = rows.select_related("report").first()
    if row is None:
        raise Refused(
            CLAUSE, "This report was not addressed to you, so it has no receipt of yours."
        )
    if rows.filter(acknowledged_at=None).update(acknowledged_at=at) == 0:
        return
    what = Happening(
        action="report.read",
        subject=f"report:{report_id}",
        summary=f"Status report {row.report.number} read by {row.name}",
        account_id=row.account_id,
        clause=CLAUSE,
    )
    journal.enter(at=at, by=by, what=what)
