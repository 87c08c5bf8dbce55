"""Desk: one finding, what is done about it, and the same kind on other libraries."""

from datetime import date
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tam.adapters import blobs
from tam.adapters.evaluation.nearby import Line, lines_around
from tam.apps.cases import selectors as cases
from tam.apps.logreview import selectors_findings as selectors
from tam.apps.logreview import services_findings as services
from tam.apps.logreview.selectors_findings import FindingPage, Spot
from tam.apps.logreview.services_findings import Letting, Opening
from tam.domain.cases.lifecycle import Severity
from tam.domain.principals import Role
from tam.domain.refusals import Refused
from tam.web.access import Asker, desk, require
from tam.web.context import moment
from tam.web.fleets import fleet_of

OPENERS = (Role.TAM, Role.ENGINEER, Role.MANAGER)
KNOWERS = (Role.TAM, Role.MANAGER)
SUGGESTED = {"critical": Severity.MAJOR, "warning": Severity.MINOR, "notice": Severity.REQUEST}


class KnownForm(forms.Form):
    """Why a finding may stand, and until when."""

    reason = forms.CharField(
        label="Why it may stand",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The next reviewer reads it, and so does the customer.",
    )
    until = forms.DateField(
        label="Until",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The last day on which reviews leave it out; a year at most.",
    )


class CaseForm(forms.Form):
    """A case from a finding."""

    title = forms.CharField(label="Title", max_length=200)
    severity = forms.ChoiceField(
        label="Severity", choices=[(one.value, one.value) for one in Severity]
    )
    note = forms.CharField(
        label="What to add",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The finding, its advice and its lines are added by themselves.",
    )


def _finding(request: HttpRequest, asker: Asker, finding_id: int) -> FindingPage:
    page = selectors.finding(scope=asker.scope, finding_id=finding_id, now=moment(request))
    if page is None:
        raise Http404
    return page


def _page(
    request: HttpRequest, asker: Asker, page: FindingPage, **changed: forms.Form
) -> HttpResponse:
    known = cases.cases(
        scope=asker.scope, now=moment(request), equipment_id=page.library.id if page.library else 0
    )
    severity = SUGGESTED.get(page.line.severity, Severity.MINOR).value
    context = {
        "page": page,
        "frame": "desk",
        "fleet": fleet_of(page, asker.scope),
        "cases": [line for line in known if line.id in page.case_ids],
        "may_open": asker.principal.may(page.account_id, *OPENERS),
        "may_acknowledge": asker.principal.may(page.account_id, *KNOWERS),
        "case_form": CaseForm(initial={"title": page.line.title, "severity": severity}),
        "known_form": KnownForm(),
        **changed,
    }
    return render(request, "desk/finding.html", context, status=400 if changed else 200)


@require_safe
@desk
def finding(request: HttpRequest, asker: Asker, finding_id: int) -> HttpResponse:
    """One finding."""
    return _page(request, asker, _finding(request, asker, finding_id))


def _neighbours(spot: Spot) -> list[Line]:
    """The lines around one, none where its bundle is not in the store any more."""
    if not spot.sha256:
        return []
    place = blobs.place(Path(settings.TAM_BLOBS), spot.sha256)
    if not place.exists():
        return []
    return lines_around(place, spot.bundle, spot.member, spot.line)


@require_safe
@desk
def finding_lines(request: HttpRequest, asker: Asker, finding_id: int, number: int) -> HttpResponse:
    """One line of a finding among its neighbours, read anew from the bundle."""
    page = _finding(request, asker, finding_id)
    spot = selectors.spot(scope=asker.scope, finding_id=finding_id, number=number)
    if spot is None:
        raise Http404
    lines = _neighbours(spot)
    context = {
        "page": page,
        "spot": spot,
        "lines": lines,
        "number": number,
        "more": number < len(page.line.evidence),
    }
    return render(request, "desk/lines.html", context)


@require_POST
@desk
def finding_acknowledge(request: HttpRequest, asker: Asker, finding_id: int) -> HttpResponse:
    """Say why a finding may stand, and until when."""
    page = _finding(request, asker, finding_id)
    require(asker, page.account_id, *KNOWERS)
    form = KnownForm(request.POST)
    if form.is_valid():
        until: date = form.cleaned_data["until"]
        letting = Letting(form.cleaned_data["reason"], until)
        try:
            services.acknowledge_finding(
                finding_id=finding_id, letting=letting, at=moment(request), by=asker.principal
            )
        except Refused as refused:
            form.add_error("until", refused.reason)
        else:
            said = f"Acknowledged. Reviews leave it out until {until.day} {until:%B %Y}."
            messages.info(request, said)
            return redirect("desk:finding", finding_id)
    return _page(request, asker, page, known_form=form)


@require_POST
@desk
def finding_case(request: HttpRequest, asker: Asker, finding_id: int) -> HttpResponse:
    """Open a case from a finding."""
    page = _finding(request, asker, finding_id)
    require(asker, page.account_id, *OPENERS)
    form = CaseForm(request.POST)
    if form.is_valid():
        opening = Opening(
            title=form.cleaned_data["title"],
            severity=Severity(form.cleaned_data["severity"]),
            note=form.cleaned_data["note"],
        )
        try:
            case_id = services.open_proactive_case(
                finding_id=finding_id, opening=opening, at=moment(request), by=asker.principal
            )
        except Refused as refused:
            form.add_error("title", refused.reason)
        else:
            messages.info(request, "The case is open. It names the finding and its lines.")
            return redirect("desk:case", case_id)
    return _page(request, asker, page, case_form=form)
