"""Portal: the customer's cases; open one, answer one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tam.apps.cases import selectors as cases
from tam.apps.cases import services
from tam.apps.cases.services import NewCase
from tam.apps.estate import selectors as estate
from tam.apps.logreview import selectors_reviews as reviews
from tam.apps.obligations import selectors as obligations
from tam.domain.cases.lifecycle import Severity
from tam.domain.principals import Role
from tam.web.access import Asker, portal, require
from tam.web.context import moment
from tam.web.why import clocks

WRITERS = (Role.CUSTOMER_EDITOR, Role.CUSTOMER_ADMIN)
SEVERITIES = (
    (Severity.CRITICAL.value, "Critical: the library is down"),
    (Severity.MAJOR.value, "Major: work is held up"),
    (Severity.MINOR.value, "Minor: it works, something is wrong"),
    (Severity.REQUEST.value, "Request: a question or a wish"),
)


class CaseForm(forms.Form):
    """What is wrong, with which library."""

    library = forms.ChoiceField(label="Library")
    title = forms.CharField(
        label="What is wrong, in one line", max_length=200,
        help_text="For instance: drive 3 ejects every tape.",
    )  # fmt: skip
    severity = forms.ChoiceField(
        label="How much it hurts", choices=SEVERITIES, initial=Severity.MINOR.value
    )
    description = forms.CharField(
        label="What you saw", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """An answer on a case."""

    text = forms.CharField(
        label="Your answer", max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )


@require_safe
@portal
def case_list(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The customer's cases, open ones first."""
    known = cases.cases(scope=asker.scope, now=moment(request))
    known.sort(key=lambda line: not line.is_open)
    return render(request, "portal/cases.html", {"cases": known})


@require_http_methods(["GET", "POST"])
@portal
def case_new(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Open a case about one of one's own libraries."""
    writable = asker.principal.scope(*WRITERS)
    libraries = {str(one.id): one for one in estate.libraries(scope=writable)}
    form = CaseForm(request.POST or None)
    field = form.fields["library"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowed for the type checker
    field.choices = [
        (key, f"{one.name}, {one.model} {one.serial}, {one.site.name}")
        for key, one in libraries.items()
    ]
    if not libraries:
        raise Http404
    if request.method == "POST" and form.is_valid():
        library = libraries[form.cleaned_data["library"]]
        new = NewCase(
            account_id=library.account_id,
            equipment_id=library.id,
            title=form.cleaned_data["title"],
            severity=Severity(form.cleaned_data["severity"]),
            description=form.cleaned_data["description"],
        )
        case_id = services.open_case(new=new, opened_at=moment(request), by=asker.principal)
        messages.info(request, "The case is open. Your representative has it on today's list.")
        return redirect("portal:case", case_id)
    status = 400 if form.errors else 200
    return render(request, "portal/case-new.html", {"form": form}, status=status)


@require_safe
@portal
def case(request: HttpRequest, asker: Asker, case_id: int) -> HttpResponse:
    """One case: where it stands, whose move it is, what was said."""
    return _page(request, asker, case_id, AnswerForm())


def _page(request: HttpRequest, asker: Asker, case_id: int, form: AnswerForm) -> HttpResponse:
    now = moment(request)
    story = cases.story(scope=asker.scope, case_id=case_id, now=now, vendor=False)
    if story is None:
        raise Http404
    context = {
        "story": story,
        "case": story.line,
        "clocks": clocks(asker.scope, case_id, now, "portal"),
        "owed": obligations.ledger(scope=asker.scope, now=now, case_id=case_id),
        "watch": reviews.watched(scope=asker.scope, case_id=case_id),
        "may_answer": asker.principal.may(story.line.account_id, *WRITERS),
        "form": form,
    }
    return render(request, "portal/case.html", context, status=400 if form.errors else 200)


@require_POST
@portal
def case_answer(request: HttpRequest, asker: Asker, case_id: int) -> HttpResponse:
    """Answer on a case."""
    story = cases.story(scope=asker.scope, case_id=case_id, now=moment(request), vendor=False)
    if story is None:
        raise Http404
    require(asker, story.line.account_id, *WRITERS)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, asker, case_id, form)
    services.answer_case(
        case_id=case_id, text=form.cleaned_data["text"], at=moment(request), by=asker.principal
    )
    return redirect("portal:case", case_id)
