"""Portal: hand over a log bundle, see it read, see what was found."""

from http import HTTPStatus
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tam.adapters import blobs
from tam.apps.estate import selectors as estate
from tam.apps.logreview import selectors, services
from tam.apps.logreview.services import Upload
from tam.domain.principals import Role
from tam.domain.refusals import Refused
from tam.web.access import Asker, portal
from tam.web.bundles import context_of, progress
from tam.web.context import moment

WRITERS = (Role.CUSTOMER_EDITOR, Role.CUSTOMER_ADMIN)


STATUS: dict[type[BaseException], int] = {
    blobs.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    blobs.NotStored: HTTPStatus.INSUFFICIENT_STORAGE,
}


class UploadForm(forms.Form):
    """A file, and the library it is of where the sender knows."""

    file = forms.FileField(
        label="Log bundle",
        allow_empty_file=True,
        help_text=(
            "A ZIP as the library makes it, or any log: text, gzip, bzip2, xz, zstd, tar, a mail "
            "with attachments. It is kept exactly as you send it."
        ),
    )
    library = forms.ChoiceField(
        label="Library", required=False, help_text="Only needed when the bundle does not say it."
    )


@require_http_methods(["GET", "POST"])
@portal
def upload(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Take a bundle; the answer is its page, where it can be seen being read."""
    writable = asker.principal.scope(*WRITERS)
    libraries = {str(one.id): one for one in estate.libraries(scope=writable)}
    if not writable.accounts:
        raise Http404
    form = _form(request, libraries)
    if request.method == "POST" and form.is_valid():
        chosen = libraries.get(form.cleaned_data["library"])
        account = chosen.account_id if chosen else min(writable.accounts)
        if chosen is None and len(writable.accounts) > 1:
            form.add_error("library", "You work for several customers; name the library.")
            return _page(request, asker, form, HTTPStatus.BAD_REQUEST)
        try:
            return _receive(request, asker, form.cleaned_data["file"], (account, chosen))
        except Refused as refused:
            form.add_error("file", refused.reason)
            status = STATUS.get(type(refused.__cause__ or refused), HTTPStatus.BAD_REQUEST)
            return _page(request, asker, form, status)
    return _page(request, asker, form, HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK)


def _page(request: HttpRequest, asker: Asker, form: UploadForm, status: int) -> HttpResponse:
    known = selectors.bundles(scope=asker.scope, limit=10)
    context = {"form": form, "bundles": known, "most": settings.TAM_UPLOAD_MAX_BYTES}
    return render(request, "portal/upload.html", context, status=status)


def _form(request: HttpRequest, libraries: dict[str, estate.LibraryLine]) -> UploadForm:
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
    else:
        form = UploadForm(initial={"library": request.GET.get("library", "")})
    field = form.fields["library"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowed for the type checker
    field.choices = [
        ("", "Let the bundle say it"),
        *((key, f"{one.name}, {one.model} {one.serial}") for key, one in libraries.items()),
    ]
    return form


def _receive(
    request: HttpRequest,
    asker: Asker,
    file: "UploadedFile[bytes]",
    place: tuple[int, estate.LibraryLine | None],
) -> HttpResponse:
    account, library = place
    taken = Upload(
        chunks=file.chunks(1024 * 1024),
        name=PurePath(file.name or "bundle").name,
        account_id=account,
        equipment_id=library.id if library else None,
    )
    received = services.receive_bundle(upload=taken, at=moment(request), by=asker.principal)
    if received.reread:
        messages.info(request, "These very bytes were sent before; they are read again.")
    elif received.again:
        messages.info(request, "These very bytes were sent before; this is that bundle.")
    return redirect("portal:bundle", received.bundle_id)


@require_safe
@portal
def bundle(request: HttpRequest, asker: Asker, bundle_id: int) -> HttpResponse:
    """One bundle: how far it is read, or what was found."""
    page = selectors.bundle_page(scope=asker.scope, bundle_id=bundle_id)
    if page is None:
        raise Http404
    return render(request, "portal/bundle.html", context_of(page, "portal", request.GET))


@require_safe
@portal
def bundle_progress(request: HttpRequest, asker: Asker, bundle_id: int) -> HttpResponse:
    """How far a bundle is read, for the page that waits."""
    line = selectors.bundle(scope=asker.scope, bundle_id=bundle_id)
    if line is None:
        raise Http404
    return progress(request, line, "portal")
