"""Desk: a file of contracts, checked first, entered after a look at what it says."""

from http import HTTPStatus
from pathlib import Path, PurePath
from typing import BinaryIO

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tam.adapters import blobs
from tam.adapters.csv_in import DELIMITERS
from tam.apps.entitlement.services.entering import accounts_of
from tam.apps.entitlement.services.importing import Report, Source, import_contracts
from tam.apps.entitlement.services.rowing import COLUMNS, TEMPLATE
from tam.web.access import Asker, desk
from tam.web.context import moment

MOST_BYTES = 16 * 1024 * 1024
MOST_ROWS = 20_000  # what is answered within seconds; more goes by `tam contracts import`
GOOD_FOR_SECONDS = 3600
SALT = "contracts-import"


class ImportForm(forms.Form):
    """A file, and what parts its columns."""

    file = forms.FileField(
        label="File", allow_empty_file=True,
        help_text="CSV in UTF-8, one row for each line of a contract.",
    )  # fmt: skip
    delimiter = forms.ChoiceField(
        label="Columns are parted by", choices=[(name, name) for name in DELIMITERS],
        initial="comma",
    )  # fmt: skip


def _may(asker: Asker) -> None:
    if not accounts_of(asker.principal):
        raise Http404


def _show(request: HttpRequest, form: ImportForm, status: int, **more: object) -> HttpResponse:
    context = {
        "form": form,
        "columns": COLUMNS,
        "most_rows": MOST_ROWS,
        "most_bytes": MOST_BYTES,
        **more,
    }
    return render(request, "desk/contracts-import.html", context, status=status)


@require_http_methods(["GET", "POST"])
@desk
def contracts_import(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Check a file: what would be entered, what is wrong in which line; nothing is written."""
    _may(asker)
    if request.method != "POST":
        return _show(request, ImportForm(), HTTPStatus.OK)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, HTTPStatus.BAD_REQUEST)
    sent: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        kept = blobs.set_aside(Path(settings.TAM_DATA), sent.chunks(), MOST_BYTES)
    except (blobs.TooLarge, blobs.NotStored) as problem:
        form.add_error("file", str(problem))
        return _show(request, form, HTTPStatus.BAD_REQUEST)
    known = (
        kept.sha256,
        PurePath(sent.name or "contracts.csv").name[:120],
        form.cleaned_data["delimiter"],
    )
    with blobs.open_aside(Path(settings.TAM_DATA), kept.sha256) as file:
        report = _import(request, asker, file, known, dry_run=True)
    token = signing.dumps([asker.principal.user_id, *known], salt=SALT)
    status = HTTPStatus.OK if report.stands else HTTPStatus.BAD_REQUEST
    return _show(request, form, status, report=report, token=token)


def _import(
    request: HttpRequest,
    asker: Asker,
    file: BinaryIO,
    known: tuple[str, str, str],
    *,
    dry_run: bool,
) -> Report:
    _, name, delimiter = known
    return import_contracts(
        source=Source(file, name, delimiter, MOST_ROWS),
        at=moment(request),
        by=asker.principal,
        dry_run=dry_run,
    )


@require_POST
@desk
def contracts_import_enter(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Enter the file that was checked: all of it or nothing."""
    _may(asker)
    known = _checked(request, asker)
    try:
        if known is None:
            raise FileNotFoundError
        with blobs.open_aside(Path(settings.TAM_DATA), known[0]) as file:
            report = _import(request, asker, file, known, dry_run=False)
    except FileNotFoundError:
        form = ImportForm()
        return _show(request, form, HTTPStatus.BAD_REQUEST, gone=True)
    if not report.stands:
        return _show(request, ImportForm(), HTTPStatus.CONFLICT, report=report)
    there = f" {report.unchanged:,} were there already." if report.unchanged else ""
    messages.info(request, f"{report.new:,} contracts are entered from {report.name}.{there}")
    return redirect("desk:contracts")


def _checked(request: HttpRequest, asker: Asker) -> tuple[str, str, str] | None:
    """The file that this person checked within the last hour."""
    try:
        user_id, *known = signing.loads(
            request.POST.get("token", ""), salt=SALT, max_age=GOOD_FOR_SECONDS
        )
    except signing.BadSignature:
        return None
    return (known[0], known[1], known[2]) if user_id == asker.principal.user_id else None


@require_safe
@desk
def contracts_template(request: HttpRequest, asker: Asker) -> HttpResponse:
    """A file to start from: the header, and two contracts as an example."""
    _may(asker)
    answer = HttpResponse(TEMPLATE, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="contracts.csv"'
    return answer
