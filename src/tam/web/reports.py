"""What desk and portal show alike of a status report: its frozen content, and its file (TAM-08)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.http import FileResponse

from tam.apps.people import selectors as people
from tam.apps.reports import selectors
from tam.apps.reports.selectors import ReceiptLine, ReportPage
from tam.domain.reports import cases, findings
from tam.domain.reports.answer import WORDS, Mood
from tam.domain.reports.content import Report
from tam.web.access import Asker

T = TypeVar("T")
TONES = {Mood.ACT: "error", Mood.WATCH: "warning", Mood.CALM: "success"}
_SAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Group:
    """Entries of a report under one heading."""

    name: str
    title: str
    rows: list[object]


def _groups(entries: Iterable[T], of: Callable[[T], str], headings: dict[str, str]) -> list[Group]:
    known = list(entries)
    groups = [
        Group(name, title, [one for one in known if of(one) == name])
        for name, title in headings.items()
    ]
    return [group for group in groups if group.rows]


def shown(report: Report, frame: str) -> dict[str, object]:
    """What the page of a report needs beside its content; nothing here comes from anywhere else."""
    mood = Mood(report.mood)
    return {
        "report": report,
        "frame": frame,
        "mood_word": WORDS[mood],
        "mood_tone": TONES[mood],
        "case_groups": _groups(report.cases, lambda one: one.group, cases.HEADINGS),
        "finding_groups": _groups(report.findings, lambda one: one.group, findings.WORDS),
        "has_log": any(one.received_on for one in report.logs),
        "owed": sum(report.counts.values()),
    }


def own_receipt(page: ReportPage, asker: Asker) -> ReceiptLine | None:
    """The reader's own receipt, where the report was addressed to them."""
    email = address_of(asker)
    return next((one for one in page.line.receipts if one.email.lower() == email), None)


def address_of(asker: Asker) -> str:
    """The address of the person who asks, in lower case."""
    user_id = asker.principal.user_id
    return people.person(user_id=user_id).email.lower() if user_id else ""


def download(page: ReportPage) -> FileResponse:
    """The file of a report as a download that no browser runs (S23)."""
    line = page.line
    account = _SAFE.sub("-", line.account.lower()).strip("-") or "account"
    response = FileResponse(
        selectors.open_pdf(sha256=page.pdf_sha256),
        as_attachment=True,
        filename=f"status-report-{line.number}.{line.revision}-{account}.pdf",
        content_type="application/pdf",
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
