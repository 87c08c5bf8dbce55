"""Desk: partner service centers, the places that the fifty miles are measured from (NOTE-6)."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tam.apps.estate import selectors as estate
from tam.apps.estate import services_centers as services
from tam.domain.entitlement.centers import (
    COLUMNS,
    MOST_ROWS,
    Center,
    Fault,
    Sheet,
    checked,
    clashes,
    key_of,
    read_centers,
)
from tam.domain.principals import Role
from tam.web.access import Asker, desk
from tam.web.context import moment

FORM_METHODS = require_http_methods(["GET", "POST"])


class CenterForm(forms.Form):
    """One center, field by field as a file has it."""

    name = forms.CharField(label="Name", max_length=200)
    city = forms.CharField(label="City", max_length=100, required=False)
    country = forms.CharField(
        label="Country", max_length=2, help_text="Two letters of ISO 3166, such as NO."
    )
    latitude = forms.CharField(
        label="Latitude", max_length=20, help_text="Degrees north with a point, such as 59.7440."
    )
    longitude = forms.CharField(
        label="Longitude", max_length=20, help_text="Degrees east; west has a minus: -105.0372."
    )
    opens_on = forms.CharField(
        label="First day", max_length=10, required=False,
        help_text="As 2026-07-01; empty where it is open already.",
    )  # fmt: skip
    closes_on = forms.CharField(
        label="Last day", max_length=10, required=False,
        help_text="As 2026-12-31; that day counts. Sites are measured anew after it.",
    )  # fmt: skip

    def __init__(self, *args: object, own: Center | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # django's own open signature
        self.own = own
        self.center: Center | None = None

    def clean(self) -> dict[str, object]:
        """The same checks as for a line of a file; another center's name or place is taken."""
        data: dict[str, object] = super().clean() or {}
        if self.errors:
            return data
        values = {name: str(data.get(name, "")) for name in COLUMNS}
        self.center, faults = checked(values)
        for fault in (*faults, *self._taken()):
            self.add_error(fault.field, fault.reason)
        return data

    def _taken(self) -> tuple[Fault, ...]:
        if self.center is None:
            return ()
        own = "" if self.own is None else key_of(self.own.name)
        name = key_of(self.center.name)
        if own and name != own:
            return (Fault(0, "name", f"A center keeps its name, {self.own and self.own.name!r}."),)
        known = estate.known_centers()
        if not own and any(key_of(one.name) == name for one in known):
            return (Fault(0, "name", "There is a center of this name; open it to change it."),)
        return clashes(Sheet(((0, self.center),), ()), known)


class ImportForm(forms.Form):
    """A file, or its lines; a file that was checked stands as its lines."""

    file = forms.FileField(
        label="CSV file", required=False, help_text=f"UTF-8, at most {MOST_ROWS:,} centers."
    )
    rows = forms.CharField(
        label="Or its lines", required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="The first line names the columns: " + ", ".join(COLUMNS) + ".",
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """One of the two is needed."""
        data: dict[str, object] = super().clean() or {}
        if not self.errors and not data.get("file") and not data.get("rows"):
            self.add_error("file", "Choose a file, or paste its lines.")
        return data

    def bytes(self) -> bytes:
        """What was sent: the file where there is one."""
        file = self.cleaned_data.get("file")
        return file.read() if file else str(self.cleaned_data["rows"]).encode()


def _manager(asker: Asker) -> None:
    """Centers are the vendor's own and bear on every customer: managers alone write them."""
    if not asker.principal.scope(Role.MANAGER).accounts:
        raise Http404


@require_safe
@desk
def centers(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every center with the sites that are measured from it, and the sites by distance."""
    on = moment(request).date()
    places = estate.sites(scope=asker.scope)
    places.sort(key=lambda one: -(one.measured.metres or 0) if one.measured else 1)
    context = {
        "centers": estate.centers(scope=asker.scope, on=on),
        "sites": places,
        "may_write": bool(asker.principal.scope(Role.MANAGER).accounts),
    }
    return render(request, "desk/centers.html", context)


@FORM_METHODS
@desk
def center_new(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Add one center."""
    _manager(asker)
    return _write(request, asker, None)


@FORM_METHODS
@desk
def center(request: HttpRequest, asker: Asker, center_id: int) -> HttpResponse:
    """Change one center: its place, its first or last day."""
    _manager(asker)
    own = estate.center(center_id=center_id)
    if own is None:
        raise Http404
    return _write(request, asker, own)


def _write(request: HttpRequest, asker: Asker, own: Center | None) -> HttpResponse:
    """The form of one center, and what it does."""
    form = CenterForm(request.POST or None, own=own, initial={} if own is None else _texts(own))
    if request.method == "POST" and form.is_valid() and form.center is not None:
        taken = services.take_centers(centers=[form.center], at=moment(request), by=asker.principal)
        messages.success(request, _told(taken))
        return redirect("desk:centers")
    status = HTTPStatus.BAD_REQUEST if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/center.html", {"form": form, "own": own}, status=status)


def _texts(own: Center) -> dict[str, str]:
    """A center as the texts of its form."""
    return {
        "name": own.name,
        "city": own.city,
        "country": own.country,
        "latitude": str(own.position.latitude),
        "longitude": str(own.position.longitude),
        "opens_on": own.opens_on.isoformat() if own.opens_on else "",
        "closes_on": own.closes_on.isoformat() if own.closes_on else "",
    }


def _told(taken: services.Taken) -> str:
    """What was done, in a sentence."""
    kinds = [change.value for _, change in taken.changes]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    sites = len(taken.measured)
    return f"Centers: {counts}. {sites} {'site' if sites == 1 else 'sites'} measured anew."


@FORM_METHODS
@desk
def centers_import(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Check a list of centers, or take it in; the check tells exactly what taking would do."""
    _manager(asker)
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "columns": COLUMNS}
    if request.method != "POST":
        return render(request, "desk/centers-import.html", context)
    sheet = _read(form) if form.is_valid() else None
    if sheet is None or sheet.faults:
        context["faults"] = () if sheet is None else sheet.faults
        status = HTTPStatus.BAD_REQUEST
        return render(request, "desk/centers-import.html", context, status=status)
    take = request.POST.get("act") == "take"
    taken = services.take_centers(
        centers=[one for _, one in sheet.rows],
        at=moment(request),
        by=asker.principal,
        dry_run=not take,
    )
    if take:
        messages.success(request, _told(taken))
        return redirect("desk:centers")
    seen = [one for one in taken.measured if one.account_id in asker.scope.accounts]
    context |= {"taken": taken, "seen": seen, "unseen": len(taken.measured) - len(seen)}
    return render(request, "desk/centers-import.html", context)


def _read(form: ImportForm) -> Sheet:
    """The centers of what was sent; its lines stand in the form from here on."""
    data = form.bytes()
    sheet = read_centers(data)
    if sheet.rows and form.cleaned_data.get("file"):
        form.data = {**form.data, "rows": data.decode("utf-8-sig")}
    if sheet.faults:
        return sheet
    return Sheet(sheet.rows, clashes(sheet, estate.known_centers()))
