"""Desk: one site with its region and the fifty miles, and where it stands (NOTE-5, NOTE-6)."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tam.apps.entitlement import selectors as entitlement
from tam.apps.estate import selectors as estate
from tam.apps.estate import services_centers as services
from tam.domain.catalogue.regions import REGION_WORDS
from tam.domain.entitlement.availability import table_on
from tam.domain.entitlement.centers import checked
from tam.domain.principals import Role
from tam.web.access import Asker, desk, require
from tam.web.context import moment

WRITERS = (Role.TAM, Role.MANAGER)


class PlaceForm(forms.Form):
    """Where a site stands, and why that is written now."""

    latitude = forms.CharField(
        label="Latitude", max_length=20, help_text="Degrees north with a point, such as 40.0150."
    )
    longitude = forms.CharField(
        label="Longitude", max_length=20, help_text="Degrees east; west has a minus: -105.2705."
    )
    because = forms.CharField(
        label="Why", max_length=200, help_text="The site moved, or the position was wrong."
    )

    def clean(self) -> dict[str, object]:
        """The same checks as for a service center."""
        data: dict[str, object] = super().clean() or {}
        if self.errors:
            return data
        names = ("latitude", "longitude")
        values = {"name": "site", "country": "US"} | {name: str(data[name]) for name in names}
        center, faults = checked(values)
        for fault in faults:
            self.add_error(fault.field, fault.reason)
        return data | {"position": center.position if center else None}


def _found(request: HttpRequest, asker: Asker, site_id: int) -> estate.SitePage:
    """The site where the reader may see it."""
    found = estate.site(scope=asker.scope, site_id=site_id, on=moment(request).date())
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, asker: Asker, found: estate.SitePage, form: PlaceForm | None = None
) -> HttpResponse:
    """The page of a site; with a form that has faults it is a bad request."""
    line = found.line
    place = found.position
    initial = {"latitude": place.latitude, "longitude": place.longitude} if place else {}
    context = {
        "page": found,
        "site": line,
        "region": REGION_WORDS.get(found.region or ""),
        "table": table_on(moment(request).date()),
        "form": form or PlaceForm(initial=initial),
        "may_write": asker.principal.may(line.account_id, *WRITERS),
        "libraries": [
            one
            for one in estate.libraries(scope=asker.scope, account_id=line.account_id)
            if one.site.id == line.id
        ],
        "lines": [
            (contract, one)
            for contract in entitlement.contracts(scope=asker.scope, account_id=line.account_id)
            for one in contract.lines
            if one.site == line.name
        ],
    }
    status = HTTPStatus.BAD_REQUEST if form else HTTPStatus.OK
    return render(request, "desk/site.html", context, status=status)


@require_safe
@desk
def site(request: HttpRequest, asker: Asker, site_id: int) -> HttpResponse:
    """One site."""
    return _page(request, asker, _found(request, asker, site_id))


@require_POST
@desk
def site_place(request: HttpRequest, asker: Asker, site_id: int) -> HttpResponse:
    """Give a site another position; its distance is measured anew."""
    found = _found(request, asker, site_id)
    require(asker, found.line.account_id, *WRITERS)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _page(request, asker, found, form)
    services.place_site(
        site_id=site_id,
        position=form.cleaned_data["position"],
        because=form.cleaned_data["because"],
        at=moment(request),
        by=asker.principal,
    )
    messages.success(request, "The position is written, and the distance is measured anew.")
    return redirect("desk:site", site_id)
