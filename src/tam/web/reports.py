"""What desk and portal show alike of a status report: its frozen content, and its file (TAM-08)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.http import FileResponse, Http404

from tam.apps.people import selectors as people
from tam.apps.reports import selectors, services
from tam.apps.reports.selectors import ReportPage
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


def page_of(asker: Asker, report_id: int) -> ReportPage:
    """A report that the reader may see; one that is not there and one of others are the same."""
    page = selectors.report(scope=asker.scope, report_id=report_id)
    if page is None:
        raise Http404
    return page


def context_of(page: ReportPage, asker: Asker, frame: str) -> dict[str, object]:
    """A report with its frozen content and the reader's own receipt, if it was sent to them."""
    email = _address_of(asker)
    own = next((one for one in page.line.receipts if one.email.lower() == email), None)
    return {"page": page, "line": page.line, "receipt": own, **shown(page.content, frame)}


def acknowledge(asker: Asker, report_id: int, at: datetime) -> None:
    """The reader says that they read it."""
    page_of(asker, report_id)
    services.acknowledge(report_id=report_id, email=_address_of(asker), at=at, by=asker.principal)


def _address_of(asker: Asker) -> str:
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
