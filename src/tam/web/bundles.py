"""What desk and portal show alike about bundles and findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from tam.apps.logreview.selectors import BundleLine, BundlePage, FindingLine

UNREAD = frozenset({"opaque", "rejected"})
PER_PAGE = 200
MOST_NAMED = 10
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


@dataclass(frozen=True)
class Members:
    """One page of the members of a bundle, or of those that were not read."""

    shown: list[Mapping[str, object]]
    total: int
    first: int
    page: int
    pages: int
    unread: int
    only_unread: bool

    @property
    def last(self) -> int:
        """The number of the last one shown."""
        return self.first + len(self.shown) - 1


def not_read(page: BundlePage) -> list[Mapping[str, object]]:
    """The members that could not be read as a log."""
    return [one for one in page.members if one.get("status") in UNREAD]


def members_of(page: BundlePage, asked: Mapping[str, str]) -> Members:
    """The members that the address asks for, `members=unread` and `page=2`; nonsense is page 1."""
    unread = not_read(page)
    only = asked.get("members") == "unread" and bool(unread)
    rows = unread if only else page.members
    pages = max(1, -(-len(rows) // PER_PAGE))
    wanted = asked.get("page", "")
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 9 else 1
    at = min(max(number, 1), pages)
    start = (at - 1) * PER_PAGE
    shown = rows[start : start + PER_PAGE]
    return Members(shown, len(rows), start + 1, at, pages, len(unread), only)


@dataclass(frozen=True)
class Lacks:
    """What was not read in one bundle of a review: the first members, and how many more."""

    page: BundlePage
    named: list[Mapping[str, object]]
    more: int


def lacks(pages: Iterable[BundlePage]) -> list[Lacks]:
    """Each bundle of a review with what was not read in it."""
    found = [(page, not_read(page)) for page in pages]
    return [
        Lacks(page, unread[:MOST_NAMED], max(0, len(unread) - MOST_NAMED)) for page, unread in found
    ]


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


def context_of(page: BundlePage, frame: str, asked: Mapping[str, str]) -> dict[str, object]:
    """What the page of one bundle shows."""
    return {
        "page": page,
        "line": page.line,
        "frame": frame,
        "groups": grouped(page.findings),
        "members": members_of(page, asked),
    }
