"""What desk and portal show alike about bundles and findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from tam.apps.logreview.selectors import BundleLine, BundlePage, FindingLine

UNREAD = frozenset({"opaque", "rejected"})
GROUPS = (
    ("critical", "Act now"),
    ("warning", "Watch"),
    ("notice", "For information"),
)


@dataclass(frozen=True)
class Group:
    """Findings that ask for the same kind of act."""

    title: str
    findings: list[FindingLine]


def grouped(findings: Iterable[FindingLine]) -> list[Group]:
    """Findings by what to do; suspicions that need a cross test come last."""
    known = list(findings)
    groups = [
        Group(title, [one for one in known if one.certain and one.severity == severity])
        for severity, title in GROUPS
    ]
    groups.append(Group("Undecided, needs a cross test", [x for x in known if not x.certain]))
    return [group for group in groups if group.findings]


def attachment(line: BundleLine, file: BinaryIO) -> FileResponse:
    """The original bytes as a download that no browser shows or runs (S23)."""
    response = FileResponse(
        file,
        as_attachment=True,
        filename=line.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def progress(request: HttpRequest, line: BundleLine, frame: str) -> HttpResponse:
    """The piece of a page that renews itself while a bundle is read; done, it asks for all."""
    if line.is_done:
        response = HttpResponse("")
        response["HX-Refresh"] = "true"
        return response
    return render(request, "parts/reading.html", {"line": line, "frame": frame})


def context_of(page: BundlePage, frame: str) -> dict[str, object]:
    """What the page of one bundle shows."""
    unread = [one for one in page.members if one.get("status") in UNREAD]
    return {
        "page": page,
        "line": page.line,
        "frame": frame,
        "groups": grouped(page.findings),
        "unread": unread,
    }
