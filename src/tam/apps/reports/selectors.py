"""Reading reports: lists, one report from its frozen content, its receipts, its file (TAM-08)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from tam.adapters import blobs
from tam.apps.reports.models import Receipt, StatusReport
from tam.domain.principals import Scope
from tam.domain.reports.content import Report
from tam.domain.reports.freeze import digest, thaw

NOT_REACHED = ("failed", "unknown", "cancelled")


@dataclass(frozen=True)
class ReceiptLine:
    """What became of a report for one stakeholder: told, sent, read."""

    name: str
    email: str
    notice_id: int
    state: str
    reason: str
    sent_at: datetime | None
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class ReportLine:
    """One report of a list; `replaced_by` is the newer revision's number, if there is one."""

    id: int
    account_id: int
    account: str
    number: int
    revision: int
    from_on: date
    until_on: date
    issued_at: datetime
    issued_by: str
    mood: str
    answer: str
    replaced_by: int | None
    receipts: list[ReceiptLine]

    @property
    def name(self) -> str:
        """How people call it: `3`, or `3, revision 2`."""
        return f"{self.number}, revision {self.revision}" if self.revision > 1 else str(self.number)

    @property
    def sent(self) -> int:
        """To how many stakeholders it was sent."""
        return sum(one.state == "sent" for one in self.receipts)

    @property
    def read(self) -> int:
        """How many said that they read it."""
        return sum(one.acknowledged_at is not None for one in self.receipts)


@dataclass(frozen=True)
class ReportPage:
    """One report: its frozen content, whether it is whole, its file, and its other revisions."""

    line: ReportLine
    content: Report
    digest: str
    whole: bool
    pdf_sha256: str
    pdf_size: int
    revisions: list[ReportLine]


@dataclass(frozen=True)
class Issued:
    """A revision that was issued, for whoever makes the next one."""

    report_id: int
    account_id: int
    number: int
    revision: int
    from_on: date
    until_on: date
    content: Report


def _lines(rows: Iterable[StatusReport]) -> list[ReportLine]:
    known = list(rows)
    receipts: dict[int, list[ReceiptLine]] = defaultdict(list)
    for one in Receipt.unscoped.filter(report__in=known).select_related("notice"):
        receipts[one.report_id].append(
            ReceiptLine(
                name=one.name,
                email=one.email,
                notice_id=one.notice_id,
                state=one.notice.state,
                reason=one.notice.reason,
                sent_at=one.notice.sent_at,
                acknowledged_at=one.acknowledged_at,
            )
        )
    newest: dict[tuple[int, int], int] = {}
    for row in known:
        key = (row.account_id, row.number)
        newest[key] = max(newest.get(key, 0), row.revision)
    return [_line(row, newest[row.account_id, row.number], receipts[row.pk]) for row in known]


def _line(row: StatusReport, newest: int, receipts: list[ReceiptLine]) -> ReportLine:
    return ReportLine(
        id=row.pk,
        account_id=row.account_id,
        account=row.account.name,
        number=row.number,
        revision=row.revision,
        from_on=row.from_on,
        until_on=row.until_on,
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        mood=row.mood,
        answer=row.answer,
        replaced_by=newest if newest > row.revision else None,
        receipts=receipts,
    )


def reports(*, scope: Scope, account_id: int | None = None) -> list[ReportLine]:
    """The reports in scope, newest first; two queries whatever their number."""
    rows = StatusReport.objects.visible_to(scope).select_related("account").defer("content")
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return _lines(rows)


def report(*, scope: Scope, report_id: int) -> ReportPage | None:
    """One report from its frozen content alone, or None where it is not in scope."""
    row = StatusReport.objects.visible_to(scope).filter(pk=report_id).first()
    if row is None:
        return None
    lines = _lines(
        StatusReport.objects.visible_to(scope)
        .filter(account_id=row.account_id, number=row.number)
        .select_related("account")
        .defer("content")
    )
    return ReportPage(
        line=next(line for line in lines if line.id == row.pk),
        content=thaw(row.content),
        digest=row.digest,
        whole=digest(row.content) == row.digest,
        pdf_sha256=row.pdf_sha256,
        pdf_size=row.pdf_size,
        revisions=[line for line in lines if line.id != row.pk],
    )


def open_pdf(*, sha256: str) -> BinaryIO:
    """The file of a report, for reading; the caller has already been let through by its page."""
    return blobs.open_blob(Path(settings.TAM_BLOBS), sha256)


def last_issued(*, scope: Scope, account_id: int) -> Issued | None:
    """The newest revision of the last report of an account."""
    row = (
        StatusReport.objects.visible_to(scope)
        .filter(account_id=account_id)
        .order_by("-number", "-revision")
        .first()
    )
    return _issued(row) if row else None


def newest_revision(*, scope: Scope, report_id: int) -> Issued | None:
    """The newest revision under the number of a report, or None where it is not in scope."""
    rows = StatusReport.objects.visible_to(scope)
    row = rows.filter(pk=report_id).first()
    if row is None:
        return None
    same = rows.filter(account_id=row.account_id, number=row.number)
    return _issued(same.order_by("-revision").first() or row)


def _issued(row: StatusReport) -> Issued:
    return Issued(
        row.pk,
        row.account_id,
        row.number,
        row.revision,
        row.from_on,
        row.until_on,
        thaw(row.content),
    )


def unreached(*, scope: Scope, account_id: int, number: int) -> tuple[str, ...]:
    """Whom the report before this number did not reach, each with the reason."""
    before = (
        StatusReport.objects.visible_to(scope)
        .filter(account_id=account_id, number__lt=number)
        .order_by("-number", "-revision")
        .first()
    )
    if before is None:
        return ()
    rows = Receipt.objects.visible_to(scope).filter(report=before, notice__state__in=NOT_REACHED)
    return tuple(
        f"{row.name} ({row.notice.reason.rstrip('.') or row.notice.state})"
        for row in rows.select_related("notice")
    )
