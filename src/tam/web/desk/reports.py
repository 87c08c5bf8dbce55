"""Desk: status reports, the next one as it would be issued, and corrections (TAM-08)."""

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tam.apps.estate import selectors as estate
from tam.apps.estate.selectors import AccountLine
from tam.apps.reports import selectors, services
from tam.apps.reports.drafts import Asked, Draft, draft, revision_draft
from tam.apps.reports.selectors import ReportPage
from tam.domain.principals import Role
from tam.domain.refusals import Refused
from tam.web.access import Asker, desk, require
from tam.web.context import moment
from tam.web.fields import DayField
from tam.web.reports import acknowledge, context_of, download, page_of, shown

ISSUERS = (Role.TAM, Role.MANAGER)


class ReportForm(forms.Form):
    """The last day of the period, and what the representative has to say."""

    until_on = DayField(
        label="Last day of the period",
        required=False,
        help_text="Today when it is left empty. The period begins the day after the last report.",
    )
    summary = forms.CharField(
        label="Your remark",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What the reader should know first. It stands under the answer, with your name.",
    )


class RevisionForm(forms.Form):
    """The remark of a correction."""

    summary = forms.CharField(
        label="Your remark",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="It replaces the remark of the revision before.",
    )


@require_safe
@desk
def reports(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every report in scope, newest first, and the accounts one can write for."""
    writable = asker.principal.scope(*ISSUERS)
    context = {
        "reports": selectors.reports(scope=asker.scope),
        "accounts": estate.accounts(scope=writable),
    }
    return render(request, "desk/reports.html", context)


@require_safe
@desk
def report(request: HttpRequest, asker: Asker, report_id: int) -> HttpResponse:
    """One report from its frozen content, and what became of it for each stakeholder."""
    page = page_of(asker, report_id)
    context = context_of(page, asker, "desk")
    context["may_issue"] = asker.principal.may(page.line.account_id, *ISSUERS)
    return render(request, "desk/report.html", context)


@require_safe
@desk
def report_pdf(request: HttpRequest, asker: Asker, report_id: int) -> FileResponse:
    """The file of a report."""
    return download(page_of(asker, report_id))


@require_POST
@desk
def report_acknowledge(request: HttpRequest, asker: Asker, report_id: int) -> HttpResponse:
    """A stakeholder on our side says that they read it."""
    acknowledge(asker, report_id, moment(request))
    messages.info(request, "Noted.")
    return redirect("desk:report", report_id)


def _account(asker: Asker, account_id: int) -> AccountLine:
    require(asker, account_id, *ISSUERS)
    found = [one for one in estate.accounts(scope=asker.scope) if one.id == account_id]
    if not found:
        raise Http404
    return found[0]


def _preview(
    request: HttpRequest, asker: Asker, account: AccountLine, form: ReportForm
) -> HttpResponse:
    """The form beside the report as it would be issued at this moment, or why it cannot be."""
    known = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
    asked = Asked(
        account.id,
        known.get("until_on"),
        str(form["summary"].value() or ""),
        moment(request),
        asker.principal.name,
    )
    context: dict[str, object] = {"account": account, "form": form}
    try:
        made = draft(asked=asked)
    except Refused as refused:
        context["refused"] = refused
    else:
        context |= _would_be(made)
    return render(request, "desk/report-new.html", context, status=400 if form.errors else 200)


def _would_be(made: Draft) -> dict[str, object]:
    return {"keeps": made.keeps, "readers": made.readers, **shown(made.report, "desk")}


@require_safe
@desk
def report_new(request: HttpRequest, asker: Asker, account_id: int) -> HttpResponse:
    """The next report of an account as it would be issued now."""
    return _preview(request, asker, _account(asker, account_id), ReportForm())


@require_POST
@desk
def report_issue(request: HttpRequest, asker: Asker, account_id: int) -> HttpResponse:
    """Issue the next report, or show it again with other words or another last day."""
    account = _account(asker, account_id)
    form = ReportForm(request.POST)
    if "preview" in request.POST:
        form.fields["summary"].required = False
    if not form.is_valid() or "preview" in request.POST:
        return _preview(request, asker, account, form)
    try:
        report_id = services.issue_report(
            account_id=account_id,
            until_on=form.cleaned_data["until_on"],
            summary=form.cleaned_data["summary"],
            issued_at=moment(request),
            by=asker.principal,
        )
    except Refused as refused:
        form.add_error(None, f"{refused.reason} ({refused.clause})")
        return _preview(request, asker, account, form)
    messages.info(request, "The report is issued. Every stakeholder has a message in the outbox.")
    return redirect("desk:report", report_id)


def _correction(
    request: HttpRequest, asker: Asker, page: ReportPage, form: RevisionForm
) -> HttpResponse:
    """The form beside the next revision as it would be issued, with its differences."""
    before = selectors.newest_revision(scope=asker.scope, report_id=page.line.id)
    context: dict[str, object] = {"line": page.line, "form": form}
    if before is None:
        raise Http404
    try:
        made = revision_draft(
            before=before,
            summary=str(form["summary"].value() or ""),
            at=moment(request),
            by=asker.principal.name,
        )
    except Refused as refused:
        context["refused"] = refused
    else:
        context |= _would_be(made)
    return render(request, "desk/report-revise.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@desk
def report_revise(request: HttpRequest, asker: Asker, report_id: int) -> HttpResponse:
    """Correct a report: a new revision under the same number, the old one stays."""
    page = page_of(asker, report_id)
    require(asker, page.line.account_id, *ISSUERS)
    if request.method != "POST":
        form = RevisionForm(initial={"summary": page.content.summary})
        return _correction(request, asker, page, form)
    form = RevisionForm(request.POST)
    if not form.is_valid() or "preview" in request.POST:
        return _correction(request, asker, page, form)
    try:
        revised = services.revise_report(
            report_id=report_id,
            summary=form.cleaned_data["summary"],
            issued_at=moment(request),
            by=asker.principal,
        )
    except Refused as refused:
        form.add_error(None, f"{refused.reason} ({refused.clause})")
        return _correction(request, asker, page, form)
    messages.info(request, "The revision is issued. Every stakeholder has a message in the outbox.")
    return redirect("desk:report", revised)
